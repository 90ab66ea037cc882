import type { INodeParameters } from 'n8n-workflow';
import type { ChooseFault } from '../emulator/fault';
import { getJson, getLinks, runEach } from '../support/engine/eachRun';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems, storedNumber } from '../support/engine/leadItems';

const eso = esoSuite();

const CHANNEL_KEY = 'contact-easysocial-whatsapp-api-support_number';

const given: INodeParameters = {
	contactNumber: '={{ $json.contact_number }}',
	leadFields: { field: [{ name: 'Name', value: '={{ $json.name }}' }] },
};

type CreateOptions = Parameters<typeof runEach>[2];

/** Creates a lead for each item, by its own `contact_number` and `name`. */
const create = ({ parameters, ...options }: CreateOptions) =>
	runEach(eso, 'create', { ...options, parameters: { ...given, ...parameters } });

const created = (index: number) => ({
	accepted: true,
	contact_number: storedNumber(index),
	country_code: 91,
	origin: 'UPLOAD',
	fields: { name: `Lead ${index}` },
});

/** E-so refuses every request that holds one of these leads, and does not say which. */
const refusing =
	(...indices: number[]): ChooseFault =>
	({ leads }) =>
		leads.some((lead) => indices.map(storedNumber).includes(String(lead.contact_number)))
			? {
					kind: 'status',
					statusCode: 400,
					body: { error: 'VALIDATION_ERROR', message: 'city is not a city' },
				}
			: undefined;

const bad = (index: number) => ({ contact_number: '+91 12', name: `Bad ${index}` });

