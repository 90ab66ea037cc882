import type { LeadsQuery } from '../../../../nodes/EsoLeads/operations/shared/shownLeads';
import { listLeads } from '../../../../nodes/EsoLeads/operations/shared/shownLeads';
import type { Answer, ItemClient } from '../../../../nodes/EsoLeads/operations/shared/perItem';

const accepted = (answer: unknown): Answer => ({
	kind: 'accepted',
	statusCode: 200,
	message: '',
	answer,
});

/** Leads with the IDs `from` to `to`. */
const rows = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => ({ id: from + index }));

/** Lists what E-so answers page by page, counted from 1; pages beyond the last given are empty. */
async function list(
	toPage: ((page: number) => unknown) | readonly unknown[],
	limit: LeadsQuery['limit'] = Infinity,
) {
	let page = 0;
	const client: Pick<ItemClient, 'read'> = {
		read: async () => {
			page += 1;
			const body = typeof toPage === 'function' ? toPage(page) : (toPage[page - 1] ?? []);
			return accepted(body);
		},
	};
	const query = { kind: 'query', limit, filters: [] } as const;
	const listed = await listLeads(query, client as ItemClient, 'documented');
	if (listed.kind === 'failed') return { refused: listed.failure.message, pages: page };
	expect(listed.kind).toBe('listed');
	return { leads: listed.leads, pages: page };
}

const endless = (page: string, leads: string, cap = "turn off 'Return All' and set 'Limit'") =>
	`E-so's list of leads does not come to an end: after page ${page} there were ${leads} leads, and E-so went on. To get a part of them, ${cap} to at most ${leads}, or use 'Filters'.`;

describe('two leads are taken for one only if they are the same', () => {
	test.each([
		['IDs as numbers and as text', [{ id: 1 }, { id: '2' }]],
		['IDs of 16 digits', [{ id: '9007199254740992' }, { id: '9007199254740993' }]],
		['IDs that begin with 0', [{ id: '01' }, { id: '001' }, { id: '1' }]],
		['IDs that begin with letters', [{ id: 'A1' }, { id: 'B1' }]],
		['IDs that end with letters', [{ id: '1A' }, { id: '1B' }]],
		['an ID, and a number of the same digits', [{ id: 1 }, { contact_number: '1' }]],
		['contact numbers', [{ contact_number: 8192829284 }, { contact_number: '8192829285' }]],
		['neither, and names of the same length', [{ name: 'Asha' }, { name: 'Ravi' }]],
	])('%s', async (_, leads) => {
		expect(await list([leads, leads])).toEqual({ leads, pages: 2 });
	});

	test.each([
		['the same ID', { id: '7', name: 'Asha' }, { id: 7, name: 'Asha Rao' }],
		['the same contact number', { contact_number: '81', v: 1 }, { contact_number: 81, v: 2 }],
		['the same fields', { name: 'Asha' }, { name: 'Asha' }],
	])('%s: the first stays', async (_, first, second) => {
		expect(await list([[first, second, { id: 1 }]])).toMatchObject({ leads: [first, { id: 1 }] });
	});
});

describe('a list is whole', () => {
	test.each<[string, unknown[], number, number]>([
		['after an empty page', [rows(1, 100)], 100, 2],
		[
			'as soon as it has as many as it says it has',
			[
				{ total: 20, data: rows(1, 20) },
				{ total: 20, data: [] },
			],
			20,
			2,
		],
		[
			'when a page after the second only repeats',
			[rows(1, 100), rows(101, 200), rows(1, 100)],
			200,
			3,
		],
		[
			'though half of each page repeats the one before',
			Array.from({ length: 6 }, (_, page) => rows(5 * page + 1, 5 * page + 10)),
			35,
			7,
		],
		[
			'though two pages in a row hardly have anything new, and two later on',
			[rows(1, 10), rows(4, 13), rows(7, 16), rows(17, 26), rows(20, 29), rows(23, 32)],
			32,
			7,
		],
		[
			'though more than a quarter of a short list repeats',
			Array.from({ length: 6 }, (_, page) => rows(6 * page + 1, 6 * page + 10)),
			40,
			7,
		],
		[
			'though many leads of a long list repeat, less than a quarter',
			Array.from({ length: 14 }, (_, page) => rows(80 * page + 1, 80 * page + 100)),
			1_140,
			15,
		],
	])('%s', async (_, answers, count, pages) => {
		expect(await list(answers)).toEqual({ leads: rows(1, count), pages });
	});
});

describe('a list that does not come to an end is told with what there is of it', () => {
	test('when three pages in a row hardly have anything new', async () => {
		expect(await list((page) => rows(4 * page, 4 * page + 9))).toEqual({
			refused: endless('4', '22'),
			pages: 4,
		});
	});

	test('when more than 200 leads repeat, which is more than a quarter', async () => {
		expect(await list((page) => rows(60 * page, 60 * page + 99))).toEqual({
			refused: endless('7', '460'),
			pages: 7,
		});
	});

	test('when it has 10,000 pages', async () => {
		expect(await list((page) => rows(page, page))).toEqual({
			refused: endless('10,000', '10,000'),
			pages: 10_000,
		});
	});

	test("with a lower 'Limit' where there is one, since 'Return All' is off", async () => {
		const listed = await list((page) => rows(4 * page, 4 * page + 9), 1_000);
		expect(listed).toMatchObject({ refused: endless('4', '22', "set 'Limit'") });
	});

	test("and with that 'Limit' its leads come out", async () => {
		const listed = await list((page) => rows(4 * page, 4 * page + 9), 22);
		expect(listed).toEqual({ leads: rows(4, 25), pages: 4 });
	});
});

describe('a part of a list is not passed off as the list, and the message says how to get that part', () => {
	const more = (page: number) =>
		`E-so's list of leads seems to have more than ${page} pages, but page ${page} held nothing new.`;
	const report = 'Please report it, with the version of the node.';

	test.each([
		["by 'Limit' instead of 'Return All'", Infinity, "turn off 'Return All' and set 'Limit'"],
		["by a lower 'Limit'", 1_000, "set 'Limit'"],
	])('%s', async (_, limit, cap) => {
		const { refused } = await list(() => ({ total: 250, data: rows(1, 20) }), limit);
		expect(refused).toBe(`${more(2)} To get what came before, ${cap} to at most 20. ${report}`);
	});

	test('not at all where nothing came', async () => {
		const { refused } = await list([{ total: 250, data: [] }]);
		expect(refused).toBe(`${more(1)} ${report}`);
	});
});

describe('a page without leads to read names itself', () => {
	test.each([
		[
			accepted({ leads: [] }),
			'When asked for page 1 of the leads, E-so answered in a shape that this version of the node does not know. Please report it, with the version of the node.',
		],
		[
			{ kind: 'notFound', statusCode: 404, message: 'Not here!' },
			'E-so has no list of leads, page 1: Not here!',
		],
	] as Array<[Answer, string]>)('%j', async (answer, message) => {
		const client: Pick<ItemClient, 'read'> = { read: async () => answer };
		const query = { kind: 'query', limit: 1, filters: [] } as const;
		expect(await listLeads(query, client as ItemClient, 'documented')).toMatchObject({
			failure: { message },
		});
	});
});
