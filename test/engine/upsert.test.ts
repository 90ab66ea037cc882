import type { INodeParameters } from 'n8n-workflow';
import type { ChooseFault, Fault } from '../emulator/fault';
import { createLeads, getJson, getLinks, runEach } from '../support/engine/eachRun';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems, storedNumber } from '../support/engine/leadItems';

const eso = esoSuite();

const given: INodeParameters = {
	contactNumber: '={{ $json.contact_number }}',
	leadFields: { field: [{ name: 'Name', value: '={{ $json.name }}' }] },
};

type UpsertOptions = Parameters<typeof runEach>[2];

/** Creates or updates a lead for each item, by its own `contact_number` and `name`. */
const upsert = ({ parameters, ...options }: UpsertOptions) =>
	runEach(eso, 'upsert', { ...options, parameters: { ...given, ...parameters } });

const upserted = (index: number, name = `Lead ${index}`) => ({
	accepted: true,
	updated: true,
	contact_number: storedNumber(index),
	country_code: 91,
	origin: 'UPLOAD',
	fields: { name },
	added_tags: [] as number[],
});

const NO_FIELDS = { leadFields: {} };

const requests = (method: string) =>
	eso.emulator.requests.filter((request) => request.method === method);
const names = () => eso.emulator.records().map(({ lead }) => lead.fields.name);

/** Strikes the requests of one kind, counted from 0. */
const striking = (method: string, strikes: (nth: number) => Fault | undefined): ChooseFault => {
	let count = 0;
	return (request) => {
		if (request.method !== method) return undefined;
		count += 1;
		return strikes(count - 1);
	};
};

const unauthorized = {
	kind: 'status',
	statusCode: 401,
	body: { status: 401, message: 'UnAuthorized Access-Token!', success: false },
} as const;

