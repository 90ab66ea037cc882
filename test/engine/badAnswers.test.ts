import { createServer } from 'node:http';
import { runInThisContext } from 'node:vm';
import { startEmulator, type Fault } from '../emulator/emulator';
import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';

const eso = esoSuite();

describe('an answer that is not E-so’s', () => {
	test.each<[string, Fault]>([
		['a page of HTML with status 200', { kind: 'html', statusCode: 200 }],
		['JSON that is cut off', { kind: 'truncatedJson' }],
		['text', { kind: 'status', statusCode: 200, body: 'OK' }],
		['a list', { kind: 'status', statusCode: 200, body: [] }],
		['a page of HTML with status 400', { kind: 'html', statusCode: 400 }],
	])('such as %s is never taken for a success: it is asked again', async (_, fault) => {
		eso.emulator.setFault(({ index }) => (index === 0 ? fault : undefined));
		const run = await eso.run({ items: leadItems(2) });
		expect(eso.emulator.requests).toHaveLength(2);
		expect(expectConserved(run, 2).accepted).toEqual([0, 1]);
		expect(eso.emulator.store.size).toBe(2);
	});

	test('that does not change leaves the leads on Rejected, to be sent again later', async () => {
		eso.emulator.setFault(() => ({ kind: 'html', statusCode: 200 }));
		const run = await eso.run({
			items: leadItems(2),
			parameters: { requestOptions: { maxRetries: 1 } },
			onError: 'continueRegularOutput',
		});
		expect(eso.emulator.requests).toHaveLength(2);
		expectConserved(run, 2);
		expect(run.rejected).toMatchObject([
			{ json: { rejection: { code: 'delivery_failed', retryable: true } } },
			{ json: { rejection: { code: 'delivery_failed', retryable: true } } },
		]);
		expect(JSON.stringify(run.run)).not.toContain('<html>');
	});
});

test('a proxy that repeats the token it received cannot get it into any output', async () => {
	const body = { message: `Bearer ${TOKEN} is not known here` };
	eso.emulator.setFault(() => ({ kind: 'status', statusCode: 418, body }));
	const run = await eso.run({ items: leadItems(2), onError: 'continueRegularOutput' });
	expectConserved(run, 2);
	// The suite itself searches the whole run data for the token after each test.
	expect(run.batches[0]?.json.message).toBe('Bearer [access token] is not known here');
});

describe('an answer that does not come', () => {
	test.each<[string, Fault]>([
		['the headers stall', { kind: 'stallHeaders' }],
		['the body stalls after E-so stored the leads', { kind: 'stallBody', stores: true }],
		['the connection is reset', { kind: 'resetBeforeStore' }],
		['the connection is reset after E-so stored the leads', { kind: 'resetAfterStore' }],
	])('since %s: the request is made again, and each lead is stored once', async (_, fault) => {
		eso.emulator.setFault(({ index }) => (index === 0 ? fault : undefined));
		const run = await eso.run({
			items: leadItems(2),
			parameters: { requestOptions: { timeoutSeconds: 1 } },
		});
		expect(eso.emulator.requests).toHaveLength(2);
		expect(expectConserved(run, 2).accepted).toEqual([0, 1]);
		expect(eso.emulator.store.size).toBe(2);
	});

	test.each<Fault['kind']>(['stallHeaders', 'stallBody', 'resetBeforeStore'])(
		'at all (%s): the leads are retryable, and the row says why in words',
		async (kind) => {
			eso.emulator.setFault(() => ({ kind }) as Fault);
			const run = await eso.run({
				items: leadItems(2),
				parameters: { requestOptions: { timeoutSeconds: 1, maxRetries: 0 } },
				onError: 'continueRegularOutput',
			});
			expectConserved(run, 2);
			expect(getCodes(run)).toEqual({ delivery_failed: 2 });
			expect(run.batches).toMatchObject([
				{ json: { status: 'failed', message: expect.stringMatching(/\w+ \w+/) } },
			]);
		},
	);

	test('since the connection is reset while the leads are still on their way: they are sent again', async () => {
		const hasty = await startEmulator({ resetsOnArrival: ({ index }) => index === 0 });
		const items = leadItems(40).map((lead) => ({ ...lead, note: 'x'.repeat(20_000) }));
		const credentials = { accessToken: hasty.token, baseUrl: hasty.url };
		const run = await eso.run({ items, credentials });
		await hasty.close();
		expect(hasty.requests.map(({ fault, leads }) => [fault, leads])).toEqual([
			['resetOnArrival', 0],
			[undefined, 40],
		]);
		expect(expectConserved(run, 40).accepted).toHaveLength(40);
		expect(hasty.store.size).toBe(40);
	});

	test('completely, though it keeps trickling in: the timeout ends it', async () => {
		const babbler = createServer((_, response) => {
			const babble = setInterval(() => response.write(' '), 50);
			response.on('close', () => clearInterval(babble));
		});
		await new Promise<void>((resolve) => babbler.listen(0, '127.0.0.1', resolve));
		const address = babbler.address();
		const port = typeof address === 'object' ? address?.port : undefined;
		const run = await eso.run({
			items: leadItems(2),
			credentials: { accessToken: TOKEN, baseUrl: `http://127.0.0.1:${port}` },
			parameters: { requestOptions: { timeoutSeconds: 1, maxRetries: 0 } },
			onError: 'continueRegularOutput',
		});
		babbler.closeAllConnections();
		await new Promise((resolve) => babbler.close(resolve));
		expectConserved(run, 2);
		expect(getCodes(run)).toEqual({ delivery_failed: 2 });
	});

	test('since nobody listens there: the message says so', async () => {
		const { url: baseUrl } = eso.emulator;
		const nobody = { accessToken: 'any', baseUrl: baseUrl.replace(/:\d+$/, ':9') };
		const { status, error } = await eso.run({
			items: leadItems(1),
			credentials: nobody,
			parameters: { requestOptions: { maxRetries: 0 } },
		});
		expect(status).toBe('error');
		expect(error?.message).toMatch(/ECONNREFUSED|refused/);
	});
});

