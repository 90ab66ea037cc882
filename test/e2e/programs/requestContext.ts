import { createServer } from 'node:http';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { createTransport } from '../../../nodes/EsoLeads/api/transport';
import { systemClock } from '../../../nodes/EsoLeads/operations/shared/context';

// Makes a request through the transport with n8n's own context, and tells what came of it, and what of that context is private.
// It is called with the folder of n8n's modules, and runs in n8n's own Node.

type Class = (abstract new (...args: never[]) => unknown) & { prototype: object };

const [, , modules = ''] = process.argv;
const core = createRequire(`${modules}/n8n/package.json`)('n8n-core') as {
	ExecuteContext: new (...args: unknown[]) => IExecuteFunctions;
};

/** Names of private fields that the classes of the context have. */
function listPrivateFields(): string[] {
	const found: string[] = [];
	for (
		let one: unknown = core.ExecuteContext;
		typeof one === 'function' && one !== Function.prototype;
		one = Object.getPrototypeOf(one) as Class
	)
		found.push(...(one.toString().match(/(?<=this\.|\s)#[A-Za-z_]\w*/g) ?? []));
	return [...new Set(found)];
}

function createContext(signal: AbortSignal, Context = core.ExecuteContext): IExecuteFunctions {
	const node = {
		id: '1',
		name: 'E-so Leads',
		type: 'eso',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const workflow = { id: '1', name: 'Test', nodes: {}, expression: {}, settings: {} };
	const additionalData = {
		credentialsHelper: {
			getParentTypes: () => [],
			preAuthentication: async () => undefined,
			authenticate: async (_: unknown, __: unknown, options: { headers: object }) => ({
				...options,
				headers: { ...options.headers, Authorization: 'Bearer given' },
			}),
		},
	};
	const data = [
		workflow,
		node,
		additionalData,
		'manual',
		{ resultData: {} },
		0,
		[],
		{ main: [[]] },
	];
	const context = new Context(...data, { data: {}, node, source: null }, [], signal);
	return Object.assign(context, { getCredentials: async () => ({ accessToken: 'given' }) });
}

/** n8n's context on the day on which its state is private; its helpers ask it for its node. */
class PrivateContext extends core.ExecuteContext {
	readonly #node: INode;
	readonly #signal: AbortSignal;

	constructor(...args: unknown[]) {
		super(...args);
		this.#node = super.getNode();
		this.#signal = args.at(-1) as AbortSignal;
	}

	override getNode() {
		return this.#node;
	}

	override getExecutionCancelSignal() {
		return this.#signal;
	}
}

/** Makes a request that is answered, and one that is stopped. */
async function makeRequests(Context: typeof core.ExecuteContext) {
	const heard: string[] = [];
	const server = createServer((request, response) => {
		heard.push(String(request.headers.authorization));
		if (heard.length === 1) response.end('{"success":true}');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const stop = new AbortController();
	const baseUrl = `http://127.0.0.1:${port}`;
	const connection = { kind: 'connection' as const, baseUrl, accessToken: 'given' };
	const context = createContext(stop.signal, Context);
	const send = createTransport(context, connection, 60_000, systemClock);
	const request = { method: 'GET' as const, path: '/', maxAnswerBytes: 1_000 };
	const answered = await send(request);
	const stopping = send(request);
	await once(server, 'request');
	stop.abort();
	const stopped = await stopping;
	server.closeAllConnections();
	server.close();
	return { heard, answered: { ...answered, headers: {} }, stopped };
}

async function main(): Promise<void> {
	const asItIs = await makeRequests(core.ExecuteContext);
	const asPrivate = await makeRequests(PrivateContext);
	const told = { privateFields: listPrivateFields(), asItIs, asPrivate };
	// n8n's modules keep timers, which would keep this process.
	process.stdout.write(`\n${JSON.stringify(told)}\n`, () => process.exit());
}

void main();
