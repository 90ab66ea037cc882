import { MAX_ROW_CHARACTERS } from '../../../nodes/EsoLeads/file/row';
import { MissingColumn, UnreadableFile } from '../../../nodes/EsoLeads/file/unreadable';
import { lookingFor, readMalformedLines, readFile, readRecords } from '../../support/file/readFile';

const leads = [
	{ mobile: '9819000001', name: 'Asha "A" \\ Rao', tags: [{ id: 1 }] },
	{ mobile: '9819000002', name: 'Ravi } ] {' },
];
const line = (lead: object) => JSON.stringify(lead);
const lines = leads.map(line);

describe('JSON is read as what it is, by its first character', () => {
	test.each([
		['a list in one line', line(leads)],
		['a list over lines', JSON.stringify(leads, null, 2)],
		['a list with an object a line', `[\n${lines.join(',\n')}\n]\n`],
		['an object that holds a list', line({ status: 200, data: leads })],
		[
			'a list deep inside',
			JSON.stringify({ payload: { meta: { page: 1 }, data: leads } }, null, 1),
		],
		['behind another list', line({ fields: [{ id: 'mobile' }], records: leads, total: 2 })],
		['NDJSON', lines.join('\n')],
		['NDJSON with commas', `${lines.join(',\n')},\n`],
		['a JSON text sequence', lines.map((text) => `\x1e${text}\n`).join('')],
		['objects over several lines', leads.map((lead) => JSON.stringify(lead, null, 2)).join('\n')],
		['objects side by side', lines.join(' ')],
		['behind a byte order mark and blanks', `\ufeff \n ${line(leads)}`],
	])('%s', async (_, file) => {
		for (const chunkCharacters of [1, 7, undefined]) {
			expect(await readRecords(file, lookingFor('mobile'), chunkCharacters)).toEqual(leads);
		}
	});

	test('one object is one lead, be it over many lines', async () => {
		const [first] = leads;
		expect(await readRecords(line(first ?? {}), lookingFor('mobile'))).toEqual([first]);
		const pretty = JSON.stringify(first, null, 2);
		expect(await readRecords(pretty, lookingFor('mobile'))).toEqual([first]);
	});

	test('a list begins anywhere in UTF-16 or an old encoding, too', async () => {
		const utf16 = Buffer.from(line(leads), 'utf16le');
		expect(await readRecords(utf16, lookingFor('mobile'))).toEqual(leads);
	});
});

test('the objects of a list are counted, since they can share a line', async () => {
	const rows = await readFile(line(leads), lookingFor('mobile'));
	expect(rows.map((row) => row.line)).toEqual([1, 2]);
});

describe('what is no object in a list costs itself only', () => {
	test.each<[string, string, number[]]>([
		['a value', '[{"mobile":1},5,"x",null,[1],{"mobile":2}]', [2, 3, 4, 5]],
		['an object that is none', '[{"mobile":1},{"mobile":},{"mobile":2}]', [2]],
		['a text with a line break in it', '[{"mobile":1},{"mobile":"a\nb"},{"mobile":2}]', [2]],
	])('%s', async (_, file, malformed) => {
		for (const chunkCharacters of [1, undefined]) {
			expect(await readMalformedLines(file, lookingFor('mobile'), chunkCharacters)).toEqual(
				malformed,
			);
		}
		expect((await readFile(file, lookingFor('mobile'))).at(-1)?.json).toEqual({ mobile: 2 });
	});

	test('an object that is too long', async () => {
		const long = 'x'.repeat(MAX_ROW_CHARACTERS + 70_000);
		const file = line([{ mobile: 1 }, { mobile: long }, { mobile: 2 }]);
		const rows = await readFile(file, lookingFor('mobile'));
		expect(rows.map(({ kind }) => kind)).toEqual(['record', 'malformed', 'record']);
	});

	test.each([
		['within an object', '[{"mobile":1},{"mobile":2'],
		['within a text', '[{"mobile":1},{"mobile":"98'],
		['between objects', '[{"mobile":1},'],
	])('a file that was cut off %s says so', async (_, file) => {
		const rows = await readFile(file, lookingFor('mobile'));
		expect(rows).toMatchObject([
			{ kind: 'record' },
			{
				kind: 'malformed',
				line: 2,
				reason: 'The file ends in the middle of its JSON. Export it again.',
			},
		]);
	});
});

