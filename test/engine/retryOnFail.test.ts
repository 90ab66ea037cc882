import type { ChooseFault } from '../emulator/emulator';
import { createLeads, getJson, runEach } from '../support/engine/eachRun';
import { esoSuite } from '../support/engine/esoSuite';
import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { leadItems } from '../support/engine/leadItems';

// With Retry On Fail n8n runs the whole node again where the first item of its first output has an `error`.
const eso = esoSuite();

const twice = { retryOnFail: true, maxTries: 2 } as const;
const oneByOne = { batchSize: 1, concurrency: 1, maxRetries: 0 };

/** The first request fails, and from the `laterFrom`th on the token is refused: a second run would end with it. */
function failsFirst(laterFrom: number): ChooseFault {
	return ({ index }) => {
		if (index === 0) return { kind: 'status', statusCode: 503 };
		return index >= laterFrom ? { kind: 'status', statusCode: 401 } : undefined;
	};
}

test('a failed first batch does not run the node again once leads were accepted: none of them comes out as not sent', async () => {
	eso.emulator.setFault(failsFirst(4));
	const run = await eso.run({
		items: leadItems(4),
		parameters: { requestOptions: oneByOne },
		onError: 'continueErrorOutput',
		...twice,
	});
	expect(eso.emulator.requests).toHaveLength(4);
	expect(expectConserved(run, 4).accepted).toEqual([1, 2, 3]);
	expect(getCodes(run)).toEqual({ delivery_failed: 1 });
	expect(run.errorOutput).toMatchObject([{ json: { details: { batch: 1 } } }]);
	expect(run.batches.map(({ json }) => json.batch)).toEqual([2, 3, 4]);
});

describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)('under %s', (onError) => {
	const parameters = {
		contactNumber: '={{ $json.contact_number }}',
		fieldsToUpdate: { field: [{ name: 'city', value: 'Pune' }] },
		requestOptions: oneByOne,
	};

	test.each(['delete', 'update'] as const)(
		'%s: what was done is not done again because the first item failed',
		async (operation) => {
			await createLeads(eso, leadItems(3));
			eso.emulator.setFault(failsFirst(100));
			const { length: before } = eso.emulator.requests;
			eso.emulator.setFault(({ index }) =>
				index === before ? { kind: 'status', statusCode: 400, body: { message: 'No' } } : undefined,
			);
			const run = await runEach(eso, operation, {
				items: leadItems(3),
				parameters,
				onError,
				...twice,
			});
			expect(eso.emulator.requests).toHaveLength(before + 3);
			const outcomes = [...run.items, ...run.errors];
			expect(outcomes.filter(({ json }) => json.error !== undefined)).toHaveLength(1);
			expect(outcomes).toHaveLength(3);
			if (onError === 'continueRegularOutput') {
				expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual([
					{ item: 0 },
					{ item: 1 },
					{ item: 2 },
				]);
				expect(getJson(run.items)[0]).toEqual({
					error: 'E-so refused this: No',
				});
			}
		},
	);

	test('upsert: a lead that E-so accepted is not sent again because it could not be updated', async () => {
		eso.emulator.setFault(({ index }) =>
			index > 0 ? { kind: 'status', statusCode: 401, body: { message: 'expired' } } : undefined,
		);
		const { fieldsToUpdate: leadFields, ...others } = parameters;
		const run = await runEach(eso, 'upsert', {
			items: leadItems(3),
			parameters: { ...others, leadFields },
			onError,
			...twice,
		});
		expect(eso.emulator.requests).toHaveLength(2);
		expect([...run.items, ...run.errors].map(({ json }) => String(json.error))).toEqual([
			expect.stringMatching(/^E-so accepted the lead, but its fields and tags were not updated/),
			expect.stringMatching(/^Not sent/),
			expect.stringMatching(/^Not sent/),
		]);
	});

	test.each([
		['some of which', 'b'],
		['all of which', 'a'],
	])('accepted leads, %s have an error of an earlier node, are not sent again', async (_, last) => {
		const items = [...'abc'].map((error, index) => ({
			...leadItems(1, index)[0],
			...(error <= last || last === 'a' ? { error } : {}),
		}));
		const run = await eso.run({ items, parameters: { output: 'leads' }, onError, ...twice });
		expect(eso.emulator.requests).toHaveLength(1);
		expect(run.batches.map(({ json }) => json.name)).toEqual(['Lead 0', 'Lead 1', 'Lead 2']);
		// n8n would run the node again because of the first one.
		expect(run.batches.map(({ json }) => json.error)).toEqual([
			undefined,
			'b',
			last === 'a' ? 'c' : undefined,
		]);
	});

	test('a run in which nothing was done is run again, as the user asked', async () => {
		await createLeads(eso, leadItems(1));
		const { length: before } = eso.emulator.requests;
		eso.emulator.setFault(({ index }) =>
			index === before ? { kind: 'status', statusCode: 503 } : undefined,
		);
		const run = await runEach(eso, 'delete', {
			items: leadItems(1),
			parameters,
			onError,
			...twice,
		});
		expect(run.items).toMatchObject([{ json: { deleted: true } }]);
		expect(eso.emulator.requests).toHaveLength(before + 2);
	});
});