test('an item in is an item out, in order and linked, with the lead as it travelled', async () => {
	const run = await create({ items: leadItems(3) });
	expect(getJson(run.items)).toEqual([created(0), created(1), created(2)]);
	expect(getLinks(run.items)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	expect(eso.emulator.requests).toHaveLength(1);
	expect(eso.emulator.requests[0]?.body).toMatchObject({
		data: [
			{
				[CHANNEL_KEY]: Number(storedNumber(0)),
				contact_number: storedNumber(0),
				country_code: 91,
				origin: 'UPLOAD',
				name: 'Lead 0',
			},
			{ name: 'Lead 1' },
			{ name: 'Lead 2' },
		],
	});
});

test('nothing of the item travels but what the parameters name', async () => {
	const run = await runEach(eso, 'create', {
		items: [{ phone: '81928 29284', origin: 'OTHER', city: 'Pune' }],
		parameters: {
			contactNumber: '={{ $json.phone }}',
			defaultCountry: 'IN',
			origin: ' ADS ',
			leadFields: {
				field: [
					{ name: 'VIP', value: '={{ true }}' },
					{ name: 'visits', value: '={{ 3 }}' },
					{ name: 'met', value: '={{ DateTime.fromISO("2026-05-02T10:00:00Z").toUTC() }}' },
					{ name: 'nothing', value: '={{ null }}' },
					{ name: '', value: '' },
				],
			},
		},
	});
	expect(getJson(run.items)).toEqual([
		{
			accepted: true,
			contact_number: '8192829284',
			country_code: 91,
			origin: 'ADS',
			fields: { vip: true, visits: 3, met: '2026-05-02T10:00:00.000Z' },
		},
	]);
	expect(eso.emulator.records().map(({ lead }) => lead.fields)).toEqual([
		{ vip: true, visits: 3, met: '2026-05-02T10:00:00.000Z' },
	]);
});

test('10,000 items take 20 requests', async () => {
	const run = await create({ items: leadItems(10_000) });
	expect(run.error).toBeUndefined();
	expect(run.items).toHaveLength(10_000);
	expect(run.items[9_999]).toEqual({ json: created(9_999), pairedItem: { item: 9_999 } });
	expect(eso.emulator.requests).toHaveLength(20);
	expect(eso.emulator.store.size).toBe(10_000);
});

test('without items there is no request', async () => {
	const run = await create({ items: [] });
	expect(run.items).toEqual([]);
	expect(eso.emulator.requests).toEqual([]);
});

describe('a lead that cannot be sent', () => {
	test('stops the workflow before anything is sent', async () => {
		const run = await create({ items: [...leadItems(2), bad(2), bad(3)] });
		expect(run.error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(/'Contact Number' holds "\+91 12".*\[item 2\]$/),
			description: expect.stringContaining('Nothing was sent'),
		});
		expect(eso.emulator.requests).toEqual([]);
	});

	test('costs only its own item under Continue', async () => {
		const run = await create({
			items: [bad(0), ...leadItems(1), { name: 'No number' }],
			onError: 'continueRegularOutput',
		});
		expect(getJson(run.items)).toEqual([
			{
				error: expect.stringMatching(/'Contact Number' holds "\+91 12"/),
				details: { code: 'invalid_contact_number', retryable: false },
			},
			created(0),
			{
				error: expect.stringMatching(/'Contact Number' is empty for this item/),
				details: { code: 'missing_contact_number', retryable: false },
			},
		]);
		expect(getLinks(run.items)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	test('leaves by the error output with the fields of its input item', async () => {
		const run = await create({
			items: [bad(0), ...leadItems(1)],
			onError: 'continueErrorOutput',
		});
		expect(getJson(run.items)).toEqual([created(0)]);
		expect(getJson(run.errors)).toEqual([
			{ ...bad(0), error: expect.stringMatching(/holds "\+91 12"/) },
		]);
	});

	const field = (name: string, value: string) => ({ leadFields: { field: [{ name, value }] } });
	test.each<[string, INodeParameters, string, RegExp]>([
		['a list', field('tags', '={{ ["a"] }}'), 'unsupported_field', /'tags'.*'Nested Fields'/],
		['a number of its own', field('Contact_Number', '1'), 'unsupported_field', /reserved by E-so/],
		['another origin', field('origin', 'A'), 'unsupported_field', /reserved by E-so.*'Origin'/],
		[
			'a name that no field can have',
			field('__proto__', 'A'),
			'unsupported_field',
			/'__proto__' cannot be the name of a field\. Choose another one in 'Fields'/,
		],
		['no name', field(' ', 'Pune'), 'invalid_parameter', /In 'Fields', "Pune" has no name/],
		[
			'the same name twice',
			{
				leadFields: {
					field: [
						{ name: 'City', value: 'a' },
						{ name: 'city', value: 'a' },
					],
				},
			},
			'unsupported_field',
			/'city' appears twice in 'Fields'/,
		],
		[
			'more than a request takes',
			field('x', `={{ "é".repeat(600000) }}`),
			'unsupported_field',
			/too large for one request/,
		],
		[
			'a long origin',
			{ origin: 'WEBSITE' },
			'invalid_origin',
			/'Origin' is "WEBSITE", which has 7 characters\./,
		],
		[
			'an unknown country',
			{ contactNumber: '98190 12345', defaultCountry: '={{ "Mars" }}' },
			'invalid_country_code',
			/Mars/,
		],
		[
			'an expression that fails',
			{ origin: '={{ $json.no.such }}' },
			'invalid_origin',
			/'Origin' is empty/,
		],
		[
			'an expression that throws',
			{ origin: '={{ $("Nowhere").item.json.origin }}' },
			'invalid_parameter',
			/An expression in the node's parameters has no value/,
		],
	])('with %s says so', async (_, parameters, code, message) => {
		const run = await create({
			items: leadItems(1),
			parameters,
			onError: 'continueRegularOutput',
		});
		expect(run.items.map(({ json }) => json)).toEqual([
			{ error: expect.stringMatching(message), details: { code, retryable: false } },
		]);
		expect(eso.emulator.requests).toEqual([]);
	});

	test('with nested values can be flattened', async () => {
		await create({
			items: leadItems(1),
			parameters: {
				...field('address', '={{ { city: "Pune" } }}'),
				options: { nestedFields: 'flatten' },
			},
		});
		expect(eso.emulator.records()[0]?.lead.fields).toEqual({ address_city: 'Pune' });
	});
});

describe('leads that E-so refuses', () => {
	const items = leadItems(600);
	const refused = {
		error: expect.stringContaining('city is not a city'),
		details: { code: 'refused', statusCode: 400, retryable: false },
	};

	test('cost only their own items under Continue, wherever in the batches they are', async () => {
		eso.emulator.setFault(refusing(3, 499, 550));
		const run = await create({ items, onError: 'continueRegularOutput' });
		expect(getJson(run.items)).toEqual(
			items.map((_, index) => ([3, 499, 550].includes(index) ? refused : created(index))),
		);
		expect(getLinks(run.items)).toEqual(items.map((_, item) => ({ item })));
		expect(eso.emulator.store.size).toBe(597);
	});

	test('leave by the error output', async () => {
		eso.emulator.setFault(refusing(3, 550));
		const run = await create({ items, onError: 'continueErrorOutput' });
		expect(run.items).toHaveLength(598);
		expect(run.errors.map(({ json }) => json.contact_number)).toEqual([
			`+91 ${storedNumber(3)}`,
			`+91 ${storedNumber(550)}`,
		]);
	});

	test('stop the workflow, which says which item it was and what E-so has', async () => {
		eso.emulator.setFault(refusing(3));
		const run = await create({ items });
		expect(run.error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(/city is not a city \[item 3\]$/),
			description: expect.stringMatching(
				/599 of 600 leads had already been accepted\. Running again is safe/,
			),
		});
		expect(eso.emulator.store.size).toBe(599);
	});
});

describe('a number that came before in the run', () => {
	const [first = {}, second = {}] = leadItems(2);
	const again = { contact_number: first.contact_number, name: 'Again' };

	test('counts as accepted, as one that E-so has from earlier does, and says what was not sent', async () => {
		const run = await create({ items: [first, second, again] });
		expect(getJson(run.items)).toEqual([
			created(0),
			created(1),
			{
				...created(0),
				fields: { name: 'Again' },
				duplicateOf: 0,
				note: expect.stringMatching(
					/^Item 1 has the same contact number.*not sent.*Create or Update/,
				),
			},
		]);
		expect(run.hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/1 item has a contact number that occurred earlier/),
		]);
		expect(eso.emulator.records().map(({ lead }) => lead.fields.name)).toEqual([
			'Lead 0',
			'Lead 1',
		]);
	});

	test('is said to be a row of the sheet, if the item tells which', async () => {
		const rows = [first, again].map((json, index) => ({ ...json, row_number: index + 2 }));
		const run = await create({ items: rows });
		expect(run.items[1]?.json.note).toMatch(/^Row 2 has the same contact number/);
	});

	test('shares the outcome of the first one: if that is refused, it may be sent again', async () => {
		eso.emulator.setFault(refusing(0));
		const run = await create({ items: [first, again, second], onError: 'continueRegularOutput' });
		expect(run.items.map(({ json }) => json.details ?? json.accepted)).toEqual([
			{ code: 'refused', statusCode: 400, retryable: false },
			{ code: 'duplicate_contact_number', retryable: true },
			true,
		]);
		expect(run.items[1]?.json.error).toBe(
			'Item 1 has the same contact number and came first, but was not accepted. Send this one again, or correct the other.',
		);
	});
});

