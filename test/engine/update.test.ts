import type { INodeParameters } from 'n8n-workflow';
import type { Fault } from '../emulator/emulator';
import { createLeads, getJson, getLinks, runEach } from '../support/engine/eachRun';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems, storedNumber } from '../support/engine/leadItems';

const eso = esoSuite();

beforeEach(async () => await createLeads(eso, leadItems(4)));

type UpdateOptions = Partial<Parameters<typeof runEach>[2]>;

/** Updates the leads with these indices. */
const update = (indices: readonly number[], { parameters, ...options }: UpdateOptions = {}) =>
	runEach(eso, 'update', {
		items: indices.map((index) => ({ number: `+91 ${storedNumber(index)}`, index })),
		...options,
		parameters: { contactNumber: '={{ $json.number }}', ...parameters },
	});

/** *Fields to Update* as the editor stores them. */
const fields = (...pairs: Array<[name: string, value: string | number | null]>) => ({
	fieldsToUpdate: { field: pairs.map(([name, value]): INodeParameters => ({ name, value })) },
});

const bodies = () =>
	eso.emulator.requests.filter(({ method }) => method === 'PUT').map(({ body }) => body);
const updated = (index: number) => ({ updated: true, contact_number: storedNumber(index) });
const record = (index: number) => eso.emulator.records()[index];

describe('Fields to Update', () => {
	test('get their new values, and the others stay', async () => {
		const run = await update([1, 0], {
			parameters: fields(
				['City', 'Pune'],
				['visits', '={{ $json.index + 1 }}'],
				['vip', '={{ true }}'],
			),
		});
		expect(getJson(run.items)).toEqual([updated(1), updated(0)]);
		expect(getLinks(run.items)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(record(0)?.lead.fields).toEqual({ name: 'Lead 0', city: 'Pune', visits: 1, vip: true });
		expect(record(1)?.lead.fields).toEqual({ name: 'Lead 1', city: 'Pune', visits: 2, vip: true });
		expect(bodies()).toContainEqual({ lead_data: { city: 'Pune', visits: 1, vip: true } });
		expect(eso.emulator.requests.at(-1)?.path).toMatch(
			/^\/api\/engage\/v1\/leads\/91\d{10}\/update$/,
		);
	});

	test('take dates as ISO text, and leave out what is empty', async () => {
		await update([0], {
			parameters: fields(
				['met', '={{ DateTime.fromISO("2026-05-02").toUTC().startOf("day") }}'],
				['x', '={{ null }}'],
			),
		});
		expect(bodies()).toEqual([{ lead_data: { met: expect.stringMatching(/^2026-05-0\dT/) } }]);
	});

	test.each([
		[
			fields(['tags', '={{ ["a"] }}']),
			'unsupported_field',
			/'tags' cannot be sent: it holds nested values/,
		],
		[
			fields(['Contact_Number', '1']),
			'unsupported_field',
			/'Contact_Number' is reserved by E-so.*'New Contact Number'/,
		],
		[fields(['City', 'a'], ['city', 'b']), 'unsupported_field', /'city' appears twice/],
		[fields(['', 'Pune']), 'invalid_parameter', /"Pune" has no name/],
	])('like %j are refused', async (parameters, code, message) => {
		const run = await update([0], { parameters, onError: 'continueRegularOutput' });
		expect(getJson(run.items)).toEqual([
			{ error: expect.stringMatching(message), details: { code, retryable: false } },
		]);
		expect(bodies()).toEqual([]);
	});

	test('that are nested can be flattened', async () => {
		await update([0], {
			parameters: {
				...fields(['address', '={{ { city: "Pune" } }}']),
				options: { nestedFields: 'flatten' },
			},
		});
		expect(record(0)?.lead.fields).toEqual({ name: 'Lead 0', address_city: 'Pune' });
	});
});

describe('tags', () => {
	test('are added and removed by their IDs', async () => {
		await update([0, 1], { parameters: { addTags: [1, 3] } });
		expect(record(1)?.tags).toEqual([1, 3]);
		await update([0], { parameters: { addTags: [2], removeTags: [3] } });
		expect(record(0)?.tags).toEqual([1, 2]);
		expect(bodies().at(-1)).toEqual({ add_tags: [2], remove_tags: [3] });
	});

	test.each([
		['a list', '={{ [1, "3"] }}'],
		['text with commas', '={{ "1, 3,1" }}'],
		['text in the parameter', '1,3'],
	])('may come as %s', async (_, addTags) => {
		await update([0], { parameters: { addTags } });
		expect(bodies()).toEqual([{ add_tags: [1, 3] }]);
	});

	test('an empty list is left out', async () => {
		await update([0], {
			parameters: { addTags: [], removeTags: '={{ [] }}', ...fields(['a', 'b']) },
		});
		expect(bodies()).toEqual([{ lead_data: { a: 'b' } }]);
	});

	test.each([
		[
			{ removeTags: '={{ ["VIP"] }}' },
			/^'Remove Tag Names or IDs' holds "VIP", which is not the ID of a tag/,
		],
		[{ addTags: [1, 2], removeTags: [2] }, /The tag 2 is to be both added and removed/],
		[
			{ addTags: '={{ ["VIP"] }}' },
			/'Add Tag Names or IDs' holds "VIP", which is not the ID of a tag/,
		],
		[{ removeTags: '={{ [1.5] }}' }, /"1.5", which is not the ID of a tag/],
	])('%j is an explained refusal', async (parameters, message) => {
		const run = await update([0], { parameters });
		expect(run.error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(message),
		});
		expect(bodies()).toEqual([]);
	});
});

