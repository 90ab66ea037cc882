import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { createLeads, getJson, runEach } from '../support/engine/eachRun';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';

const eso = esoSuite();

/** Answers with status 200 that say no, and how Bulk Create rejects the leads for each. */
const NO: ReadonlyArray<[body: unknown, code: string]> = [
	[{ error: 'VALIDATION_ERROR', message: 'contact number required validation failed' }, 'refused'],
	[{ status: 401, message: 'UnAuthorized Access-Token!' }, 'not_sent'],
	[{ success: 'false', message: 'No' }, 'delivery_failed'],
	[{ success: 0 }, 'delivery_failed'],
	[{ ok: false }, 'delivery_failed'],
	[{ errors: [{ message: 'VALIDATION_ERROR' }] }, 'refused'],
	[{ data: { success: false } }, 'delivery_failed'],
	[{ status: 'error' }, 'delivery_failed'],
	[{ success: true, error: { code: 'VALIDATION_ERROR' } }, 'refused'],
	[{ success: true, payload: { status: 403 } }, 'not_sent'],
	[{ success: true, status: '400 Bad Request' }, 'refused'],
	[{ statusCode: 200, body: '{"success":false}' }, 'delivery_failed'],
	[{ message: 'UnAuthorized Access-Token!' }, 'not_sent'],
	[{ success: true, results: [{ success: false }, { success: false }] }, 'refused'],
	[{ success: true, data: [{ error: 'a' }, { error: 'b' }] }, 'refused'],
	[{ success: true, failed: { '8100000000': 'blocked', '8100000001': 'blocked' } }, 'refused'],
	[{ success: true, payload: { data: { failureCount: '2' } } }, 'refused'],
];

/** Answers with a status of success that say neither yes nor no. */
const SILENT: ReadonlyArray<[status: number, body: unknown]> = [
	[200, {}],
	[200, undefined],
	[201, ''],
	[207, { success: true, message: 'Multi-Status' }],
	[200, { success: 'maybe' }],
	[200, { message: 'Welcome' }],
	[200, { status: -1, message: 'Welcome' }],
	[200, { id: 'req_1', status: 'error', message: 'Something went wrong' }],
];

function answerAll(statusCode: number, body: unknown): void {
	eso.emulator.setFault(() => ({ kind: 'status', statusCode, body }));
}

const changes = {
	delete: { contactNumber: '={{ $json.contact_number }}' },
	update: {
		contactNumber: '={{ $json.contact_number }}',
		fieldsToUpdate: { field: [{ name: 'city', value: 'Pune' }] },
	},
};

describe('a body that says no is never taken for a success', () => {
	test.each(NO)('by Bulk Create: %j', async (body, code) => {
		answerAll(200, body);
		const run = await eso.run({
			items: leadItems(2),
			parameters: { requestOptions: { maxRetries: 0 } },
			onError: 'continueRegularOutput',
		});
		expect(expectConserved(run, 2).accepted).toEqual([]);
		expect(getCodes(run)).toEqual({ [code]: 2 });
	});

	test.each(NO)('by Delete, Update and Get: %j', async (body) => {
		await createLeads(eso, leadItems(1));
		answerAll(200, body);
		for (const operation of ['delete', 'update', 'get'] as const) {
			const run = await runEach(eso, operation, {
				items: leadItems(1),
				parameters: { ...changes.update, requestOptions: { maxRetries: 0 } },
				onError: 'continueRegularOutput',
			});
			expect(getJson(run.items)).toEqual([
				{ error: expect.any(String), details: expect.anything() },
			]);
		}
		expect(eso.emulator.store.size).toBe(1);
	});

	test('a rate limit with status 200 is waited for', async () => {
		const body = { error: 'RATE_LIMIT_EXCEEDED', message: 'Many frequent requests' };
		eso.emulator.setFault(({ index }) =>
			index === 0 ? { kind: 'status', statusCode: 200, body } : undefined,
		);
		const run = await eso.run({
			items: leadItems(2),
			parameters: { requestOptions: { maxRetries: 0 } },
		});
		expect(expectConserved(run, 2).accepted).toEqual([0, 1]);
		expect(eso.emulator.requests).toHaveLength(2);
	});

	test('a validation error with status 200 isolates the bad lead', async () => {
		const body = { error: 'VALIDATION_ERROR', message: 'blocked' };
		eso.emulator.setFault(({ leads }) =>
			leads.some(({ name }) => name === 'Lead 2')
				? { kind: 'status', statusCode: 200, body }
				: undefined,
		);
		const run = await eso.run({ items: leadItems(6), onError: 'continueRegularOutput' });
		const { accepted, rejected } = expectConserved(run, 6);
		expect(accepted).toEqual([0, 1, 3, 4, 5]);
		expect(rejected).toEqual([2]);
		expect(getCodes(run)).toEqual({ refused: 1 });
	});
});

