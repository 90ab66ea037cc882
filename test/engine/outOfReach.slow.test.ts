import { execFileSync } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import dns from 'node:dns';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { fileItem, importParameters, writeCsv } from '../support/engine/fileItems';
import { leadItems } from '../support/engine/leadItems';

const eso = esoSuite();

/** Nobody needs more tries than these to see that nothing comes of it. */
const MOST_TRIES = 12;
/** What cannot heal by itself is not tried again; several lanes try at the same time. */
const FIRST_LANES = 4;

/** Where a request is made in vain. */
interface Host {
	baseUrl: string;
	/** How often it was tried. */
	tries(): number;
	close(): Promise<void>;
}

/** Counts the connections to a server. */
async function listen(server: Server, scheme: string): Promise<Host & { port: number }> {
	let tries = 0;
	const open = new Set<{ destroy(): void }>();
	server.on('connection', (socket) => {
		tries += 1;
		open.add(socket);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		port,
		baseUrl: `${scheme}://localhost:${port}`,
		tries: () => tries,
		async close() {
			for (const socket of open) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A certificate that nobody has signed but its owner. */
function makeCertificate(): { key: Buffer; cert: Buffer } {
	const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
	const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	const self = [
		'req',
		'-x509',
		'-newkey',
		'rsa:2048',
		'-nodes',
		'-days',
		'1',
		'-subj',
		'/CN=localhost',
	];
	execFileSync('openssl', [...self, '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' });
	const pair = { key: readFileSync(keyFile), cert: readFileSync(certFile) };
	rmSync(folder, { recursive: true });
	return pair;
}

/** A name that no server knows. */
async function unknownHost(): Promise<Host> {
	let tries = 0;
	const failure = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
	const lookup = (_: string, __: object, done: (failure: Error) => void) => {
		tries += 1;
		process.nextTick(done, failure);
	};
	jest.spyOn(dns, 'lookup').mockImplementation(lookup as unknown as typeof dns.lookup);
	return { baseUrl: 'https://eso.invalid', tries: () => tries, close: async () => undefined };
}

/** A port where nobody listens any more. */
async function closedPort(): Promise<Host> {
	const { baseUrl, close } = await listen(createServer(), 'http');
	await close();
	let tries = 0;
	const note = () => void (tries += 1);
	subscribe('net.client.socket', note);
	return {
		baseUrl,
		tries: () => tries,
		close: async () => void unsubscribe('net.client.socket', note),
	};
}

const HOSTS: ReadonlyArray<
	[what: string, start: () => Promise<Host>, words: RegExp, most: number]
> = [
	[
		'with a certificate that nobody has signed',
		async () => await listen(createSecureServer(makeCertificate()), 'https'),
		/self-signed certificate/i,
		FIRST_LANES,
	],
	['that does not exist', unknownHost, /ENOTFOUND/, FIRST_LANES],
	['that refuses connections', closedPort, /ECONNREFUSED/, MOST_TRIES],
	[
		'that takes requests and never answers',
		async () =>
			await listen(
				createServer(() => undefined),
				'http',
			),
		/No complete answer within 1 second/,
		MOST_TRIES,
	],
];

type Input = { items: Array<INodeExecutionData | IDataObject>; parameters?: INodeParameters };

const OPERATIONS: Record<string, () => Input> = {
	'Bulk Create': () => ({ items: leadItems(10_000) }),
	'Import File': () => ({ items: [fileItem(writeCsv(10_000))], parameters: importParameters() }),
	Update: () => ({
		items: leadItems(300),
		parameters: { operation: 'update', contactNumber: '={{ $json.contact_number }}', addTags: [1] },
	}),
	'Get Many': () => ({ items: [{}], parameters: { operation: 'getMany', returnAll: true } }),
};

let host: Host;
afterEach(async () => {
	jest.restoreAllMocks();
	await host.close();
});

describe.each(HOSTS)('a host %s', (_, start, words, most) => {
	test.each(Object.entries(OPERATIONS))(
		'ends %s after a few tries, with its reason, and nothing comes out as done',
		async (_name, toInput) => {
			host = await start();
			const { items, parameters } = toInput();
			const run = await eso.run({
				items,
				parameters: { ...parameters, requestOptions: { timeoutSeconds: 1 } },
				credentials: { accessToken: TOKEN, baseUrl: host.baseUrl },
			});
			expect(run.status).toBe('error');
			expect(run.error?.message).toMatch(words);
			expect(host.tries()).toBeGreaterThan(0);
			expect(host.tries()).toBeLessThanOrEqual(most);
		},
		120_000,
	);
});
