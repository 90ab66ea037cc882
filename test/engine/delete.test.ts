import type { Fault } from '../emulator/emulator';
import { createLeads, getJson, getLinks, runEach } from '../support/engine/eachRun';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems, storedNumber } from '../support/engine/leadItems';

const eso = esoSuite();
const COUNT = 6;

beforeEach(async () => await createLeads(eso, leadItems(COUNT)));

const remove = (
	indices: readonly number[],
	{ parameters, ...options }: Partial<Parameters<typeof runEach>[2]> = {},
) =>
	runEach(eso, 'delete', {
		items: indices.map((index) => ({ number: `+91 ${storedNumber(index)}`, index })),
		...options,
		parameters: { contactNumber: '={{ $json.number }}', ...parameters },
	});

const deleted = (index: number) => ({ deleted: true, contact_number: storedNumber(index) });
const left = () => [...eso.emulator.store.keys()];
const oneAtATime = { requestOptions: { concurrency: 1 } };

test('the leads are gone, and each item says so', async () => {
	const run = await remove([4, 0, 2]);
	expect(getJson(run.items)).toEqual([deleted(4), deleted(0), deleted(2)]);
	expect(getLinks(run.items)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	expect(left()).toEqual([1, 3, 5].map(storedNumber));
	expect(
		eso.emulator.requests.slice(1).map(({ method, path, text }) => [method, path, text]),
	).toContainEqual(['DELETE', `/api/engage/v1/leads/91${storedNumber(0)}/delete`, '']);
});

test.each([
	['asStored', 'documented', `/api/engage/v1/leads/${storedNumber(0)}/delete`],
	['withCountryCode', '/api/v1', `/api/v1/leads/91${storedNumber(0)}/delete`],
])('the number %s, under the path prefix %s', async (numberInRequests, pathPrefix, path) => {
	await remove([0], { parameters: { requestOptions: { numberInRequests, pathPrefix } } });
	expect(eso.emulator.requests.at(-1)).toMatchObject({ path, statusCode: 200 });
});

describe('a lead that E-so does not have', () => {
	const message = `E-so has no lead with the contact number +91 ${storedNumber(9)}: Lead not found!`;
	const details = { code: 'not_found', statusCode: 404, retryable: false };

	test('stops the workflow, which tells how many were deleted before', async () => {
		const run = await remove([0, 1, 9, 2], { parameters: oneAtATime });
		expect(run.error).toMatchObject({
			message: `${message} [item 2]`,
			description: expect.stringContaining('2 of 4 leads had already been deleted'),
		});
		expect(left()).toEqual([2, 3, 4, 5].map(storedNumber));
	});

	test('costs only its own item under Continue', async () => {
		const run = await remove([0, 9, 1], { onError: 'continueRegularOutput' });
		expect(getJson(run.items)).toEqual([deleted(0), { error: message, details }, deleted(1)]);
	});

	test('leaves by the error output with the fields of its input item', async () => {
		const run = await remove([0, 9, 1], { onError: 'continueErrorOutput' });
		expect(getJson(run.items)).toEqual([deleted(0), deleted(1)]);
		expect(getJson(run.errors)).toEqual([
			{ number: `+91 ${storedNumber(9)}`, index: 9, error: message },
		]);
	});
});

test('a lead that two items name is deleted for the first one, even if its request has to wait', async () => {
	eso.emulator.setFault(({ index }) => (index === 1 ? { kind: 'rateLimited' } : undefined));
	const run = await remove([0, 1, 0], { onError: 'continueRegularOutput' });
	expect(getJson(run.items)).toEqual([
		deleted(0),
		deleted(1),
		expect.objectContaining({ error: expect.stringContaining('Lead not found!') }),
	]);
});

describe('an answer that is lost', () => {
	test.each([
		['after the lead was deleted', { kind: 'resetAfterStore' }],
		['by a page of a proxy', { kind: 'html', statusCode: 502, stores: true }],
		['in its middle', { kind: 'truncatedJson', stores: true }],
	] as Array<[string, Fault]>)(
		'%s: the repetition finds it gone, and the item says what is known',
		async (_, fault) => {
			eso.emulator.setFault(({ index }) => (index === 1 ? fault : undefined));
			const run = await remove([0]);
			expect(getJson(run.items)).toEqual([
				{ ...deleted(0), note: expect.stringContaining('A first request had no usable answer') },
			]);
			expect(left()).toHaveLength(COUNT - 1);
			expect(eso.emulator.requests).toHaveLength(3);
		},
	);

	test('before the lead was deleted: the repetition deletes it', async () => {
		eso.emulator.setFault(({ index }) => (index === 1 ? { kind: 'resetBeforeStore' } : undefined));
		expect(getJson((await remove([0])).items)).toEqual([deleted(0)]);
		expect(left()).toHaveLength(COUNT - 1);
	});

	test('a lead that was not found although no answer was lost is not called deleted', async () => {
		eso.emulator.setFault(({ index }) => (index === 1 ? { kind: 'rateLimited' } : undefined));
		const run = await remove([9], { onError: 'continueRegularOutput' });
		expect(run.items[0]?.json.details).toMatchObject({ code: 'not_found' });
	});
});

test('a deletion that is never answered is reported, and deletes nothing twice', async () => {
	eso.emulator.setFault(({ index }) =>
		index > 0 ? { kind: 'status', statusCode: 503 } : undefined,
	);
	const run = await remove([0, 1], {
		onError: 'continueRegularOutput',
		parameters: { requestOptions: { maxRetries: 1 } },
	});
	expect(run.items.map(({ json }) => json.details)).toEqual(
		Array(2).fill({ code: 'delivery_failed', statusCode: 503, retryable: true }),
	);
	expect(left()).toHaveLength(COUNT);
	expect(eso.emulator.requests).toHaveLength(5);
});