describe('a new contact number', () => {
	test.each([
		['+1 202-555-0123', '', ''],
		['(202) 555-0123', '1', ''],
		['(202) 555-0123', 'US', 'IN'],
		['202 555 0123', '', 'US'],
	])('is read from %p, country code %p, default country %p', async (number, code, country) => {
		const run = await update([0], {
			parameters: { newContactNumber: number, newCountryCode: code, defaultCountry: country },
		});
		expect(getJson(run.items)).toEqual([{ ...updated(0), new_contact_number: '2025550123' }]);
		expect(bodies()).toEqual([{ new_contact_number: 2025550123, new_country_code: 1 }]);
		expect(record(0)).toMatchObject({
			id: 1,
			lead: { contactNumber: '2025550123', countryCode: 1 },
		});
	});

	test.each([
		['81928', '91', /'New Contact Number' holds "81928": it is too short/],
		['+91 8192829284', '1', /a number of \+91, but the lead's country code is \+1/],
		['8192829284', 'Mars', /'New Country Code' holds "Mars", which is not a country/],
		['8192829284', '', /Choose a 'Default Country'/],
		['+39 06 6982 1234', '', /cannot hold that zero/],
		['', '91', /'New Country Code' is filled in, but 'New Contact Number' is not/],
	])('%p with country code %p is refused', async (number, code, message) => {
		const run = await update([0], {
			parameters: { newContactNumber: number, newCountryCode: code },
			onError: 'continueRegularOutput',
		});
		expect(run.items[0]?.json).toMatchObject({
			error: expect.stringMatching(message),
			details: { code: expect.stringMatching(/^(invalid|missing)_/), retryable: false },
		});
		expect(bodies()).toEqual([]);
	});

	test("without one, 'New Country Code' is refused as a parameter", async () => {
		const run = await update([0], {
			parameters: { newCountryCode: '91' },
			onError: 'continueRegularOutput',
		});
		expect(getJson(run.items)).toEqual([
			{
				error:
					"'New Country Code' is filled in, but 'New Contact Number' is not. Fill in both or neither.",
				details: { code: 'invalid_parameter', retryable: false },
			},
		]);
	});

	test('is there before the next item is about the lead under it', async () => {
		eso.emulator.setFault(({ index }) => (index === 1 ? { kind: 'delay', ms: 30 } : undefined));
		const run = await runEach(eso, 'update', {
			items: [
				{ from: storedNumber(0), to: '8192829284' },
				{ from: '8192829284', to: '' },
			],
			parameters: {
				contactNumber: '={{ $json.from }}',
				newContactNumber: '={{ $json.to }}',
				defaultCountry: 'IN',
				addTags: [1],
			},
		});
		expect(run.error).toBeUndefined();
		expect(record(0)).toMatchObject({ lead: { contactNumber: '8192829284' }, tags: [1] });
		expect(bodies()).toHaveLength(2);
	});

	test('that another lead has is refused in E-so’s words', async () => {
		const run = await update([0, 1], {
			parameters: { newContactNumber: '+91 8100000003' },
			onError: 'continueRegularOutput',
		});
		expect(run.items.map(({ json }) => json.details)).toEqual(
			Array(2).fill({ code: 'refused', statusCode: 400, retryable: false }),
		);
	});

	test('is not asked for again after an answer was lost, since it may be changed already', async () => {
		eso.emulator.setFault(({ index }) => (index === 1 ? { kind: 'resetAfterStore' } : undefined));
		const run = await update([0], {
			parameters: { newContactNumber: '+91 8192829284' },
			onError: 'continueRegularOutput',
		});
		expect(bodies()).toHaveLength(1);
		expect(getJson(run.items)).toEqual([
			{
				error: expect.stringMatching(/not repeated, since E-so may already have done it\)$/),
				details: { code: 'delivery_failed', retryable: false },
			},
		]);
	});

	test('is asked for again after a rate limit, under which E-so changes nothing', async () => {
		eso.emulator.setFault(({ index }) => (index === 1 ? { kind: 'rateLimited' } : undefined));
		const run = await update([0], { parameters: { newContactNumber: '+91 8192829284' } });
		expect(run.items).toHaveLength(1);
		expect(bodies()).toHaveLength(2);
	});

	test('can be passed on: items about the same numbers are done one after the other', async () => {
		const run = await runEach(eso, 'update', {
			items: [
				{ from: storedNumber(0), to: '8192829284' },
				{ from: storedNumber(1), to: storedNumber(0) },
				{ from: storedNumber(2), to: storedNumber(1) },
			],
			parameters: {
				contactNumber: '={{ $json.from }}',
				newContactNumber: '={{ $json.to }}',
				defaultCountry: 'IN',
			},
		});
		expect(run.error).toBeUndefined();
		expect(eso.emulator.records().map(({ lead }) => lead.contactNumber)).toEqual([
			'8192829284',
			storedNumber(0),
			storedNumber(1),
			storedNumber(3),
		]);
	});
});