describe('a body that says neither yes nor no', () => {
	test.each(SILENT)(
		'is asked again by Bulk Create, and then not accepted: %i %j',
		async (...answer) => {
			answerAll(...answer);
			const run = await eso.run({
				items: leadItems(2),
				parameters: { requestOptions: { maxRetries: 2 } },
				onError: 'continueRegularOutput',
			});
			expect(eso.emulator.requests).toHaveLength(3);
			expect(expectConserved(run, 2).accepted).toEqual([]);
			expect(run.rejected).toMatchObject([
				{ json: { rejection: { code: 'delivery_failed', retryable: true } } },
				{ json: { rejection: { code: 'delivery_failed', retryable: true } } },
			]);
		},
	);

	test.each(SILENT)('is no change of a lead: %i %j', async (...answer) => {
		answerAll(...answer);
		for (const operation of ['delete', 'update'] as const) {
			const { items } = await runEach(eso, operation, {
				items: leadItems(1),
				parameters: { ...changes.update, requestOptions: { maxRetries: 1 } },
				onError: 'continueRegularOutput',
			});
			expect(items).toMatchObject([
				{ json: { details: { code: 'delivery_failed', retryable: true } } },
			]);
		}
		expect(eso.emulator.requests).toHaveLength(4);
	});

	test('is made good by the next one: the leads are accepted', async () => {
		eso.emulator.setFault(({ index }) =>
			index === 0 ? { kind: 'status', statusCode: 200, body: {} } : undefined,
		);
		const run = await eso.run({ items: leadItems(2) });
		expect(expectConserved(run, 2).accepted).toEqual([0, 1]);
		expect(eso.emulator.store.size).toBe(2);
	});
});

test('204 without a body confirms a change, as HTTP has it, but not that leads were accepted', async () => {
	answerAll(204, undefined);
	const { items } = await runEach(eso, 'delete', {
		items: leadItems(1),
		parameters: changes.delete,
	});
	expect(items).toMatchObject([{ json: { deleted: true } }]);
	const run = await eso.run({
		items: leadItems(1),
		parameters: { requestOptions: { maxRetries: 0 } },
		onError: 'continueRegularOutput',
	});
	expect(getCodes(run)).toEqual({ delivery_failed: 1 });
});

test('207 with a result for each lead: those that E-so took are accepted, the others refused', async () => {
	eso.emulator.setFault(({ leads }) => {
		const results = leads.map(({ contact_number, name }) => ({
			contact_number,
			...(name === 'Lead 1' ? { success: false, message: 'blocked' } : { success: true }),
		}));
		return { kind: 'status', statusCode: 207, body: { results } };
	});
	const run = await eso.run({ items: leadItems(4), onError: 'continueRegularOutput' });
	const { accepted, rejected } = expectConserved(run, 4);
	expect(accepted).toEqual([0, 2, 3]);
	expect(rejected).toEqual([1]);
	expect(run.rejected).toMatchObject([
		{ json: { rejection: { code: 'refused', statusCode: 207, batch: 1 } } },
	]);
	// Each lead has its result: nothing is left to be asked.
	expect(eso.emulator.requests).toHaveLength(1);
	expect(run.batches).toMatchObject([{ json: { status: 'partial', accepted: 3, requests: 1 } }]);
});

test('207 with results that do not name the leads: those that are bad are found as in any batch', async () => {
	eso.emulator.setFault(({ leads }) => {
		const bad = leads.some(({ name }) => name === 'Lead 1');
		const results = leads.map((_, id) => ({ id: `r${id}`, success: !bad || id > 0 }));
		return bad ? { kind: 'status', statusCode: 207, body: { results } } : undefined;
	});
	const run = await eso.run({ items: leadItems(4), onError: 'continueRegularOutput' });
	const { accepted, rejected } = expectConserved(run, 4);
	expect(accepted).toEqual([0, 2, 3]);
	expect(rejected).toEqual([1]);
	expect([...eso.emulator.store.keys()].sort()).toEqual(['8100000000', '8100000002', '8100000003']);
});

test('207 that refuses every lead by its number stops the run as any shared cause does', async () => {
	eso.emulator.setFault(({ leads }) => {
		const failed = leads.map(({ contact_number }) => ({
			contact_number,
			error: 'unknown channel',
		}));
		return { kind: 'status', statusCode: 207, body: { success: true, failed } };
	});
	const parameters = { requestOptions: { batchSize: 100 } };
	const run = await eso.run({
		items: leadItems(5_000),
		parameters,
		onError: 'continueRegularOutput',
	});
	expect(expectConserved(run, 5_000).accepted).toEqual([]);
	expect(Object.keys(getCodes(run)).sort()).toEqual(['not_sent', 'refused']);
	expect(eso.emulator.requests.length).toBeLessThanOrEqual(20);
});
