import type { INodeExecutionData, IRun } from 'n8n-workflow';
import type { ChooseFault } from '../emulator/emulator';
import { expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';
import { OUTPUTS, type Output } from '../support/engine/runNode';

const eso = esoSuite({ refuses: (lead) => (lead.name === 'refused' ? 'blocked' : undefined) });

const settings = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
const wirings: Array<readonly Output[]> = [['Batches'], ['Batches', 'Rejected'], OUTPUTS];

/** Two good batches; a number that is none; a lead that E-so refuses. */
const items = [
	...leadItems(6),
	{ contact_number: 'none', name: 'Lead 6' },
	{ contact_number: '+91 8192829284', name: 'refused' },
];
const parameters = {
	requestOptions: { batchSize: 3, concurrency: 1, maxRetries: 0, maxWaitMinutes: 1 },
};

/** The number that is none travels in no batch. */
const BATCHES = 3;
const FAILED: ReadonlySet<unknown> = new Set(['failed', 'notSent']);

interface Trouble {
	name: string;
	fault: ChooseFault | undefined;
	/** Whether it lasts when the node runs again. */
	lasts: boolean;
}

const troubles: Trouble[] = [
	{ name: 'nothing goes wrong but for the leads', fault: undefined, lasts: false },
	{
		name: 'one batch meets a 503',
		fault: ({ index }) => (index === 1 ? { kind: 'status', statusCode: 503 } : undefined),
		lasts: false,
	},
	{
		name: 'one batch meets a page of HTML',
		fault: ({ index }) => (index === 0 ? { kind: 'html', statusCode: 200 } : undefined),
		lasts: false,
	},
	{
		name: 'an answer is lost',
		fault: ({ index }) => (index === 1 ? { kind: 'resetAfterStore' } : undefined),
		lasts: false,
	},
	{
		name: 'the rate limit outlasts Max Wait',
		fault: ({ index }) => (index >= 1 ? { kind: 'rateLimited', retryAfter: '120' } : undefined),
		lasts: true,
	},
	{
		name: 'the token is refused',
		fault: () => ({ kind: 'status', statusCode: 401 }),
		lasts: true,
	},
];

const rowKeys = 'accepted batch durationMs leads message notAccepted requests status statusCode';

/** What an item may look like that leaves by each output. */
const looksRight: Record<Output, (item: INodeExecutionData) => boolean> = {
	Batches: ({ json }) => Object.keys(json).sort().join(' ') === rowKeys,
	Rejected: ({ json }) => 'contact_number' in json && 'rejection' in json,
	Error: ({ json }) => Object.keys(json).sort().join(' ') === 'details error',
};

/** What the node behind an output got; undefined where it did not run. */
function received(run: IRun, output: Output): INodeExecutionData[] | undefined {
	return run.data.resultData.runData[output]?.[0]?.data?.main?.[0] ?? undefined;
}

const cases = settings.flatMap((onError) =>
	troubles.flatMap((trouble) =>
		[false, true].flatMap((retryOnFail) =>
			wirings.map((wireOutputs) => ({ onError, trouble, retryOnFail, wireOutputs })),
		),
	),
);

test.each(
	cases.map((one) => ({
		...one,
		name: `${one.onError}, ${one.trouble.name}, Retry On Fail ${one.retryOnFail ? 'on' : 'off'}, wired: ${one.wireOutputs.join(', ')}`,
	})),
)('$name: nothing leaves by a wrong output', async ({ onError, trouble, ...how }) => {
	eso.emulator.setFault(trouble.fault);
	const run = await eso.run({ items, parameters, onError, maxTries: 2, ...how });
	const fails = trouble.fault !== undefined && (trouble.lasts || !how.retryOnFail);
	if (onError === 'stopWorkflow' && fails) {
		expect(run.status).toBe('error');
		expect(Object.keys(run.run.data.resultData.runData)).toEqual(['Trigger', 'E-so Leads']);
		return;
	}
	expect(run.status).toBe('success');
	const { accepted, rejected } = expectConserved(run, items.length);
	expect(accepted.every((item) => eso.emulator.store.has(`810000000${item}`))).toBe(true);
	expect(rejected).toEqual(expect.arrayContaining([6, 7]));
	const failed = run.batches.filter(({ json }) => FAILED.has(json.status));
	if (onError === 'continueErrorOutput') expect(failed).toEqual([]);
	else expect(run.errorOutput).toEqual([]);
	expect(run.batches.length + run.errorOutput.length).toBe(BATCHES);
	const outputs = { Batches: run.batches, Rejected: run.rejected, Error: run.errorOutput };
	for (const output of OUTPUTS) {
		expect(outputs[output].filter((item) => !looksRight[output](item))).toEqual([]);
		const isWired = how.wireOutputs.includes(output);
		// n8n runs no node that gets no item.
		const expected = isWired && outputs[output].length > 0 ? outputs[output].length : undefined;
		expect(received(run.run, output)?.length).toBe(expected);
	}
});
