import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../emulator/emulator';
import { createLeads, getJson, getLinks, runEach } from '../support/engine/eachRun';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems, storedNumber } from '../support/engine/leadItems';

const eso = esoSuite();

const getMany = (
	parameters: Parameters<typeof runEach>[2]['parameters'],
	options: Partial<Parameters<typeof runEach>[2]> = {},
) => runEach(eso, 'getMany', { items: [{}], ...options, parameters: { ...parameters } });

/** The queries of the list, in order. */
const queries = () =>
	eso.emulator.requests.filter(({ method }) => method === 'GET').map(({ query }) => query);

const numbers = (count: number) => Array.from({ length: count }, (_, index) => storedNumber(index));
const getNumbers = (items: ReadonlyArray<{ json: IDataObject }>) =>
	items.map(({ json }) => json.contact_number);

/** Filters as the editor stores them. */
const filters = (...pairs: Array<[name: string, value: string]>) => ({
	filters: { filter: pairs.map(([name, value]): INodeParameters => ({ name, value })) },
});

test('all of 12,345 leads come out, each once and in order, in pages of 100', async () => {
	await createLeads(eso, leadItems(12_345));
	const run = await getMany({ returnAll: true });
	expect(run.error).toBeUndefined();
	expect(getNumbers(run.items)).toEqual(numbers(12_345));
	expect(new Set(getLinks(run.items).map((link) => JSON.stringify(link)))).toEqual(
		new Set(['{"item":0}']),
	);
	expect(queries()).toHaveLength(124);
	expect(queries()[0]).toBe('?page=1&limit=100');
	expect(queries().at(-1)).toBe('?page=124&limit=100');
});

describe('a limit', () => {
	beforeEach(async () => await createLeads(eso, leadItems(260)));

	test.each([
		[1, ['?page=1&limit=1']],
		[5, ['?page=1&limit=5']],
		[100, ['?page=1&limit=100']],
		[101, ['?page=1&limit=51', '?page=2&limit=51']],
		[250, ['?page=1&limit=84', '?page=2&limit=84', '?page=3&limit=84']],
	])('of %d loads hardly more than it asks for', async (limit, asked) => {
		const run = await getMany({ limit });
		expect(getNumbers(run.items)).toEqual(numbers(limit));
		expect(queries()).toEqual(asked);
	});

	test('is 50 where none is set', async () => {
		expect(getNumbers((await getMany({})).items)).toEqual(numbers(50));
	});

	test('beyond the number of leads gives all of them', async () => {
		const run = await getMany({ limit: 1_000 });
		expect(getNumbers(run.items)).toEqual(numbers(260));
		expect(queries()).toHaveLength(3);
	});

	test.each([0, -1, 1.5, 'many'])('of %p is refused before anything is sent', async (limit) => {
		const parameters = { limit: `={{ ${JSON.stringify(limit)} }}` };
		const run = await getMany(parameters, { onError: 'continueRegularOutput' });
		expect(getJson(run.items)).toEqual([
			{
				error: `'Limit' holds "${limit}": it must be a whole number of 1 or more.`,
				details: { code: 'invalid_parameter', retryable: false },
			},
		]);
		expect(queries()).toEqual([]);
	});
});

test('a business without leads gives no items', async () => {
	const run = await getMany({ returnAll: true });
	expect(run).toMatchObject({ status: 'success', items: [] });
	expect(queries()).toHaveLength(1);
});

describe.each(['root', 'data', 'payload', 'payload.data'] as const)(
	'with the list at %s',
	(place) => {
		afterEach(() => eso.emulator.setShapes({}));

		test('all leads come out', async () => {
			await createLeads(eso, leadItems(250));
			eso.emulator.setShapes({ place });
			const run = await getMany({ returnAll: true });
			expect(getNumbers(run.items)).toEqual(numbers(250));
			// A list at the root says nothing of its pages: the first empty one ends it.
			expect(queries()).toHaveLength(place === 'root' ? 4 : 3);
		});
	},
);

const answers = (body: unknown): Fault => ({ kind: 'status', statusCode: 200, body });

