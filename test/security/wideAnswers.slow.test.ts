import { createServer, type Server } from 'node:http';
import { runEach } from '../support/engine/eachRun';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';

const eso = esoSuite();

/** As long as an answer with leads may be. */
const BYTES = 7_900_000;
const fill = (entry: string) => entry.repeat(Math.floor(BYTES / entry.length)).slice(0, -1);

const BODIES: ReadonlyArray<[what: string, body: () => string]> = [
	['numbers', () => `{"data":[${fill('1,')}]}`],
	['empty lists', () => `{"data":[${fill('[],')}]}`],
	['empty objects', () => `{"payload":{"data":[${fill('{},')}]}}`],
	['empty texts', () => `[${fill('"",')}]`],
	['small objects', () => `[${fill('{"a":1},')}]`],
	['one lead and numbers', () => `{"data":[{"id":1},${fill('1,')}]}`],
	['errors', () => `{"errors":[${fill('1,')}]}`],
	['lists within lists', () => `${'['.repeat(BYTES / 2)}${']'.repeat(BYTES / 2)}`],
	['objects within objects', () => `${'{"a":'.repeat(BYTES / 6)}1${'}'.repeat(BYTES / 6)}`],
	['quotes', () => `{"data":[${fill('"\\"",')}]}`],
	['a text of backslashes', () => `{"data":["${'\\\\'.repeat(BYTES / 2)}"]}`],
	['a text of percent signs', () => `{"data":["${'%25'.repeat(BYTES / 3)}"]}`],
	[
		'different names',
		() => `{"data":{${Array.from({ length: 500_000 }, (_, i) => `"n${i}":1`).join(',')}}}`,
	],
];

let server: Server;
let url: string;
let body = '';
beforeAll(async () => {
	server = createServer((_, response) => {
		response.setHeader('Content-Type', 'application/json');
		response.end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

/** No measure of speed: a schema for each entry took half a minute, and n8n's memory. */
const PATIENCE_MS = 60_000;

test.each(BODIES)(
	'eight megabytes of %s neither stop n8n nor fill its memory: no lead is made of them',
	async (_, write) => {
		body = write();
		for (const operation of ['getMany', 'get'] as const) {
			const run = await runEach(eso, operation, {
				items: [{}],
				credentials: { accessToken: TOKEN, baseUrl: url },
				parameters: {
					returnAll: true,
					contactNumber: '+91 8192829284',
					requestOptions: { maxRetries: 0 },
				},
				onError: 'continueRegularOutput',
			});
			expect(run.items).toMatchObject([{ json: { error: expect.any(String) } }]);
		}
	},
	PATIENCE_MS,
);