describe('nothing after a list is lost', () => {
	const [first = {}, second = {}] = leads;
	const page = (lead: object, key = 'data') => line({ page: 1, [key]: [lead], links: [{ id: 1 }] });
	test.each([
		['a second list', `${line([first])}\n${line([second])}\n`],
		['a second list in the same line', line([first]) + line([second])],
		['an object behind a list', `${line([first])},${line(second)}`],
		['NULs at the end', `${line(leads)}\0\0`],
		['answers in a line each', `${page(first)}\n${page(second)}\n`],
		['answers over many lines', [first, second].map((lead) => line({ a: [lead] })).join('\n\n')],
		['answers in a list', line([{ data: [first] }, { data: [second] }]).slice(1, -1)],
		['groups of leads', line({ groups: [{ of: [first] }, { id: 2, of: [] }, { of: [second] }] })],
	])('%s', async (_, file) => {
		for (const chunkCharacters of [1, 7, undefined]) {
			expect(await readRecords(file, lookingFor('mobile'), chunkCharacters)).toEqual(leads);
		}
	});

	test.each([
		['under another name', line({ active: [first], 'un"subscribed': [second], log: [{ id: 1 }] })],
		['in an object of another list', line({ a: [first], pages: [{ a: [second] }] })],
		['in an answer that has an object for a list', line({ a: [first] }) + line({ a: second })],
	])('leads %s are not sent, and not passed over in silence', async (_, file) => {
		for (const chunkCharacters of [1, 7, undefined]) {
			const rows = await readFile(file, lookingFor('mobile'), chunkCharacters);
			expect(rows).toMatchObject([
				{ kind: 'record', json: first },
				{ kind: 'malformed', line: 2, reason: expect.stringMatching(/outside the list.*own\.$/) },
			]);
		}
	});

	test('what follows a list and is no JSON', async () => {
		expect(await readMalformedLines(`${line(leads)};`, lookingFor('mobile'))).toEqual([3]);
	});

	test('an answer with an empty list has no rows', async () => {
		expect(await readFile('{"data":[],"meta":{"total":0}}', lookingFor('mobile'))).toEqual([]);
	});
});

test('a field that no object has stops the run before anything is read, and the message lists the fields', async () => {
	const error: unknown = await readFile(line(leads), lookingFor('phone')).catch(
		(thrown: unknown) => thrown,
	);
	expect(error).toBeInstanceOf(MissingColumn);
	expect(error).toMatchObject({ columns: ['mobile', 'name', 'tags'], samples: leads });
});

test('a field that only some objects have, or that is written otherwise, is found', async () => {
	const file = line([{ name: 'x' }, { Mobile: 1 }, { name: 'y' }]);
	expect(await readRecords(file, lookingFor('mobile'))).toEqual([
		{ name: 'x' },
		{ mobile: 1 },
		{ name: 'y' },
	]);
	const nested = line([{ contact: { phone: 1 } }]);
	expect(await readRecords(nested, lookingFor('contact.phone'))).toHaveLength(1);
});

describe('JSON without objects is refused as a whole', () => {
	test.each([
		'[["phone"],["+919819000001"]]',
		'[1,2,3]',
		'["a","b"]',
		'{"a":[1,2]}',
		'[null]',
		'[{"mobile":"98',
	])('%s', async (file) => {
		const reading = readFile(file, lookingFor('mobile'));
		await expect(reading).rejects.toThrow(UnreadableFile);
	});
});
