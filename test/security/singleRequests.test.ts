import type { INodeParameters } from 'n8n-workflow';
import { runEach } from '../support/engine/eachRun';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import {
	ACCEPTED,
	pour,
	type RawServer,
	startRawServer,
	type WriteAnswer,
} from '../support/security/rawServer';

const eso = esoSuite();

const EVIL = '\r\nX-Evil: 1\r\n\r\nDELETE / HTTP/1.1\r\n\r\n';

let server: RawServer;
/** Where a redirect leads to. */
let elsewhere: RawServer | undefined;
afterEach(async () => {
	await server.close();
	await elsewhere?.close();
	elsewhere = undefined;
});

async function start(writeAnswer: WriteAnswer = (socket) => socket.end(ACCEPTED)) {
	server = await startRawServer(writeAnswer);
	return { credentials: { accessToken: TOKEN, baseUrl: server.url } };
}

/** The head of a request: its first line, and the names of its headers. */
function readHead(request: string | undefined) {
	const [head = ''] = String(request).split('\r\n\r\n');
	const [first, ...headers] = head.split('\r\n');
	return { first, names: headers.map((line) => line.split(':')[0]?.toLowerCase()).sort() };
}

const EVERY = ['accept', 'accept-encoding', 'authorization', 'connection', 'host', 'user-agent'];
const WITH_BODY = [...EVERY, 'content-length', 'content-type'].sort();

/** What is read of an answer: less of one that holds no leads. */
const ANSWER_BYTES = {
	create: 256_000,
	get: 8_000_000,
	getMany: 8_000_000,
	update: 256_000,
	delete: 256_000,
};
/** What the system takes from the server before anyone reads it: 4 MB were seen. */
const BYTES_BETWEEN_SOCKETS = 6_000_000;

const contactNumber = '+91 81928 29284';
const operations: Array<[keyof typeof ANSWER_BYTES, INodeParameters, unknown, string[]]> = [
	[
		'create',
		{ contactNumber, leadFields: { field: [{ name: `a${EVIL}`, value: `b${EVIL}` }] } },
		'POST /api/v1/leads/bulk-create HTTP/1.1',
		WITH_BODY,
	],
	['get', { findBy: 'id', leadId: `7${EVIL}` }, 'POST /api/engage/v1/leads HTTP/1.1', WITH_BODY],
	[
		'getMany',
		{ filters: { filter: [{ name: `a${EVIL}`, value: `b${EVIL}` }] } },
		expect.stringMatching(/^GET \/api\/engage\/v1\/leads\?page=1&limit=50&a%0D%0A\S+ HTTP\/1.1$/),
		EVERY,
	],
	[
		'update',
		{ contactNumber, fieldsToUpdate: { field: [{ name: `a${EVIL}`, value: `b${EVIL}` }] } },
		'PUT /api/engage/v1/leads/918192829284/update HTTP/1.1',
		WITH_BODY,
	],
	['delete', { contactNumber }, 'DELETE /api/engage/v1/leads/918192829284/delete HTTP/1.1', EVERY],
];

test.each(operations)(
	'%s: line breaks in parameters make no header and no second request',
	async (operation, parameters, first, names) => {
		const { credentials } = await start();
		await runEach(eso, operation, { items: [{}], parameters, credentials });
		expect(server.requests.map(readHead)).toEqual([{ first, names }]);
	},
);

test.each(operations)(
	'%s: a redirect is not followed, and stops the run',
	async (operation, parameters) => {
		const target = (elsewhere = await startRawServer((socket) => socket.end(ACCEPTED)));
		const { credentials } = await start((socket) =>
			socket.end(`HTTP/1.1 302 Found\r\nLocation: ${target.url}/\r\nContent-Length: 0\r\n\r\n`),
		);
		const run = await runEach(eso, operation, { items: [{}, {}], parameters, credentials });
		expect(run.error?.message).toMatch(/redirect \(status 302\), which is not followed/);
		expect(server.requests.length).toBeLessThanOrEqual(2);
		expect(target.requests).toEqual([]);
	},
);

test.each(operations)('%s: an endless answer fills no memory', async (operation, parameters) => {
	const { credentials } = await start((socket) => {
		socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[');
		void pour(socket, Buffer.alloc(64_000, ' '));
	});
	const run = await runEach(eso, operation, {
		items: [{}],
		parameters: { ...parameters, requestOptions: { maxRetries: 0 } },
		credentials,
		onError: 'continueRegularOutput',
	});
	expect(run.items[0]?.json.details).toMatchObject({ code: 'delivery_failed' });
	expect(server.bytesSent()).toBeLessThan(ANSWER_BYTES[operation] + BYTES_BETWEEN_SOCKETS);
});

test('a token that E-so repeats in a lead does not come out', async () => {
	const body = JSON.stringify([{ id: 1, contact_number: '1', name: TOKEN, note: `x${TOKEN}` }]);
	const { credentials } = await start((socket) =>
		socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
	);
	const run = await runEach(eso, 'getMany', {
		items: [{}],
		parameters: { limit: 1, simplify: false },
		credentials,
	});
	expect(run.items[0]?.json).toMatchObject({ name: '[access token]', note: 'x[access token]' });
});

test('an answer that does not end in time is given up, and the list with it, and its connection is closed', async () => {
	const { credentials } = await start((socket) => {
		socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[');
	});
	const run = await runEach(eso, 'getMany', {
		items: [{}],
		parameters: { requestOptions: { maxRetries: 0, timeoutSeconds: 1 } },
		credentials,
	});
	expect(run.error?.message).toMatch(/No complete answer within 1 second/);
	// E-so would else still be busy with the request when it comes again.
	await server.untilLeft();
}, 10_000);
