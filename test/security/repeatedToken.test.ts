import type { Fault } from '../emulator/emulator';
import { expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';

// After each test the suite looks for the token in the run, the log and all that was printed. What becomes of a message that
// holds it is in badAnswers.test.ts.
const eso = esoSuite();

const words = `Authorization: Bearer ${TOKEN} is not known here`;
const headers = { 'Content-Type': 'application/json' };

/** JSON may spell any character like this; that of PHP spells every slash in another way than others do. */
const escaped = Array.from(TOKEN, (character) => {
	const code = character.charCodeAt(0).toString(16);
	return `\\u${code.padStart(4, '0')}`;
}).join('');

const faults: Array<[string, Fault]> = [
	['in a 401', { kind: 'status', statusCode: 401, body: { message: words } }],
	['in a refusal', { kind: 'status', statusCode: 400, body: { error: words } }],
	['in a success', { kind: 'status', statusCode: 201, body: { message: words } }],
	['in a page', { kind: 'status', statusCode: 502, body: `<pre>${words}</pre>` }],
	[
		'in an address',
		{ kind: 'redirect', statusCode: 302, location: `https://eso.example/${TOKEN}` },
	],
	[
		'in headers',
		{ kind: 'status', statusCode: 429, headers: { 'Retry-After': '60', 'X-Received': TOKEN } },
	],
	[
		'in other characters',
		{ kind: 'status', statusCode: 403, headers, body: `{"message":"Bearer ${escaped}"}` },
	],
];

test.each(faults)(
	'a token that a server repeats %s is not saved with a failed run',
	async (_, fault) => {
		eso.emulator.setFault(() => fault);
		await eso.run({
			items: leadItems(2),
			parameters: { requestOptions: { maxRetries: 0, maxWaitMinutes: 0 } },
		});
		expect(eso.emulator.requests[0]?.fault).toBe(fault.kind);
	},
);

test.each(faults)(
	'a token that a server repeats %s is not in any item or hint',
	async (_, fault) => {
		eso.emulator.setFault(() => fault);
		const run = await eso.run({
			items: leadItems(2),
			onError: 'continueRegularOutput',
			parameters: { requestOptions: { maxRetries: 0, maxWaitMinutes: 0 } },
		});
		expectConserved(run, 2);
		expect(run.hints.length).toBeGreaterThan(0);
	},
);

describe('of an answer that comes out whole', () => {
	const getWhole = async (body: string) => {
		eso.emulator.setFault(() => ({ kind: 'status', statusCode: 200, headers, body }));
		return await eso.run({
			items: leadItems(1),
			parameters: {
				operation: 'get',
				contactNumber: '+91 8192829284',
				simplify: false,
				requestOptions: { maxRetries: 0 },
			},
			onError: 'continueRegularOutput',
		});
	};
	const lead = '"contact_number":"8192829284"';

	test('neither the names of fields nor their values show it', async () => {
		const run = await getWhole(`{"id":1,${lead},"${TOKEN}":"a","note":["${words}"]}`);
		expect(run.batches).toMatchObject([
			{
				json: {
					'[access token]': 'a',
					note: ['Authorization: Bearer [access token] is not known here'],
				},
			},
		]);
	});

	test('it is not shown either where the answer is too deep to be searched', async () => {
		const deep = '['.repeat(100_000) + ']'.repeat(100_000);
		const run = await getWhole(`{"message":"${TOKEN}","success":false,"x":${deep}}`);
		expect(run.batches).toMatchObject([{ json: { details: { code: 'delivery_failed' } } }]);
	});
});