test('a page that repeats ends the list, and is not taken twice', async () => {
	const page = [{ id: 1, updated_at: 1 }, { id: 2 }];
	eso.emulator.setFault(({ index }) => answers(index === 0 ? page : [{ id: 1 }, { id: 2 }]));
	const run = await getMany({ returnAll: true, simplify: false });
	expect(getJson(run.items)).toEqual(page);
	expect(queries()).toHaveLength(2);
});

test.each([
	['repeats a page', [{ id: 1 }]],
	['ends with an empty page', []],
])('a list that says that it has more, but %s, is not passed off as the whole', async (_, next) => {
	const paged = (page: number, data: unknown) =>
		answers({ payload: { meta: { current_page: page, last_page: 5 }, data } });
	eso.emulator.setFault(({ index }) => (index === 0 ? paged(1, [{ id: 1 }]) : paged(2, next)));
	const run = await getMany({ returnAll: true });
	expect(run.status).toBe('error');
	expect(run.error?.message).toMatch(/more than 2 pages.*nothing new/);
});

test('pages that are shorter than asked for do not end the list', async () => {
	eso.emulator.setFault(({ index }) => answers({ data: index < 3 ? [{ id: index }] : [] }));
	const run = await getMany({ returnAll: true });
	expect(getJson(run.items)).toEqual([{ id: 0 }, { id: 1 }, { id: 2 }]);
});

test('pages that are longer than asked for are cut at the limit', async () => {
	eso.emulator.setFault(() => answers([{ id: 1 }, { id: 2 }, { id: 3 }]));
	expect(getJson((await getMany({ limit: 2 })).items)).toEqual([{ id: 1 }, { id: 2 }]);
});

test.each([
	['an object without a list', { success: true, payload: {} }],
	['a list of texts', ['a']],
	['null in the list', { data: [null] }],
	['an empty body', ''],
	['a list elsewhere', { leads: [{ id: 1 }] }],
	['a list of refusals', { success: true, data: [{ success: false }, { success: false }] }],
	['a list of errors', [{ error: 'VALIDATION_ERROR' }, { error: 'VALIDATION_ERROR' }]],
	['a list of statuses', { data: [{ status: 400, message: 'x' }, { status: 201 }] }],
])('%s is refused, never taken for an empty list', async (_, body) => {
	eso.emulator.setFault(() => answers(body));
	const run = await getMany({ returnAll: true });
	expect(run.status).toBe('error');
	expect(run.error?.message).toMatch(/in a shape that this version of the node does not know/);
});

test('one fault on the way is repeated; a page that stays away costs the whole item', async () => {
	await createLeads(eso, leadItems(250));
	eso.emulator.setFault(({ index }) =>
		index === 2 ? { kind: 'truncatedJson', stores: true } : undefined,
	);
	expect(getNumbers((await getMany({ returnAll: true })).items)).toEqual(numbers(250));

	eso.emulator.setFault(({ method, index }) =>
		method === 'GET' && index % 3 === 0 ? undefined : { kind: 'resetBeforeStore' },
	);
	const run = await getMany(
		{ returnAll: true, requestOptions: { maxRetries: 0 } },
		{ onError: 'continueRegularOutput' },
	);
	expect(getJson(run.items)).toEqual([
		{
			error: expect.stringContaining('No usable answer from E-so'),
			details: { code: 'delivery_failed', retryable: true },
		},
	]);
});

