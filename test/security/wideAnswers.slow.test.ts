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

/**
 * Counts how often a part of an answer is read, from when it was parsed. The time that it takes would tell of a busy machine as
 * well.
 */
function countReads(): () => number {
	let reads = 0;
	const watched = new WeakMap<object, object>();
	const watch = (value: unknown): unknown => {
		if (typeof value !== 'object' || value === null) return value;
		const known = watched.get(value);
		if (known !== undefined) return known;
		const proxy = new Proxy(value, {
			get(parsed, name) {
				reads += 1;
				return watch(Reflect.get(parsed, name));
			},
			getOwnPropertyDescriptor(parsed, name) {
				reads += 1;
				return Reflect.getOwnPropertyDescriptor(parsed, name);
			},
		});
		watched.set(value, proxy);
		return proxy;
	};
	const parse = JSON.parse.bind(JSON);
	jest.spyOn(JSON, 'parse').mockImplementation((text: string, reviver) => {
		const parsed: unknown = parse(text, reviver);
		return text.length > BYTES / 2 ? watch(parsed) : parsed;
	});
	return () => reads;
}

/** Of an object up to a thousand names are read; of a list, what comes before the first entry that is no lead. */
const MOST_READS = 5_000;

/** No measure of speed: whoever waits longer than this waits in vain. */
const PATIENCE_MS = 600_000;

afterEach(() => jest.restoreAllMocks());

test.each(BODIES)(
	'eight megabytes of %s neither stop n8n nor fill its memory: hardly any is read, and no lead is made of it',
	async (_, write) => {
		body = write();
		const getReads = countReads();
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
		expect(getReads()).toBeLessThanOrEqual(MOST_READS);
	},
	PATIENCE_MS,
);

test.each([
	['numbers', '1,'],
	['texts', '"a",'],
	['objects', '{"title":1},'],
])(
	'eight megabytes of %s as the tags of a lead neither stop n8n: most of them are not read',
	async (_, tag) => {
		const contact = '"id":7,"contact_number":"8192829284"';
		body = `{"data":[{${contact},"latest_tags":[${fill(tag)}]}]}`;
		const getReads = countReads();
		for (const operation of ['getMany', 'get'] as const) {
			const run = await runEach(eso, operation, {
				items: [{}],
				credentials: { accessToken: TOKEN, baseUrl: url },
				parameters: { limit: 1, contactNumber: '+91 8192829284' },
			});
			expect(run.items).toMatchObject([{ json: { id: 7 } }]);
		}
		expect(getReads()).toBeLessThanOrEqual(3 * MOST_READS);
	},
	PATIENCE_MS,
);
