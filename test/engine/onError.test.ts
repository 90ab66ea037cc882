import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';
import type { ChooseFault, Fault } from '../emulator/emulator';
import { getCodes, expectConserved, getStatuses } from '../support/engine/itemsByOutcome';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';

const eso = esoSuite({ refuses: (lead) => (lead.name === 'refused' ? 'blocked' : undefined) });

/** Something that goes wrong, and what each setting of On Error makes of it. */
interface Situation {
	name: string;
	items: IDataObject[];
	parameters?: INodeParameters;
	fault?: ChooseFault;
	/** What Stop Workflow throws; none where the run goes on. */
	thrown?: { name: string; message: RegExp; description: RegExp; requests: number };
	/** Under the settings that continue: items accepted, rejections by code, statuses on Batches, requests. */
	accepted: number[];
	codes: Record<string, number>;
	statuses: string[];
	/** How many of the rows leave by the error output instead, where there is one; their message. */
	failed: { count: number; message: RegExp };
	requests: number;
}

const oneAtATime = (batchSize: number) => ({
	requestOptions: { batchSize, concurrency: 1, maxRetries: 0, maxWaitMinutes: 1 },
});
const unauthorized: Fault = {
	kind: 'status',
	statusCode: 401,
	body: { status: 401, message: 'UnAuthorized Access-Token!', success: false },
};
const safeAgain = /again is safe/;
const nothingFails = { count: 0, message: /$^/ };

const situations: Situation[] = [
	{
		name: 'the token expires at the third of ten batches',
		items: leadItems(20),
		parameters: oneAtATime(2),
		fault: ({ index }) => (index >= 2 ? unauthorized : undefined),
		thrown: {
			name: 'NodeApiError',
			message: /^UnAuthorized Access-Token! Stopped at batch 3 with 4 of 20 leads accepted/,
			description: /^Check the access token.*Running again afterwards is safe/,
			requests: 3,
		},
		accepted: [0, 1, 2, 3],
		codes: { not_sent: 16 },
		statuses: ['accepted', 'accepted', 'failed', ...Array<string>(7).fill('notSent')],
		failed: { count: 8, message: /UnAuthorized Access-Token!/ },
		requests: 3,
	},
	{
		name: 'the retries of one batch are used up',
		items: leadItems(6),
		parameters: oneAtATime(2),
		fault: ({ index }) => (index === 1 ? { kind: 'status', statusCode: 503 } : undefined),
		thrown: {
			name: 'NodeApiError',
			message: /^E-so answered with status 503.* batch 2 with 2 of 6 leads accepted/,
			description: safeAgain,
			requests: 2,
		},
		accepted: [0, 1, 4, 5],
		codes: { delivery_failed: 2 },
		statuses: ['accepted', 'failed', 'accepted'],
		failed: { count: 1, message: /503/ },
		requests: 3,
	},
	{
		name: 'the next wait would pass Max Wait',
		items: leadItems(6),
		parameters: oneAtATime(2),
		fault: ({ index }) => (index === 1 ? { kind: 'rateLimited', retryAfter: '120' } : undefined),
		thrown: {
			name: 'NodeApiError',
			message: /rate limit exceeded.*'Max Wait'.* batch 2 with 2 of 6 leads accepted/,
			description: safeAgain,
			requests: 2,
		},
		accepted: [0, 1],
		codes: { delivery_failed: 2, not_sent: 2 },
		statuses: ['accepted', 'failed', 'notSent'],
		failed: { count: 2, message: /rate limit exceeded/ },
		requests: 2,
	},
	{
		name: 'E-so refuses one lead',
		items: leadItems(4).map((item, index) => (index === 2 ? { ...item, name: 'refused' } : item)),
		parameters: oneAtATime(2),
		accepted: [0, 1, 3],
		codes: { refused: 1 },
		statuses: ['accepted', 'partial'],
		failed: nothingFails,
		requests: 4,
	},
	{
		name: 'E-so refuses a whole batch',
		items: leadItems(4).map((item, index) => (index < 2 ? { ...item, name: 'refused' } : item)),
		parameters: oneAtATime(2),
		accepted: [2, 3],
		codes: { refused: 2 },
		statuses: ['refused', 'accepted'],
		failed: nothingFails,
		requests: 4,
	},
	{
		name: 'the origin is too long',
		items: leadItems(3),
		parameters: { origin: 'WEBSITE' },
		thrown: {
			name: 'NodeOperationError',
			message: /'Origin' is "WEBSITE", which has 7 characters\. Shorten it/,
			description: /Nothing was sent/,
			requests: 0,
		},
		accepted: [],
		codes: { invalid_origin: 3 },
		statuses: [],
		failed: { count: 1, message: /'Origin' is "WEBSITE"/ },
		requests: 0,
	},
	{
		name: 'all leads are bad',
		items: [{ contact_number: 'x' }, { name: 'y' }, { contact_number: '81928' }],
		accepted: [],
		codes: { invalid_contact_number: 1, missing_contact_number: 1, missing_country_code: 1 },
		statuses: [],
		failed: nothingFails,
		requests: 0,
	},
];