describe('filters', () => {
	beforeEach(async () => {
		await createLeads(eso, [
			{ contact_number: '+91 8192829284', name: 'Patel & Söhne', city: 'Pune' },
			...leadItems(3),
		]);
	});

	test('are sent as query parameters, encoded', async () => {
		const run = await getMany(filters(['name', 'Patel & Söhne'], ['city', 'Pune']));
		expect(getNumbers(run.items)).toEqual(['8192829284']);
		expect(queries()).toEqual(['?page=1&limit=50&name=Patel+%26+S%C3%B6hne&city=Pune']);
	});

	test('are read for each input item, which gets its own leads', async () => {
		const items = [{ name: 'Lead 1' }, { name: 'nobody' }, { name: 'Lead 0' }];
		const run = await getMany(filters(['name', '={{ $json.name }}']), { items });
		expect(getNumbers(run.items)).toEqual([storedNumber(1), storedNumber(0)]);
		expect(getLinks(run.items)).toEqual([{ item: 0 }, { item: 2 }]);
	});

	const own = (name: string) =>
		`'${name}' cannot be a filter, since the node uses it for paging. Use 'Return All' or 'Limit'.`;

	test.each([
		[['page', '2'], own('page')],
		[['limit', '2'], own('limit')],
		[['', 'Pune'], 'The filter for "Pune" has no name.'],
		[
			['tags', '={{ [1] }}'],
			`The filter 'tags' is a list of 1: it must be text, a number or a boolean.`,
		],
		[
			['name', '={{ {"a": 1} }}'],
			`The filter 'name' is an object: it must be text, a number or a boolean.`,
		],
	] as Array<[[string, string], string]>)('like %j are refused', async (pair, error) => {
		const run = await getMany(filters(pair), { onError: 'continueRegularOutput' });
		expect(getJson(run.items)).toEqual([
			{ error, details: { code: 'invalid_parameter', retryable: false } },
		]);
		expect(queries()).toEqual([]);
	});

	test.each([
		[['', ''], ''],
		[['vip', '={{ true }}'], '&vip=true'],
		[['score', '={{ 0 }}'], '&score=0'],
		[['city', ''], '&city='],
		[['city', '={{ null }}'], '&city='],
	] as Array<[[string, string], string]>)('like %j are sent as %j', async (pair, query) => {
		await getMany(filters(pair));
		expect(queries()).toEqual([`?page=1&limit=50${query}`]);
	});

	test('of several items list several pages at once', async () => {
		eso.emulator.setFault(({ index }) => (index > 0 ? { kind: 'delay', ms: 50 } : undefined));
		await getMany(filters(['city', '={{ $json.city }}']), {
			items: [{ city: 'Pune' }, { city: 'Mumbai' }, { city: 'Delhi' }],
		});
		const asked = eso.emulator.requests.slice(1);
		const answered = asked.map(({ answeredAt = 0 }) => answeredAt);
		expect(asked).toHaveLength(3);
		expect(Math.max(...asked.map(({ arrivedAt }) => arrivedAt))).toBeLessThan(
			Math.min(...answered),
		);
	});
});

describe('Simplify', () => {
	const lead = {
		id: 7,
		contact_number: 8192829284,
		country_code: 91,
		name: 'Patel',
		city: 'Pune',
		created_at: '2026-05-02T12:00:00Z',
		updatedAt: '2026-05-03T12:00:00Z',
		latest_tags: [{ title: 'Customer', color: 'red' }, { title: 'VIP' }],
	};
	const show = async (shown: unknown, simplify: boolean) => {
		eso.emulator.setFault(() => answers([shown]));
		return getJson((await getMany({ limit: 1, simplify })).items);
	};

	test('keeps what identifies the lead, its tags and its dates', async () => {
		expect(await show(lead, true)).toEqual([
			{
				id: 7,
				contact_number: 8192829284,
				country_code: 91,
				name: 'Patel',
				created_at: '2026-05-02T12:00:00Z',
				updatedAt: '2026-05-03T12:00:00Z',
				tags: ['Customer', 'VIP'],
			},
		]);
	});

	test.each<[string, unknown, unknown]>([
		['under any of their names', [{ title: 'a' }, { name: 'b' }, { tag_name: 'c' }, 'd'], 'abcd'],
		['and leaves out what has no name', [{ id: 1 }, null, 'd', 5], 'd'],
		['and none where they are no list', { title: 'a' }, undefined],
	])('reads tags %s', async (_, tags, titles) => {
		const [shown] = await show({ id: 7, tags }, true);
		const expected = typeof titles === 'string' ? { tags: titles.split('') } : {};
		expect(JSON.stringify(shown)).toBe(JSON.stringify({ id: 7, ...expected }));
		expect(Object.keys(shown as object)).toEqual(['id', ...Object.keys(expected)]);
	});

	test('shows the first thousand tags of a lead', async () => {
		const tags = Array.from({ length: 1_500 }, (_, index) => `tag ${index}`);
		expect(await show({ id: 7, tags }, true)).toEqual([{ id: 7, tags: tags.slice(0, 1_000) }]);
	});

	test('leaves a lead as it is if none of its fields is known', async () => {
		expect(await show({ phone: '1', who: 'Patel' }, true)).toEqual([{ phone: '1', who: 'Patel' }]);
	});

	test('can be turned off', async () => {
		expect(await show(lead, false)).toEqual([lead]);
	});
});

