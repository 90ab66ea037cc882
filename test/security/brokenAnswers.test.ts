import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';
import { ACCEPTED, type RawServer, startRawServer } from '../support/security/rawServer';

// After each test the suite looks for the token in the run, the log and all that was printed: n8n's own report of a broken
// connection carries the whole request. Answers that are HTTP, but not E-so's, are in badAnswers.test.ts.
const eso = esoSuite();

const HEAD = 'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n';

let server: RawServer;
afterEach(async () => await server.close());

async function runAgainst(bytes: string, scheme = 'http') {
	server = await startRawServer((socket) => socket.end(bytes));
	return await eso.run({
		items: leadItems(2),
		credentials: { accessToken: TOKEN, baseUrl: server.url.replace('http', scheme) },
		parameters: { requestOptions: { maxRetries: 0, timeoutSeconds: 2 } },
		onError: 'continueRegularOutput',
	});
}

test.each([
	['nothing at all', ''],
	['bytes that are no HTTP', `Bearer ${TOKEN}\u0000\r\n\r\n`],
	['half a head', 'HTTP/1.1 201 Cre'],
	['a status that is no number', 'HTTP/1.1 OK Created\r\n\r\n'],
	['two lengths', `${HEAD}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
	['a length that is none', `${HEAD}Content-Length: -1\r\n\r\n{}`],
	['a length and chunks', `${HEAD}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`],
	['less than its length', `${HEAD}Content-Length: 100\r\n\r\n{"status":201,"success":true}`],
	['a chunk of no size', `${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`],
	['gzip that is none', `${HEAD}Content-Encoding: gzip\r\n\r\n{"status":201,"success":true}`],
	['a header that repeats the token', `${HEAD}Bearer ${TOKEN}\u0000: 1\r\n\r\n{}`],
])('a server that sends %s costs no lead, and the token is not shown', async (_, bytes) => {
	const run = await runAgainst(bytes);
	expect(expectConserved(run, 2).accepted).toEqual([]);
	expect(getCodes(run)).toEqual({ delivery_failed: 2 });
	expect(run.rejected[0]?.json).toMatchObject({
		rejection: { retryable: true, message: expect.stringMatching(/^Not delivered: \w+/) },
	});
});

test('a server that does not speak TLS gets nothing unencrypted: the token does not travel', async () => {
	const run = await runAgainst(ACCEPTED, 'https');
	expect(server.requests.join()).not.toContain('Bearer');
	expect(expectConserved(run, 2).accepted).toEqual([]);
	expect(getCodes(run)).toEqual({ delivery_failed: 2 });
});