async function runUnder(situation: Situation, onError: OnError) {
	const { items, parameters = {}, fault } = situation;
	eso.emulator.setFault(fault);
	return await eso.run({ items, parameters, onError });
}

/** Each item on the first output is a row about a batch, and no input item that slipped through. */
function expectRowsOnly(batches: ReadonlyArray<{ json: IDataObject }>): void {
	for (const { json } of batches) {
		expect(Object.keys(json).sort()).toEqual(
			'accepted batch durationMs leads message notAccepted requests status statusCode'.split(' '),
		);
	}
}

describe.each(situations)('when $name', (situation) => {
	const { items, thrown, accepted, codes, statuses, failed, requests } = situation;

	test(`Stop Workflow ${thrown ? 'stops, and says what was accepted' : 'does not stop'}`, async () => {
		const run = await runUnder(situation, 'stopWorkflow');
		expect(eso.emulator.requests).toHaveLength(thrown?.requests ?? requests);
		if (thrown) {
			const { name, message, description } = thrown;
			expect(run).toMatchObject({ status: 'error', batches: [], rejected: [], hints: [] });
			expect(run.error).toMatchObject({
				name,
				message: expect.stringMatching(message),
				description: expect.stringMatching(description),
			});
		} else {
			expect(run.error).toBeUndefined();
			expect(expectConserved(run, items.length).accepted).toEqual(accepted);
			expect(getCodes(run)).toEqual(codes);
			expect(getStatuses(run)).toEqual(statuses);
		}
	});

	test('Continue reports it on Batches and Rejected', async () => {
		const run = await runUnder(situation, 'continueRegularOutput');
		expect(run).toMatchObject({ status: 'success', errorOutput: [] });
		expectRowsOnly(run.batches);
		expect(expectConserved(run, items.length).accepted).toEqual(accepted);
		expect(getCodes(run)).toEqual(codes);
		expect(getStatuses(run)).toEqual(statuses);
		expect(eso.emulator.requests).toHaveLength(requests);
	});

	test('Continue (using error output) moves what failed to the third output', async () => {
		const run = await runUnder(situation, 'continueErrorOutput');
		expect(run.status).toBe('success');
		expectRowsOnly(run.batches);
		expect(expectConserved(run, items.length).accepted).toEqual(accepted);
		expect(getCodes(run)).toEqual(codes);
		expect(getStatuses(run)).toEqual(statuses.filter((s) => !['failed', 'notSent'].includes(s)));
		expect(run.errorOutput.map(({ json }) => json)).toEqual(
			Array.from({ length: failed.count }, () => ({
				error: expect.stringMatching(failed.message),
				details: expect.objectContaining({ status: expect.stringMatching(/^(failed|notSent)$/) }),
			})),
		);
	});
});