test('the other path prefix is used when it is chosen', async () => {
	await getMany({ requestOptions: { pathPrefix: '/api/v1' } });
	expect(eso.emulator.requests.map(({ path }) => path)).toEqual(['/api/v1/leads']);
});

test('a wrong token stops the list', async () => {
	const run = await getMany(
		{},
		{ credentials: { accessToken: 'wrong-token', baseUrl: eso.emulator.url } },
	);
	expect(run.error).toMatchObject({
		name: 'NodeApiError',
		message: expect.stringContaining('UnAuthorized Access-Token!'),
	});
});

describe('a list that does not end', () => {
	const rows = (from: number, to: number) =>
		Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => ({
			id: from + (to > from ? i : -i),
		}));
	const all = { returnAll: true };

	test.each<[string, (page: number) => unknown]>([
		[
			'alternates between two pages',
			(page) => rows(page % 2 === 0 ? 1 : 200, page % 2 === 0 ? 100 : 299),
		],
		[
			'goes round in a circle of three',
			(page) => rows((page % 3) * 100 + 1, (page % 3) * 100 + 100),
		],
		['clamps its pages to the last one', (page) => (page === 1 ? rows(1, 100) : rows(101, 150))],
		['has rows without an ID, over and over', (page) => [{ name: 'A' }, { name: `B${page % 2}` }]],
	])(
		'since it %s: each lead comes out once, and the requests come to an end',
		async (_, answer) => {
			eso.emulator.setFault(({ index }) => answers(answer(index + 1)));
			const run = await runEach(eso, 'getMany', { items: [{}], parameters: all });
			expect(run.status).toBe('success');
			const keys = run.items.map(({ json }) => json.id ?? json.name);
			expect(new Set(keys).size).toBe(keys.length);
			expect(eso.emulator.requests.length).toBeLessThanOrEqual(4);
		},
	);

	test.each<[string, (page: number) => unknown]>([
		['ignores the number of the page', () => rows(1, 100)],
		['ignores it, with a new lead on top each time', (page) => rows(1_000 + page, 901 + page)],
		[
			'mixes each page with the first',
			(page) => [...rows(1, 50), ...rows(page * 50, page * 50 + 49)],
		],
		['says that there are more', () => ({ total: 250, data: rows(1, 20) })],
	])('since it %s: the part is not passed off as the list', async (_, answer) => {
		eso.emulator.setFault(({ index }) => answers(answer(index + 1)));
		const run = await runEach(eso, 'getMany', {
			items: [{}],
			parameters: all,
			onError: 'continueRegularOutput',
		});
		expect(getJson(run.items)).toMatchObject([{ details: { code: 'unexpected_answer' } }]);
		expect(eso.emulator.requests.length).toBeLessThanOrEqual(8);
	});

	test('but a short first page that repeats is taken as the whole list', async () => {
		eso.emulator.setFault(() => answers(rows(1, 99)));
		const run = await runEach(eso, 'getMany', { items: [{}], parameters: all });
		expect(run.items).toHaveLength(99);
		expect(eso.emulator.requests).toHaveLength(2);
	});

	test('a list that grows at its top while it is read loses no lead and repeats none', async () => {
		eso.emulator.setFault(({ index }) =>
			answers(index > 3 ? [] : rows(300 - index * 95, 201 - index * 95)),
		);
		const run = await runEach(eso, 'getMany', { items: [{}], parameters: all });
		const ids = run.items.map(({ json }) => json.id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toHaveLength(385);
	});
});
