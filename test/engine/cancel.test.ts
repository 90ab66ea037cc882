import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../emulator/emulator';
import { getCodes, expectConserved, getStatuses } from '../support/engine/itemsByOutcome';
import { esoSuite, type SuiteRunOptions, TOKEN } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';
import type { EsoLeadsRun } from '../support/engine/runNode';

const eso = esoSuite();

/** Longer than a wait of `Retry-After: 1`: what would start late has started by then. */
async function untilLate(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 1_200));
}

const items = leadItems(5);
const parameters = { requestOptions: { batchSize: 1, concurrency: 1 } };

/** Promised to users, and measured therefore: it takes a tenth of a second. */
const MAX_MS_TO_END = 1_000;

/** Runs until `cancel` is called, and ends soon after. `requests` is how many had arrived by then. */
async function runUntilCancelled(
	begin: (cancel: () => void) => Partial<SuiteRunOptions>,
): Promise<EsoLeadsRun & { requests: number }> {
	let stop = () => {};
	let requests = -1;
	let cancelledAt = NaN;
	const cancel = () => {
		requests = eso.emulator.requests.length;
		cancelledAt = performance.now();
		stop();
	};
	const run = await eso.run({
		items,
		parameters,
		onStart: (cancelRun) => {
			stop = cancelRun;
		},
		...begin(cancel),
	});
	expect(performance.now() - cancelledAt).toBeLessThan(MAX_MS_TO_END);
	return { ...run, requests };
}

/** Cancels as soon as E-so has got the request with this index. */
function whenRequested(index: number, cancel: () => void, then: Fault) {
	eso.emulator.setFault((request) => {
		if (request.index !== index) return undefined;
		// The node shall have the answer, if there is one, and have begun its wait.
		setTimeout(cancel, 100);
		return then;
	});
	return {};
}

test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
	'stopping during a request ends it at once, and no other request starts (%s)',
	async (onError) => {
		const run = await runUntilCancelled((cancel) => ({
			...whenRequested(2, cancel, { kind: 'stallHeaders' }),
			onError,
		}));
		if (onError === 'stopWorkflow') await untilLate();
		expect(run.status).toBe('canceled');
		expect(run.requests).toBe(3);
		expect(eso.emulator.requests).toHaveLength(3);
		expect(expectConserved(run, 5).accepted).toEqual([0, 1]);
		// What became of the lead under way nobody knows; it may be sent again.
		expect(getCodes(run)).toEqual({ delivery_failed: 1, not_sent: 2 });
	},
);

// Without the stop the execution would last a minute.
test.each<[string, Fault]>([
	['a request', { kind: 'stallHeaders' }],
	['an answer', { kind: 'stallBody' }],
	['a wait', { kind: 'rateLimited', retryAfter: '60' }],
])(
	'stopping during %s that would last a minute ends the execution without waiting for its end',
	async (_, fault) => {
		const run = await runUntilCancelled((cancel) => whenRequested(1, cancel, fault));
		expect(run.status).toBe('canceled');
	},
	20_000,
);

test('stopping while an answer arrives does not wait for its end', async () => {
	const run = await runUntilCancelled((cancel) => whenRequested(2, cancel, { kind: 'stallBody' }));
	expect(run.status).toBe('canceled');
	expect(eso.emulator.requests).toHaveLength(3);
	expect(expectConserved(run, 5).accepted).toEqual([0, 1]);
	expect(getCodes(run)).toEqual({ delivery_failed: 1, not_sent: 2 });
});

test.each(['rateLimited', 'unavailable'])(
	'stopping during the wait of a request that was %s ends even a long wait, and no request starts',
	async (why) => {
		for (const retryAfter of ['60', '1']) {
			const fault: Fault =
				why === 'rateLimited'
					? { kind: 'rateLimited', retryAfter }
					: { kind: 'status', statusCode: 503, headers: { 'Retry-After': retryAfter } };
			eso.emulator.reset();
			const run = await runUntilCancelled((cancel) => whenRequested(1, cancel, fault));
			if (retryAfter === '1') await untilLate();
			expect(run.status).toBe('canceled');
			expect(run.requests).toBe(2);
			expect(eso.emulator.requests).toHaveLength(2);
			expect(expectConserved(run, 5).accepted).toEqual([0]);
			expect(getStatuses(run)).toEqual(['accepted', 'failed', 'notSent']);
		}
	},
);

test('stopping between two batches: the next one does not travel', async () => {
	const run = await runUntilCancelled((cancel) => ({
		credentials: {
			baseUrl: eso.emulator.url,
			// n8n reads the credential once more for each request, just before it starts.
			get accessToken() {
				if (eso.emulator.requests.length === 2) cancel();
				return TOKEN;
			},
		},
	}));
	expect(run.status).toBe('canceled');
	expect(run.requests).toBe(2);
	expect(eso.emulator.requests).toHaveLength(2);
	expect(expectConserved(run, 5).accepted).toEqual([0, 1]);
});

test('stopping while the first leads are prepared: nothing is sent', async () => {
	const run = await runUntilCancelled((cancel) => {
		const last: IDataObject = {
			get contact_number() {
				cancel();
				return '+91 8192829284';
			},
		};
		return { items: [...items, last], parameters: {} };
	});
	expect(run.status).toBe('canceled');
	expect(eso.emulator.requests).toEqual([]);
	expect(expectConserved(run, 6).accepted).toEqual([]);
	expect(getCodes(run)).toEqual({ not_sent: 6 });
});

test('stopping with four requests under way: none of them is counted as accepted', async () => {
	const run = await runUntilCancelled((cancel) => {
		eso.emulator.setFault(({ index }) => {
			if (index === 3) setTimeout(cancel, 50);
			return { kind: 'stallHeaders', stores: true };
		});
		return { parameters: { requestOptions: { batchSize: 1, concurrency: 4 } } };
	});
	expect(run.status).toBe('canceled');
	expect(eso.emulator.requests).toHaveLength(4);
	expect(expectConserved(run, 5).accepted).toEqual([]);
	expect(getCodes(run)).toEqual({ delivery_failed: 4, not_sent: 1 });
});
