import type { Fault } from '../emulator/emulator';
import { createLeads, getJson, getLinks, runEach } from '../support/engine/eachRun';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';

const eso = esoSuite();

beforeEach(async () => {
	await createLeads(eso, [
		{ contact_number: '+91 81928-29284', Name: 'Patel', City: 'Pune' },
		...leadItems(2),
	]);
});

const get = (numbers: readonly unknown[], options: Partial<Parameters<typeof runEach>[2]> = {}) =>
	runEach(eso, 'get', {
		items: numbers.map((number) => ({ number: number as string })),
		...options,
		parameters: { contactNumber: '={{ $json.number }}', ...options.parameters },
	});

const patel = { id: 1, contact_number: '8192829284', country_code: 91, name: 'Patel', tags: [] };

test.each([
	['+91 81928-29284', ''],
	['08192829284', 'IN'],
	['https://wa.me/918192829284', ''],
	['८१९२८२९२८४', 'IN'],
	[8192829284, 'IN'],
])('finds the lead with the number %p', async (number, defaultCountry) => {
	const run = await get([number], { parameters: { defaultCountry } });
	expect(run.error).toBeUndefined();
	expect(getJson(run.items)).toEqual([patel]);
});

test('asks for the number with its country code, or as E-so stores it', async () => {
	await get(['+91 8192829284']);
	await get(['+91 8192829284'], {
		parameters: { requestOptions: { numberInRequests: 'asStored' } },
	});
	expect(
		eso.emulator.requests.slice(1).map(({ method, path, body }) => [method, path, body]),
	).toEqual([
		['POST', '/api/engage/v1/leads', { contact_number: '918192829284' }],
		['POST', '/api/engage/v1/leads', { contact_number: '8192829284' }],
	]);
});

test.each([1, '1', ' 1 '])('finds the lead with the ID %p', async (id) => {
	const run = await get([id], { parameters: { findBy: 'id', leadId: '={{ $json.number }}' } });
	expect(getJson(run.items)).toEqual([patel]);
});

test.each(['0x1', '1e0', '1.0', '01', '-1'])(
	'asks for the ID %p as it is, and not for the lead that Number makes of it',
	async (id) => {
		const run = await get([id], { parameters: { findBy: 'id', leadId: '={{ $json.number }}' } });
		expect(run.items).toEqual([]);
		expect(eso.emulator.requests.at(-1)?.body).toEqual({ id });
	},
);

test('shows everything that E-so shows, unless it is simplified', async () => {
	const run = await get(['+91 8192829284'], { parameters: { simplify: false } });
	expect(getJson(run.items)).toEqual([
		{
			id: 1,
			contact_number: '8192829284',
			country_code: 91,
			origin: 'UPLOAD',
			name: 'Patel',
			city: 'Pune',
			latest_tags: [],
		},
	]);
});

test('an ID that E-so does not have is told by that ID', async () => {
	const run = await get([9], {
		parameters: { findBy: 'id', leadId: '={{ $json.number }}' },
		onError: 'continueRegularOutput',
	});
	expect(run.items[0]?.json.error).toBe('E-so has no lead with the ID "9": Lead not found!');
});