describe('a status in the body', () => {
	test('that says success: false is no success, whatever the HTTP status', async () => {
		eso.emulator.setFault(() => ({ kind: 'successFalse', message: 'Quota used up' }));
		const run = await eso.run({ items: leadItems(2), onError: 'continueRegularOutput' });
		expect(expectConserved(run, 2).accepted).toEqual([]);
		expect(run.batches).toMatchObject([{ json: { status: 'failed', message: 'Quota used up' } }]);
		expect(getCodes(run)).toEqual({ delivery_failed: 2 });
	});

	test('that says 401 stops the run like a 401', async () => {
		eso.emulator.setFault(() => ({
			kind: 'status',
			statusCode: 200,
			body: { status: 401, message: 'UnAuthorized Access-Token!', success: false },
		}));
		const parameters = { requestOptions: { batchSize: 1, concurrency: 1 } };
		const { error } = await eso.run({ items: leadItems(3), parameters });
		expect(error?.message).toMatch(/UnAuthorized/);
		expect(eso.emulator.requests).toHaveLength(1);
	});
});

describe('a rate limit', () => {
	test.each([
		['seconds', () => '1'],
		['an HTTP date', () => new Date(Date.now() + 1_000).toUTCString()],
	])('with Retry-After in %s is obeyed, even without retries', async (_, retryAfter) => {
		eso.emulator.setFault(({ index }) =>
			index === 1 ? { kind: 'rateLimited', retryAfter: retryAfter() } : undefined,
		);
		const run = await eso.run({
			items: leadItems(4),
			parameters: { requestOptions: { batchSize: 1, maxRetries: 0 } },
		});
		expect(expectConserved(run, 4).accepted).toEqual([0, 1, 2, 3]);
		expect(eso.emulator.requests).toHaveLength(5);
	});

	test('pauses ten lanes without a warning of Node’s in n8n’s log', async () => {
		const warnings: string[] = [];
		const note = (warning: Error) => warnings.push(`${warning.name}: ${warning.message}`);
		// Jest's copy of `process` hears of no warnings; the real one lives in the main context.
		const realProcess: NodeJS.Process = runInThisContext('process');
		realProcess.on('warning', note);
		eso.emulator.setFault(({ index }) =>
			index < 10 ? { kind: 'rateLimited', retryAfter: '1' } : undefined,
		);
		const options = { batchSize: 1, concurrency: 10 };
		await eso.run({ items: leadItems(20), parameters: { options } });
		await new Promise((resolve) => setImmediate(resolve));
		realProcess.off('warning', note);
		expect(warnings).toEqual([]);
	});
});
