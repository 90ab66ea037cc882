import type { INodeExecutionData, IRun, OnError } from 'n8n-workflow';
import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';
import { runWorkflow } from '../support/engine/runWorkflow';
import { createEsoNode, createTrigger, linkTo } from '../support/nodes';

const eso = esoSuite();
const downOnce = ({ index }: { index: number }) =>
	index === 0 ? ({ kind: 'status', statusCode: 503 } as const) : undefined;
const parameters = { requestOptions: { batchSize: 2, concurrency: 1, maxRetries: 0 } };

describe('the nodes behind the outputs', () => {
	const received = (run: IRun, node: string): INodeExecutionData[] =>
		run.data.resultData.runData[node]?.[0]?.data?.main?.[0] ?? [];

	test('get Batches, Rejected and the failed batches from the outputs 1, 2 and 3', async () => {
		eso.emulator.setFault(downOnce);
		const { run } = await eso.run({
			items: [...leadItems(4), { contact_number: 'x' }],
			parameters,
			onError: 'continueErrorOutput',
			wireOutputs: true,
		});
		expect(received(run, 'Batches').map(({ json }) => json.batch)).toEqual([2]);
		expect(received(run, 'Rejected').map(({ json }) => json.contact_number)).toEqual([
			'+91 8100000000',
			'+91 8100000001',
			'x',
		]);
		expect(received(run, 'Error')).toMatchObject([{ json: { details: { batch: 1, leads: 2 } } }]);
	});

	test('do not run after a stop', async () => {
		eso.emulator.setFault(downOnce);
		const { run } = await eso.run({ items: leadItems(4), parameters, wireOutputs: true });
		expect(Object.keys(run.data.resultData.runData)).toEqual(['Trigger', 'E-so Leads']);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'under %s get a rejected item whole, even one with fields called error, message and details',
		async (onError) => {
			const item = { contact_number: 'x', error: 'boom', message: 'm', details: 'd' };
			const { run } = await eso.run({ items: [item, { error: 'e' }], onError, wireOutputs: true });
			expect(received(run, 'Rejected')).toMatchObject([{ json: item }, { json: { error: 'e' } }]);
			expect(received(run, 'Batches')).toEqual([]);
			expect(received(run, 'Error')).toEqual([]);
		},
	);

	test('under Continue (using error output) a single lead does not leak into the failed batch', async () => {
		eso.emulator.setFault(downOnce);
		const { batches, rejected, errorOutput } = await eso.run({
			items: leadItems(1),
			parameters,
			onError: 'continueErrorOutput',
		});
		expect(batches).toEqual([]);
		expect(rejected).toHaveLength(1);
		expect(Object.keys(errorOutput[0]?.json ?? {}).sort()).toEqual(['details', 'error']);
	});
});

test('the count in the thrown message is what E-so holds, with four requests under way too', async () => {
	eso.emulator.setFault(({ index }) =>
		index === 2 ? { kind: 'status', statusCode: 403 } : { kind: 'delay', ms: 20 },
	);
	const requestOptions = { batchSize: 2, concurrency: 4, maxRetries: 0 };
	const { error } = await eso.run({ items: leadItems(20), parameters: { requestOptions } });
	const { size } = eso.emulator.store;
	expect(size).toBeGreaterThan(0);
	expect(error?.message).toContain(`${size} of 20 leads accepted`);
	expect(error?.description).toMatch(/Running again afterwards is safe: E-so ignores numbers/);
});

describe('without a credential nothing is sent', () => {
	async function runWithoutCredential(onError: OnError): Promise<IRun> {
		const unauthenticated = createEsoNode({ contactNumberField: 'contact_number' }, { onError });
		const run = await runWorkflow({
			workflow: {
				nodes: [createTrigger(), unauthenticated],
				connections: { Trigger: { main: [[linkTo(unauthenticated.name)]] } },
			},
			items: leadItems(3).map((json) => ({ json })),
		});
		eso.watch(run);
		return run;
	}

	test('and Stop Workflow says what is missing', async () => {
		const { status, data } = await runWithoutCredential('stopWorkflow');
		expect(status).toBe('error');
		expect(data.resultData.error?.message).toMatch(/credential/i);
	});

	test.each([
		['continueRegularOutput', 0],
		['continueErrorOutput', 1],
	] as const)('and under %s every lead is rejected as not sent', async (onError, failures) => {
		const { status, data } = await runWithoutCredential(onError);
		const [batches, rejected, errorOutput] =
			data.resultData.runData['E-so Leads']?.[0]?.data?.main ?? [];
		const outputs = { batches: batches ?? [], rejected: rejected ?? [] };
		expect(status).toBe('success');
		expect(outputs.batches).toEqual([]);
		expectConserved(outputs, 3);
		expect(errorOutput ?? []).toHaveLength(failures);
		expect(getCodes(outputs)).toEqual({ not_sent: 3 });
	});
});

describe('Retry On Fail', () => {
	test.each([
		['stopWorkflow', 'off', 'fails', { status: 'error', requests: 1, stored: 0 }],
		['stopWorkflow', 'on', 'runs again', { status: 'success', requests: 3, stored: 4 }],
		['continueErrorOutput', 'off', 'runs once', { status: 'success', requests: 2, stored: 2 }],
		// Once leads were accepted, a second run could only lose sight of them.
		['continueErrorOutput', 'on', 'runs once', { status: 'success', requests: 2, stored: 2 }],
		['continueRegularOutput', 'off', 'runs once', { status: 'success', requests: 2, stored: 2 }],
		// n8n runs a node again only for an item with `error`, which a row on Batches does not have.
		['continueRegularOutput', 'on', 'runs once', { status: 'success', requests: 2, stored: 2 }],
	] as const)(
		'under %s, switched %s, a node with a failed batch %s',
		async (onError, is, _, expected) => {
			eso.emulator.setFault(downOnce);
			const items = leadItems(4);
			const retryOnFail = is === 'on';
			const run = await eso.run({ items, parameters, onError, retryOnFail, maxTries: 2 });
			const { requests, store } = eso.emulator;
			expect({ status: run.status, requests: requests.length, stored: store.size }).toEqual(
				expected,
			);
			if (run.status === 'success') {
				expect(expectConserved(run, 4).accepted).toHaveLength(expected.stored);
			}
		},
	);

	test('running again is safe: a lead whose answer was lost is stored once', async () => {
		eso.emulator.setFault(({ index }) => (index === 1 ? { kind: 'resetAfterStore' } : undefined));
		const items = leadItems(4);
		const run = await eso.run({ items, parameters, retryOnFail: true, maxTries: 2 });
		expect(expectConserved(run, 4).accepted).toEqual([0, 1, 2, 3]);
		expect(eso.emulator.requests).toHaveLength(4);
		expect(eso.emulator.store.size).toBe(4);
	});
});