test('of several updates of one lead the last one of the input stays', async () => {
	const indices = Array<number>(20).fill(0);
	const items = indices.map((index, step) => ({ number: `+91 ${storedNumber(index)}`, step }));
	eso.emulator.setFault(({ index }) => (index % 4 === 1 ? { kind: 'delay', ms: 20 } : undefined));
	await update(indices, { items, parameters: fields(['step', '={{ $json.step }}']) });
	expect(record(0)?.lead.fields.step).toBe(19);
	expect(bodies()).toEqual(indices.map((_, step) => ({ lead_data: { step } })));
});

test('nothing to update is refused before anything is sent', async () => {
	const run = await update([0, 1]);
	expect(run.error).toMatchObject({
		name: 'NodeOperationError',
		message:
			"There is nothing to update: fill in 'Fields to Update', tags or 'New Contact Number'. [item 0]",
	});
	expect(bodies()).toEqual([]);
});

describe.each<[string, Fault]>([
	['a reset after the work', { kind: 'resetAfterStore' }],
	['a reset before it', { kind: 'resetBeforeStore' }],
	['503', { kind: 'status', statusCode: 503 }],
	['a page of a proxy', { kind: 'html', statusCode: 200, stores: true }],
	['429', { kind: 'rateLimited' }],
])('after %s', (_, fault) => {
	test('fields and tags are sent again, since twice is the same as once', async () => {
		eso.emulator.setFault(({ index }) => (index === 1 ? fault : undefined));
		const run = await update([0], { parameters: { addTags: [1], ...fields(['a', 'b']) } });
		expect(getJson(run.items)).toEqual([updated(0)]);
		expect(record(0)).toMatchObject({ tags: [1], lead: { fields: { a: 'b' } } });
		expect(bodies()).toHaveLength(2);
	});
});

describe('what E-so refuses', () => {
	const no: Fault = { kind: 'status', statusCode: 400, body: { message: 'No!', success: false } };

	test.each<[string, Fault | undefined, string]>([
		['is told in its words', no, 'E-so refused this: No!'],
		[
			'may be done all the same, if an answer was lost before',
			{ kind: 'resetAfterStore' },
			'E-so refused this: No! (An earlier answer was lost, so E-so may have done it anyway.)',
		],
	])('%s', async (_, first, error) => {
		eso.emulator.setFault(({ index }) => (index === 1 ? first : no));
		const run = await update([0], {
			parameters: { addTags: [1] },
			onError: 'continueRegularOutput',
		});
		expect(getJson(run.items)).toEqual([
			{ error, details: { code: 'refused', statusCode: 400, retryable: false } },
		]);
	});
});