test('a new lead and a known one both have the fields afterwards, one item each, in order', async () => {
	await createLeads(eso, [{ ...leadItems(1)[0], name: 'Old name', city: 'Pune' }]);
	const run = await upsert({ items: [...leadItems(1, 1), ...leadItems(1)] });
	expect(getJson(run.items)).toEqual([upserted(1), upserted(0)]);
	expect(getLinks(run.items)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(eso.emulator.records().map(({ lead }) => lead.fields)).toEqual([
		{ name: 'Lead 0', city: 'Pune' },
		{ name: 'Lead 1' },
	]);
	expect(requests('PUT').map(({ path, body }) => ({ path, body }))).toEqual(
		expect.arrayContaining([
			{
				path: `/api/engage/v1/leads/91${storedNumber(0)}/update`,
				body: { lead_data: { name: 'Lead 0' } },
			},
		]),
	);
});

test('tags are added to new and known leads, and those that they have stay', async () => {
	await createLeads(eso, leadItems(1));
	await runEach(eso, 'update', {
		items: leadItems(1),
		parameters: { contactNumber: '={{ $json.contact_number }}', addTags: [2] },
	});
	const run = await upsert({
		items: leadItems(2),
		parameters: { ...NO_FIELDS, addTags: '={{ [1, "3"] }}' },
	});
	expect(getJson(run.items)).toEqual(
		[0, 1].map((index) => ({ ...upserted(index), fields: {}, added_tags: [1, 3] })),
	);
	expect(eso.emulator.records().map(({ tags }) => tags)).toEqual([
		[2, 1, 3],
		[1, 3],
	]);
	expect(requests('PUT').at(-1)?.body).toEqual({ add_tags: [1, 3] });
});

test('leads with neither fields nor tags need no update: 1,200 take 3 requests', async () => {
	const run = await upsert({ items: leadItems(1_200), parameters: NO_FIELDS });
	expect(run.items).toHaveLength(1_200);
	expect(run.items[7]?.json).toEqual({ ...upserted(7), updated: false, fields: {} });
	expect(eso.emulator.requests).toHaveLength(3);
});

test('leads with fields take the batches, and an update each once all batches are through', async () => {
	const run = await upsert({ items: leadItems(520) });
	expect(getJson(run.items)).toEqual(Array.from({ length: 520 }, (_, index) => upserted(index)));
	expect(eso.emulator.requests.map(({ method }) => method).join(' ')).toMatch(
		/^POST POST( PUT){520}$/,
	);
});

test('of several items about one lead the fields of the last one stay, and all tags are there', async () => {
	const steps = Array.from({ length: 12 }, (_, step) => ({
		contact_number: leadItems(1)[0]?.contact_number,
		name: `Step ${step}`,
	}));
	eso.emulator.setFault(({ index }) => (index % 3 === 1 ? { kind: 'delay', ms: 20 } : undefined));
	const run = await upsert({
		items: steps,
		parameters: { addTags: '={{ [$itemIndex % 2 ? 1 : 3] }}' },
	});
	expect(run.items.map(({ json }) => json.updated)).toEqual(Array(12).fill(true));
	expect(requests('POST').map(({ leads }) => leads)).toEqual([1]);
	expect(requests('PUT').map(({ body }) => body)).toMatchObject(
		steps.map(({ name }) => ({ lead_data: { name } })),
	);
	expect(names()).toEqual(['Step 11']);
	expect(eso.emulator.records()[0]?.tags).toEqual([3, 1]);
});

test('the number in requests and the path follow the options', async () => {
	await upsert({
		items: leadItems(1),
		parameters: { requestOptions: { numberInRequests: 'asStored', pathPrefix: '/api/v1' } },
	});
	expect(eso.emulator.requests.map(({ path }) => path)).toEqual([
		'/api/v1/leads/bulk-create',
		`/api/v1/leads/${storedNumber(0)}/update`,
	]);
});

describe('what cannot be sent', () => {
	test.each<[string, INodeParameters, string, RegExp]>([
		['a number', { contactNumber: '+91 12' }, 'invalid_contact_number', /too short/],
		[
			'a tag',
			{ addTags: '={{ ["VIP"] }}' },
			'invalid_parameter',
			/"VIP", which is not the ID of a tag/,
		],
	])(
		'(%s) stops the run before anything is sent, or fails its item',
		async (_, wrong, code, words) => {
			const parameters = { ...wrong };
			const stopped = await upsert({ items: leadItems(1), parameters });
			expect(stopped.error).toMatchObject({
				name: 'NodeOperationError',
				message: expect.stringMatching(words),
			});
			const continued = await upsert({
				items: leadItems(1),
				parameters,
				onError: 'continueRegularOutput',
			});
			expect(getJson(continued.items)).toEqual([
				{ error: expect.stringMatching(words), details: { code, retryable: false } },
			]);
			expect(eso.emulator.requests).toEqual([]);
		},
	);
});

describe('a lead that was accepted and could not be updated', () => {
	const notFound: Fault = {
		kind: 'status',
		statusCode: 404,
		headers: { 'content-type': 'application/json' },
		body: { status: 404, success: false, message: 'Lead not found!' },
	};
	const both = `E-so accepted the lead, but its fields and tags were not updated. E-so has no lead with the contact number +91 ${storedNumber(1)}: Lead not found!`;
	const parameters = { requestOptions: { concurrency: 1 } };

	beforeEach(() => {
		eso.emulator.setFault(striking('PUT', (nth) => (nth === 1 ? notFound : undefined)));
	});

	test('fails its item alone under Continue, and says both', async () => {
		const run = await upsert({
			items: leadItems(3),
			parameters,
			onError: 'continueRegularOutput',
		});
		expect(getJson(run.items)).toEqual([
			upserted(0),
			{
				error: both,
				details: { code: 'not_found', statusCode: 404, retryable: false, accepted: true },
			},
			upserted(2),
		]);
		expect(eso.emulator.store.size).toBe(3);
	});

	test('leaves by the error output', async () => {
		const run = await upsert({ items: leadItems(3), parameters, onError: 'continueErrorOutput' });
		expect(getJson(run.items)).toEqual([upserted(0), upserted(2)]);
		expect(getJson(run.errors)).toEqual([{ ...leadItems(2)[1], error: both }]);
	});

	test('stops the workflow, which says how many were done', async () => {
		const run = await upsert({ items: leadItems(3), parameters });
		expect(run.error).toMatchObject({
			name: 'NodeApiError',
			message: `${both} [item 1]`,
			description: expect.stringMatching(
				/1 of 3 leads had already been saved\. Running again is safe/,
			),
		});
		expect(requests('PUT')).toHaveLength(2);
	});
});

describe('a lead that E-so refuses to create', () => {
	const refusal: Fault = {
		kind: 'status',
		statusCode: 400,
		body: { error: 'VALIDATION_ERROR', message: 'city is not a city' },
	};
	beforeEach(() => {
		eso.emulator.setFault(({ leads }) =>
			leads.some((lead) => lead.contact_number === storedNumber(1)) ? refusal : undefined,
		);
	});

	test('is not updated under Continue, and the others are', async () => {
		const run = await upsert({ items: leadItems(3), onError: 'continueRegularOutput' });
		expect(run.items.map(({ json }) => json.updated ?? json.details)).toEqual([
			true,
			{ code: 'refused', statusCode: 400, retryable: false },
			true,
		]);
		expect(requests('PUT')).toHaveLength(2);
	});

	test('stops the workflow before any update, with its own reason', async () => {
		const run = await upsert({ items: leadItems(3) });
		expect(run.error?.message).toMatch(/city is not a city \[item 1\]$/);
		expect(requests('PUT')).toEqual([]);
	});
});

describe.each<[string, Fault]>([
	['a reset after the work', { kind: 'resetAfterStore' }],
	['a reset before it', { kind: 'resetBeforeStore' }],
	['503', { kind: 'status', statusCode: 503 }],
	['a page of a proxy', { kind: 'html', statusCode: 200, stores: true }],
	['429', { kind: 'rateLimited' }],
])('after %s', (_, fault) => {
	test.each(['POST', 'PUT'])('%s is made again, and all is well', async (method) => {
		eso.emulator.setFault(striking(method, (nth) => (nth === 0 ? fault : undefined)));
		const run = await upsert({ items: leadItems(1), parameters: { addTags: [1] } });
		expect(getJson(run.items)).toEqual([{ ...upserted(0), added_tags: [1] }]);
		expect(eso.emulator.records()).toMatchObject([{ tags: [1] }]);
	});
});

describe('when the token expires', () => {
	const parameters = { requestOptions: { batchSize: 2, concurrency: 1 } };

	test('while leads are created, nothing is updated, and each item says how far it came', async () => {
		eso.emulator.setFault(striking('POST', (nth) => (nth > 0 ? unauthorized : undefined)));
		const run = await upsert({
			items: leadItems(5),
			parameters,
			onError: 'continueRegularOutput',
		});
		expect(run.items.map(({ json }) => json.details)).toEqual([
			...Array(2).fill({ code: 'not_sent', retryable: true, accepted: true }),
			...Array(3).fill(expect.objectContaining({ code: 'not_sent', retryable: true })),
		]);
		expect(run.items[0]?.json.error).toMatch(/accepted the lead, but.*Not sent: UnAuthorized/);
		expect(eso.emulator.requests).toHaveLength(2);
	});

	test('while leads are updated, the others are not, and each item says how far it came', async () => {
		eso.emulator.setFault(striking('PUT', (nth) => (nth > 1 ? unauthorized : undefined)));
		const run = await upsert({
			items: leadItems(5),
			parameters,
			onError: 'continueRegularOutput',
		});
		expect(run.items.map(({ json }) => json.updated ?? json.details)).toEqual([
			true,
			true,
			...Array(3).fill(expect.objectContaining({ code: 'not_sent', accepted: true })),
		]);
		expect(requests('PUT')).toHaveLength(3);
	});

	test('the workflow stops under Stop Workflow, and says what was done', async () => {
		eso.emulator.setFault(striking('POST', (nth) => (nth > 0 ? unauthorized : undefined)));
		const run = await upsert({ items: leadItems(5), parameters });
		expect(run.error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(/^UnAuthorized.* 2 of 5 leads accepted/),
		});
		expect(requests('PUT')).toEqual([]);
	});
});