test('many items come out in their order, each linked to its input item', async () => {
	const run = await get(['+91 8100000001', '+91 8192829284', '+91 8100000000']);
	expect(run.items.map(({ json }) => json.id)).toEqual([3, 1, 2]);
	expect(getLinks(run.items)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
});

describe.each(['root', 'data', 'payload', 'payload.data'] as const)(
	'with the answer at %s',
	(place) => {
		afterEach(() => eso.emulator.setShapes({}));

		test.each([false, true])('the lead is found (as a list of one: %p)', async (listsOne) => {
			eso.emulator.setShapes({ place, listsOne });
			expect(getJson((await get(['+91 8192829284'])).items)).toEqual([patel]);
		});
	},
);

const answers = (body: unknown): Fault => ({ kind: 'status', statusCode: 200, body });

test.each(['8192829284', '918192829284', '+91 81928-29284', 8192829284, '08192829284'])(
	'the lead is known by its number, however E-so writes it: %p',
	async (contact_number) => {
		eso.emulator.setFault(({ index }) =>
			index === 1 ? answers({ ...patel, contact_number }) : undefined,
		);
		expect(getJson((await get(['+91 8192829284'])).items)).toEqual([{ ...patel, contact_number }]);
	},
);

test('several leads are asked for at once', async () => {
	eso.emulator.setFault(({ index }) => (index > 0 ? { kind: 'delay', ms: 50 } : undefined));
	await get(['+91 8192829284', '+91 8100000000', '+91 8100000001']);
	const asked = eso.emulator.requests.slice(1);
	const answered = asked.map(({ answeredAt = 0 }) => answeredAt);
	expect(asked).toHaveLength(3);
	expect(Math.max(...asked.map(({ arrivedAt }) => arrivedAt))).toBeLessThan(Math.min(...answered));
});

const written = 'lead with the contact number +91 8192829284';
const REPORT = 'Please report it, with the version of the node.';
const unknown = `When asked for a ${written}, E-so answered in a shape that this version of the node does not know. ${REPORT}`;
const other = `E-so was asked for the ${written}, and returned something else. ${REPORT}`;
const none = `E-so has no ${written}: its answer is empty`;

test.each([
	['an envelope without content', answers({ success: true }), 'unexpected_answer', unknown],
	['a list of texts', answers(['8192829284']), 'unexpected_answer', unknown],
	['another lead', answers({ data: { id: 2, contact_number: '1' } }), 'unexpected_answer', other],
	['a lead without its number', answers({ data: { id: 2 } }), 'unexpected_answer', other],
	['two leads with this number', answers([patel, patel]), 'unexpected_answer', other],
	['an empty list', answers({ payload: { data: [] } }), 'not_found', none],
	['null', answers({ payload: null }), 'not_found', none],
	[
		'a refusal in an envelope',
		{ kind: 'successFalse', message: 'No!' } as Fault,
		'refused',
		'E-so refused this: No!',
	],
	['404 in an envelope', answers({ status: 404, success: false }), 'not_found', undefined],
	['404 without a body', { kind: 'status', statusCode: 404 } as Fault, 'not_found', undefined],
	[
		'400',
		{ kind: 'status', statusCode: 400, body: { message: 'x' } } as Fault,
		'refused',
		undefined,
	],
])('%s is never taken for the lead', async (_, fault, code, message) => {
	eso.emulator.setFault(({ index }) => (index === 1 ? fault : undefined));
	const run = await get(['+91 8192829284'], { onError: 'continueRegularOutput' });
	expect(run.items).toEqual([
		{
			json: {
				error: message ?? expect.any(String),
				details: expect.objectContaining({ code }),
			},
			pairedItem: { item: 0 },
		},
	]);
});

describe('a lead that E-so does not have', () => {
	const numbers = ['+91 8192829284', '+91 8192829299', '+91 8100000000'];
	const message = 'E-so has no lead with the contact number +91 8192829299: Lead not found!';

	test('stops the workflow, and the error names the item', async () => {
		const run = await get(numbers, { parameters: { requestOptions: { concurrency: 1 } } });
		expect(run.status).toBe('error');
		expect(run.items).toEqual([]);
		expect(run.error).toMatchObject({
			name: 'NodeApiError',
			message: `${message} [item 1]`,
			httpCode: '404',
			description: expect.stringContaining("'On Error'"),
			context: { itemIndex: 1 },
		});
		expect(eso.emulator.requests).toHaveLength(3);
	});

	test('is an item among the others under Continue', async () => {
		const run = await get(numbers, { onError: 'continueRegularOutput' });
		expect(run.status).toBe('success');
		expect(getJson(run.items)).toEqual([
			patel,
			{ error: message, details: { code: 'not_found', statusCode: 404, retryable: false } },
			expect.objectContaining({ id: 2 }),
		]);
		expect(getLinks(run.items)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	test('leaves by the error output, with the fields of its input item', async () => {
		const run = await get(numbers, { onError: 'continueErrorOutput' });
		expect(run.items.map(({ json }) => json.id)).toEqual([1, 2]);
		expect(getJson(run.errors)).toEqual([
			{
				number: '+91 8192829299',
				error: message,
			},
		]);
	});
});

describe('a number that cannot be read', () => {
	const numbers = ['+91 8192829284', '81928', ''];

	test('stops the workflow before anything is sent', async () => {
		const run = await get(numbers);
		expect(eso.emulator.requests).toHaveLength(1);
		expect(run.error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(/'Contact Number' holds "81928".*\[item 1\]/),
			description: expect.stringContaining('Nothing was sent'),
		});
	});

	test('costs only its own item under Continue', async () => {
		const run = await get(numbers, { onError: 'continueRegularOutput' });
		expect(run.items.map(({ json }) => json.details ?? json.id)).toEqual([
			1,
			{ code: 'missing_country_code', retryable: false },
			{ code: 'missing_contact_number', retryable: false },
		]);
	});
});

test('an expression that fails for one item costs only that item', async () => {
	const run = await get(['+91 8192829284', 7], {
		onError: 'continueRegularOutput',
		parameters: { contactNumber: '={{ $json.number.trim() }}' },
	});
	expect(run.items.map(({ json }) => json.details ?? json.id)).toEqual([
		1,
		{ code: expect.stringMatching(/invalid_parameter|missing_contact_number/), retryable: false },
	]);
});

const unauthorized: Fault = {
	kind: 'status',
	statusCode: 401,
	body: { status: 401, message: 'UnAuthorized Access-Token!', success: false },
};

describe('when the token expires', () => {
	const numbers = Array<string>(6).fill('+91 8192829284');
	const options = { parameters: { requestOptions: { concurrency: 1 } } };

	beforeEach(() => eso.emulator.setFault(({ index }) => (index >= 3 ? unauthorized : undefined)));

	test('the workflow stops, and nothing more is sent', async () => {
		const run = await get(numbers, options);
		expect(run.error).toMatchObject({
			message: 'Not sent: UnAuthorized Access-Token! [item 2]',
			description: expect.stringContaining('access token'),
			httpCode: '401',
		});
		expect(eso.emulator.requests).toHaveLength(4);
	});

	test('all items that are left come out as not sent under Continue', async () => {
		const run = await get(numbers, { ...options, onError: 'continueRegularOutput' });
		expect(eso.emulator.requests).toHaveLength(4);
		expect(run.items.map(({ json }) => json.details ?? json.id)).toEqual([
			1,
			1,
			{ code: 'not_sent', statusCode: 401, retryable: true },
			...Array<unknown>(3).fill({ code: 'not_sent', retryable: true }),
		]);
	});
});

test('a rate limit is waited out', async () => {
	eso.emulator.setFault(({ index }) => (index === 1 ? { kind: 'rateLimited' } : undefined));
	const run = await get(['+91 8192829284', '+91 8100000000']);
	expect(run.items.map(({ json }) => json.id)).toEqual([1, 2]);
});

test('a bad credential is reported once, before anything is sent', async () => {
	const credentials = { accessToken: TOKEN, baseUrl: 'http://example.com' };
	const stopped = await get(['+91 8192829284'], { credentials });
	expect(stopped.error).toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringContaining('https://'),
	});
	const run = await get(['+91 8192829284', '+91 8100000000'], {
		credentials,
		onError: 'continueErrorOutput',
	});
	expect(run.items).toEqual([]);
	expect(run.errors).toHaveLength(2);
	expect(eso.emulator.requests).toHaveLength(1);
	const continued = await get(['+91 8192829284'], {
		credentials,
		onError: 'continueRegularOutput',
	});
	expect(getJson(continued.items)).toMatchObject([
		{ details: { code: 'not_sent', retryable: true } },
	]);
});