test('a number that cannot be read costs only its own item', async () => {
	const run = await runEach(eso, 'update', {
		items: [{ number: '81928' }, { number: `+91 ${storedNumber(0)}` }],
		parameters: { contactNumber: '={{ $json.number }}', addTags: [1] },
		onError: 'continueRegularOutput',
	});
	expect(getJson(run.items)).toEqual([
		{
			error: expect.stringMatching(/^'Contact Number' holds "81928"/),
			details: { code: 'missing_country_code', retryable: false },
		},
		updated(0),
	]);
});

test('when the token expires while an earlier item waits, the item that was told so is named', async () => {
	const unauthorized = { status: 401, message: 'UnAuthorized Access-Token!', success: false };
	eso.emulator.setFault(({ path }) => {
		if (path.includes(storedNumber(0))) return { kind: 'rateLimited', retryAfter: '5' };
		return path.includes(storedNumber(1))
			? { kind: 'status', statusCode: 401, body: unauthorized }
			: undefined;
	});
	const run = await update([0, 1], { parameters: { addTags: [1] } });
	expect(run.error?.message).toBe('Not sent: UnAuthorized Access-Token! [item 1]');
});

describe('one lead that E-so does not have', () => {
	const parameters = { addTags: [1], requestOptions: { concurrency: 1 } };
	const error = `E-so has no lead with the contact number +91 ${storedNumber(9)}: Lead not found!`;
	const details = { code: 'not_found', statusCode: 404, retryable: false };

	test('stops the workflow, which tells how many were updated before', async () => {
		const run = await update([0, 9, 1], { parameters });
		expect(run.error).toMatchObject({
			name: 'NodeApiError',
			message: `${error} [item 1]`,
			description: expect.stringContaining(
				'1 of 3 leads had already been updated. Running again is safe for fields and tags; a lead whose number was changed has only the new one.',
			),
		});
		expect(bodies()).toHaveLength(2);
	});

	test('costs only its own item under Continue', async () => {
		const run = await update([0, 9, 1], { parameters, onError: 'continueRegularOutput' });
		expect(getJson(run.items)).toEqual([updated(0), { error, details }, updated(1)]);
	});

	test('leaves by the error output with the fields of its input item', async () => {
		const run = await update([0, 9, 1], { parameters, onError: 'continueErrorOutput' });
		expect(getJson(run.items)).toEqual([updated(0), updated(1)]);
		expect(getJson(run.errors)).toEqual([{ number: `+91 ${storedNumber(9)}`, index: 9, error }]);
	});
});

test('when the token expires nothing more is sent, and what is left is not sent', async () => {
	const unauthorized = { status: 401, message: 'UnAuthorized Access-Token!', success: false };
	eso.emulator.setFault(({ index }) =>
		index >= 3 ? { kind: 'status', statusCode: 401, body: unauthorized } : undefined,
	);
	const run = await update([0, 1, 2, 3], {
		parameters: { addTags: [1], requestOptions: { concurrency: 1 } },
		onError: 'continueRegularOutput',
	});
	expect(run.items.map(({ json }) => json.updated ?? json.error)).toEqual([
		true,
		true,
		expect.stringMatching(/^Not sent: UnAuthorized Access-Token! Check the access token/),
		'Not sent: UnAuthorized Access-Token!',
	]);
	expect(bodies()).toHaveLength(3);
});

test('stopping the execution sends nothing more, and the items say what was done', async () => {
	let stop = () => {};
	eso.emulator.setFault(({ index }) => {
		if (index !== 3) return undefined;
		setTimeout(() => stop(), 50);
		return { kind: 'stallHeaders' };
	});
	const run = await update([0, 1, 2, 3], {
		parameters: { addTags: [1], requestOptions: { concurrency: 1 } },
		onStart: (cancel) => {
			stop = cancel;
		},
	});
	expect(run.status).toBe('canceled');
	expect(run.items.map(({ json }) => json.updated ?? json.details)).toEqual([
		true,
		true,
		expect.objectContaining({ code: 'delivery_failed' }),
		expect.objectContaining({ code: 'not_sent' }),
	]);
	expect(bodies()).toHaveLength(3);
});

test('an option that cannot be used stops the run before anything is sent', async () => {
	const run = await update([0], {
		parameters: { addTags: [1], requestOptions: { concurrency: 99 } },
	});
	expect(run.error).toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringContaining("'Concurrent Requests' cannot be used"),
	});
	expect(bodies()).toEqual([]);
});
