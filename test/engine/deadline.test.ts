import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { runEach } from '../support/engine/eachRun';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';
import { type RawServer, startRawServer, type WriteAnswer } from '../support/security/rawServer';

const eso = esoSuite();

let server: RawServer;
afterEach(async () => await server.close());

/** It never falls silent for as long as the timeout. */
function drip(text: string): WriteAnswer {
	return (socket) => {
		const dripping = setInterval(() => socket.write(text), 100);
		socket.once('close', () => clearInterval(dripping));
	};
}

const ANSWERS: ReadonlyArray<[what: string, write: WriteAnswer]> = [
	[
		'switches to another protocol and falls silent',
		(socket) => {
			const head = 'HTTP/1.1 101 Switching Protocols\r\n';
			socket.write(`${head}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`);
		},
	],
	['says to continue, and no more', (socket) => socket.write('HTTP/1.1 100 Continue\r\n\r\n')],
	[
		'sends one head after the other',
		(socket) => {
			socket.write('HTTP/1.1 201 Created\r\n');
			drip('X-More: 1\r\n')(socket);
		},
	],
	[
		'sends its body by single letters',
		(socket) => {
			socket.write('HTTP/1.1 201 Created\r\nContent-Length: 100000\r\n\r\n{"status":');
			drip(' ')(socket);
		},
	],
	['says nothing', () => {}],
];

test.each(ANSWERS)(
	'a server that %s holds nothing for longer than the timeout, and the message names the option',
	async (_, write) => {
		server = await startRawServer(write);
		const run = await eso.run({
			items: leadItems(2),
			credentials: { accessToken: TOKEN, baseUrl: server.url },
			parameters: { requestOptions: { maxRetries: 1, timeoutSeconds: 1 } },
			onError: 'continueRegularOutput',
		});
		expectConserved(run, 2);
		expect(getCodes(run)).toEqual({ delivery_failed: 2 });
		expect(run.batches[0]?.json.message).toContain("raise 'Timeout (Seconds)'");
		await server.untilLeft();
	},
	20_000,
);

test.each(ANSWERS)('nor a single request, if a server %s', async (_, write) => {
	server = await startRawServer(write);
	const { items } = await runEach(eso, 'delete', {
		items: leadItems(1),
		credentials: { accessToken: TOKEN, baseUrl: server.url },
		parameters: {
			contactNumber: '={{ $json.contact_number }}',
			requestOptions: { maxRetries: 0, timeoutSeconds: 1 },
		},
		onError: 'continueRegularOutput',
	});
	expect(items).toMatchObject([{ json: { details: { code: 'delivery_failed' } } }]);
});