test('a token that is not accepted stops the run at once, and the message says how far it got', async () => {
	const unauthorized = { status: 401, message: 'UnAuthorized Access-Token!', success: false };
	const afterFirst: ChooseFault = ({ index }) =>
		index > 0 ? { kind: 'status', statusCode: 401, body: unauthorized } : undefined;
	const parameters = { requestOptions: { batchSize: 2, concurrency: 1 } };

	eso.emulator.setFault(afterFirst);
	const stopped = await create({ items: leadItems(8), parameters });
	expect(stopped.error).toMatchObject({
		name: 'NodeApiError',
		message: expect.stringMatching(/^UnAuthorized.* 2 of 8 leads accepted/),
	});
	expect(eso.emulator.requests).toHaveLength(2);

	eso.emulator.reset();
	const continued = await create({
		items: leadItems(8),
		parameters,
		onError: 'continueRegularOutput',
	});
	expect(continued.items.map(({ json }) => json.accepted ?? json.details)).toEqual([
		true,
		true,
		...Array(6).fill(expect.objectContaining({ code: 'not_sent', retryable: true })),
	]);
	expect(eso.emulator.requests).toHaveLength(2);
});

test('Retry On Fail sends again what was not accepted, and ends well', async () => {
	eso.emulator.setFault(({ index }) =>
		index === 1 ? { kind: 'status', statusCode: 401, body: { success: false } } : undefined,
	);
	const run = await create({
		items: leadItems(4),
		parameters: { requestOptions: { batchSize: 2, concurrency: 1 } },
		retryOnFail: true,
	});
	expect(run.error).toBeUndefined();
	expect(getJson(run.items)).toEqual([0, 1, 2, 3].map(created));
	expect(eso.emulator.store.size).toBe(4);
});

test('stopping the execution sends nothing more, and every item says what became of it', async () => {
	let stop = () => {};
	eso.emulator.setFault(({ index }) => {
		if (index !== 1) return undefined;
		setTimeout(() => stop(), 50);
		return { kind: 'stallHeaders' };
	});
	const run = await create({
		items: leadItems(6),
		parameters: { requestOptions: { batchSize: 2, concurrency: 1 } },
		onStart: (cancel) => {
			stop = cancel;
		},
	});
	expect(run.status).toBe('canceled');
	expect(run.items.map(({ json }) => json.accepted ?? json.details)).toEqual([
		true,
		true,
		...Array(2).fill(expect.objectContaining({ code: 'delivery_failed' })),
		...Array(2).fill(expect.objectContaining({ code: 'not_sent' })),
	]);
	expect(eso.emulator.requests).toHaveLength(2);
});

test.each([
	['concurrency', 99, "'Concurrent Requests' cannot be used"],
	['supportChannelKey', 'whatsapp', "'Support Channel Key' cannot be used"],
])('the option %s as %p stops the run before anything is sent', async (name, value, message) => {
	const run = await create({
		items: leadItems(1),
		parameters: { requestOptions: { [name]: value } },
	});
	expect(run.error).toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringContaining(message),
	});
	expect(eso.emulator.requests).toEqual([]);
});

test('a leading zero of the number is kept, and lost only where a hint says so', async () => {
	const items = [{ contact_number: '+39 06 6982 1234', name: 'Anna' }];
	const run = await create({ items, parameters: { requestOptions: { contactKeys: 'channel' } } });
	expect(run.hints.map(({ message }) => message)).toEqual([expect.stringMatching(/begins with 0/)]);
	const kept = await create({ items });
	expect(kept.items[0]?.json.contact_number).toBe('0669821234');
	expect(eso.emulator.requests.at(-1)?.body).toMatchObject({
		data: [{ contact_number: '0669821234', [CHANNEL_KEY]: 669821234 }],
	});
});
