import { createServer } from 'node:http';
import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { leadItems, patel } from '../support/engine/leadItems';

const eso = esoSuite();

/** Runs with another base URL, in which `HOST` stands for the emulator's host and port. */
async function runAt(baseUrl: string) {
	const host = new URL(eso.emulator.url).host;
	const credentials = { accessToken: TOKEN, baseUrl: baseUrl.replace('HOST', host) };
	return await eso.run({ items: [patel], credentials });
}

describe('a Base URL', () => {
	test.each(['http://HOST/', 'http://HOST///', ' http://HOST ', 'HTTP://HOST'])(
		'%p is good enough',
		async (baseUrl) => {
			const { status } = await runAt(baseUrl);
			expect(status).toBe('success');
			expect(eso.emulator.requests).toMatchObject([{ path: '/api/v1/leads/bulk-create' }]);
		},
	);

	test('with a path keeps it, as a proxy in front of E-so needs', async () => {
		const { status, error } = await runAt('http://HOST/eso/');
		expect(eso.emulator.requests).toMatchObject([{ path: '/eso/api/v1/leads/bulk-create' }]);
		expect(status).toBe('error');
		expect(error?.description).toMatch(/Base URL/);
	});

	test.each([
		['HOST', /https:\/\//],
		['', /empty.*https:\/\//],
		['ftp://HOST', /https:\/\//],
		['javascript:alert(1)', /https:\/\//],
		['http://', /https:\/\//],
		['http://eso.example', /https:\/\//],
		['http://127.0.0.1.eso.example', /https:\/\//],
		['http://localhost.eso.example', /https:\/\//],
		[`https://user:${TOKEN}@HOST`, /user names/],
		['http://HOST?to=elsewhere', /\?/],
		['http://HOST#top', /#/],
		[`https://HOST/${'a'.repeat(2_000)}`, /longer/],
	])('%p stops the node before anything is sent', async (baseUrl, message) => {
		const { status, error } = await runAt(baseUrl);
		expect(status).toBe('error');
		expect(error?.message).toMatch(/Base URL/);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(/credential/);
		expect(eso.emulator.requests).toEqual([]);
	});

	// The watch for the token, which runs after each test, is what these can fail on.
	test.each([TOKEN, `user:${TOKEN}@client-api.e-so.in`])(
		'that holds the token by mistake is not shown',
		async (baseUrl) => {
			const { status, error } = await runAt(baseUrl);
			expect(status).toBe('error');
			expect(error?.message).toMatch(/Base URL/);
		},
	);
});

describe('an access token', () => {
	test.each([
		['with a line break', `${TOKEN}\nX-Evil: 1`, /line break/],
		['with a space in it', `${TOKEN} ${TOKEN}`, /space/],
		['with a letter that no header can hold', `${TOKEN}é`, /character/],
		['with the word Bearer', `Bearer ${TOKEN}`, /Bearer/],
		['that is empty', '', /empty/],
	])('%s stops the node before anything is sent', async (_, accessToken, message) => {
		const { url } = eso.emulator;
		const { status, error } = await eso.run({
			items: [patel],
			credentials: { accessToken, baseUrl: url },
		});
		expect(status).toBe('error');
		expect(error?.message).toMatch(/access token/);
		expect(error?.message).toMatch(message);
		expect(eso.emulator.requests).toEqual([]);
	});

	test('that E-so does not know is sent once, and never again', async () => {
		const run = await eso.run({
			items: leadItems(4),
			credentials: { accessToken: `${TOKEN}-old`, baseUrl: eso.emulator.url },
			parameters: { requestOptions: { batchSize: 1, concurrency: 1 } },
			onError: 'continueRegularOutput',
		});
		expect(eso.emulator.requests.map(({ statusCode }) => statusCode)).toEqual([401]);
		expectConserved(run, 4);
		expect(getCodes(run)).toEqual({ not_sent: 4 });
	});
});

test.each([301, 302, 307, 308] as const)(
	'a redirect (%p) is not followed: the server it points to never hears of the token',
	async (statusCode) => {
		let calls = 0;
		const elsewhere = createServer((_, response) => {
			calls += 1;
			response.end('{"success":true}');
		});
		await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
		const address = elsewhere.address();
		const port = typeof address === 'object' ? address?.port : undefined;
		const location = `http://127.0.0.1:${port}/api/v1/leads/bulk-create`;
		eso.emulator.setFault(() => ({ kind: 'redirect', statusCode, location }));
		const run = await eso.run({ items: leadItems(2), onError: 'continueRegularOutput' });
		await new Promise((resolve) => elsewhere.close(resolve));

		expect(port).toEqual(expect.any(Number));
		expect(calls).toBe(0);
		expect(eso.emulator.requests).toHaveLength(1);
		expect(expectConserved(run, 2).accepted).toEqual([]);
		expect(getCodes(run)).toEqual({ not_sent: 2 });
		expect(run.batches[0]?.json).toMatchObject({ status: 'failed', statusCode });
	},
);
