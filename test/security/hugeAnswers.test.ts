import { gzipSync } from 'node:zlib';
import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';
import {
	pour,
	type RawServer,
	startRawServer,
	type WriteAnswer,
} from '../support/security/rawServer';

const eso = esoSuite();

const MEGABYTE = 1_000_000;
const REQUESTS = 2;
/** The node reads a quarter of a megabyte; the rest is what the system holds between two sockets. */
const MAX_BYTES_A_REQUEST = 8 * MEGABYTE;

const HEAD = 'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n';
const SPACES = Buffer.alloc(64_000, ' ');
/** Of a thousandth of that size; any number of these in a row is gzip too. */
const PACKED_MEGABYTE = gzipSync(Buffer.alloc(MEGABYTE, ' '));

/** Blank, but for the success at its end: nobody may guess it. */
const fiftyMegabytes: WriteAnswer = (socket) => {
	socket.write(`${HEAD}Content-Length: ${50 * MEGABYTE}\r\n\r\n`);
	void pour(socket, Buffer.alloc(MEGABYTE, ' '), 50);
};

const endless: WriteAnswer = (socket) => {
	socket.write(`${HEAD}\r\n`);
	void pour(socket, SPACES);
};

const endlessText: WriteAnswer = (socket) => {
	socket.write(`${HEAD}\r\n{"status":201,"success":true,"message":"`);
	void pour(socket, Buffer.alloc(64_000, 'x'));
};

const endlessChunks: WriteAnswer = (socket) => {
	socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
	void pour(socket, Buffer.concat([Buffer.from('fa00\r\n'), SPACES, Buffer.from('\r\n')]));
};

const gzipBomb: WriteAnswer = (socket) => {
	socket.write(`${HEAD}Content-Encoding: gzip\r\n\r\n`);
	void pour(socket, PACKED_MEGABYTE);
};

const endlessHead: WriteAnswer = (socket) => {
	socket.write('HTTP/1.1 201 Created\r\nX-Long: ');
	void pour(socket, Buffer.alloc(64_000, 'x'));
};

const endlessHints: WriteAnswer = (socket) => {
	const hints = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 50);
	socket.once('close', () => clearInterval(hints));
};

let server: RawServer;
afterEach(async () => await server.close());

// An answer that never falls silent, yet is small, is in badAnswers.test.ts.
/** In seconds, and longer than a test may take: an answer that is given up in time was not given up by it. */
const LONG = 60;

test.each<[string, WriteAnswer, number?]>([
	['of 50 megabytes', fiftyMegabytes],
	['without end', endless],
	['with a text that has no end', endlessText],
	['with ever more chunks', endlessChunks],
	// What is sent of it is small: only by its unpacked size can it be given up.
	['that unpacks to a thousand times its size, without end', gzipBomb, LONG],
	['whose head has no end', endlessHead],
	['that is announced over and over', endlessHints],
])(
	'an answer %s is not read to its end: it is asked for again, and the leads come out retryable',
	async (_, writeAnswer, timeoutSeconds = 2) => {
		server = await startRawServer(writeAnswer);
		const run = await eso.run({
			items: leadItems(2),
			credentials: { accessToken: TOKEN, baseUrl: server.url },
			parameters: { requestOptions: { maxRetries: REQUESTS - 1, timeoutSeconds } },
			onError: 'continueRegularOutput',
		});
		expect(server.bytesSent()).toBeLessThan(REQUESTS * MAX_BYTES_A_REQUEST);
		expectConserved(run, 2);
		expect(getCodes(run)).toEqual({ delivery_failed: 2 });
		expect(run.rejected).toMatchObject([
			{ json: { rejection: { retryable: true } } },
			{ json: { rejection: { retryable: true } } },
		]);
		expect(server.requests).toHaveLength(REQUESTS);
	},
	30_000,
);