test.each(['POST', 'PUT'])(
	'stopping the execution during %s leaves no item without an outcome',
	async (method) => {
		let stop = () => {};
		eso.emulator.setFault(
			striking(method, (nth) => {
				if (nth !== 1) return undefined;
				setTimeout(() => stop(), 50);
				return { kind: 'stallHeaders' };
			}),
		);
		const run = await upsert({
			items: leadItems(6),
			parameters: { requestOptions: { batchSize: 2, concurrency: 1 } },
			onStart: (cancel) => {
				stop = cancel;
			},
		});
		expect(run.status).toBe('canceled');
		const uncertain = expect.objectContaining({ code: 'delivery_failed' });
		const notSent = expect.objectContaining({ code: 'not_sent' });
		const stories = run.items.map(({ json }) => json.updated ?? json.details);
		expect(stories).toEqual(
			method === 'POST'
				? [notSent, notSent, uncertain, uncertain, notSent, notSent]
				: [true, uncertain, notSent, notSent, notSent, notSent],
		);
		expect(requests(method)).toHaveLength(2);
	},
);

test('creating and updating share one Max Wait: what the first uses up is no longer there for the second', async () => {
	eso.emulator.setFault(({ index }) =>
		index === 0 || index === 2 ? { kind: 'rateLimited', retryAfter: '2' } : undefined,
	);
	const { items } = await runEach(eso, 'upsert', {
		items: leadItems(1),
		parameters: {
			contactNumber: '={{ $json.contact_number }}',
			addTags: [1],
			// Three seconds: enough for the first wait, not for both.
			requestOptions: { maxWaitMinutes: 0.05 },
		},
		onError: 'continueRegularOutput',
	});
	expect(eso.emulator.requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'PUT']);
	expect(items).toMatchObject([
		{ json: { error: expect.stringContaining("'Max Wait'"), details: { accepted: true } } },
	]);
});
