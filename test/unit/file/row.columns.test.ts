import { malformedText, matchColumn, nameColumns } from '../../../nodes/EsoLeads/file/row';
import { lookingFor, readRecords } from '../../support/file/readFile';

describe('a column is found as a person would', () => {
	test.each([
		['mobile no.', 'Mobile No.'],
		['Mobile No.', '  mobile  no. '],
		['Mobile No.', 'Mobile\u00a0No.'],
		['Mobile No.', 'MobileNo.'],
		['Mobile No.', '\u200bMobile\u200d No.\ufeff'],
		['Mobile No.', '"Mobile\r\nNo."'],
		['mobile', 'ï»¿Mobile'],
		['mobile', '\ufeff\ufeffMobile'],
		['mobile', 'ï»¿"Mobile"'],
		['mobile', 'я╗┐"Mobile"'],
		['mobile', 'п»їMobile'],
		['sınıf', 'SINIF'],
		['isim', 'ısım'],
		['mobile', 'ď»żMobile'],
		['mobile', 'MOBİLE'],
		['isim', 'ISIM'],
		['Télé', 'Te\u0301le\u0301'],
		['mobile', 'Ｍｏｂｉｌｅ'],
	])('%j in %j', async (wanted, header) => {
		const file = `${header},City\n9819000001,Pune`;
		const [record = {}] = await readRecords(file, lookingFor(wanted));
		expect(record).toEqual({ [wanted]: '9819000001', City: 'Pune' });
	});

	test('exactly first, and otherwise only where one column can be meant', () => {
		expect(matchColumn(['MOBILE', 'mobile'], 'mobile')).toEqual({ kind: 'column', index: 1 });
		expect(matchColumn(['MOBILE', 'mobile'], 'Mobile')).toEqual({
			kind: 'several',
			names: ['MOBILE', 'mobile'],
		});
		expect(matchColumn(['mobile', 'MOBILE'], 'mobile')).toEqual({ kind: 'column', index: 0 });
		expect(matchColumn(['Name', ''], '')).toMatchObject({ kind: 'column' });
		expect(matchColumn(['Name', '\u200b'], ' ')).toEqual({ kind: 'none' });
		expect(matchColumn(['Nameÿþ'], 'name')).toEqual({ kind: 'none' });
		expect(matchColumn(['Name'], 'phone')).toEqual({ kind: 'none' });
	});
});

test('names are tidied, and no two are alike', () => {
	const { names } = nameColumns(['Full\nName', ' Full  Name ', 'Full Name_2', 'a', 'a', 'a'], []);
	expect(names).toEqual(['Full Name', 'Full Name_3', 'Full Name_2', 'a', 'a_2', 'a_3']);
});

describe('a name stays with the column that has it in the file, and no name is given twice', () => {
	test.each([
		[
			['phone', 'phone', 'phone_2'],
			['phone', 'phone_3', 'phone_2'],
		],
		[
			['a', 'a_2', 'a', 'a'],
			['a', 'a_2', 'a_3', 'a_4'],
		],
		[
			['a', 'a', 'A', 'a_2', 'A', 'A_3'],
			['a', 'a_4', 'A', 'a_2', 'A_5', 'A_3'],
		],
		[
			['', 'column_1', ''],
			['column_1_2', 'column_1', 'column_3'],
		],
		[
			['', 'Column_1', '__proto__', 'column_1_2'],
			['column_1_3', 'Column_1', 'column_3', 'column_1_2'],
		],
		[
			['Phone', 'Phone', 'PHONE 2', 'phone_2'],
			['Phone', 'Phone_3', 'PHONE 2', 'phone_2'],
		],
	])('%j', (header, names) => {
		expect(nameColumns(header, []).names).toEqual(names);
	});

	test('though the parameters spell it otherwise', () => {
		const header = ['phone', 'phone', 'PHONE_2', '', 'Column 4', 'COLUMN_4'];
		expect(nameColumns(header, ['phone_2', 'column_4']).names).toEqual([
			...['phone', 'phone_3', 'phone_2'],
			...['column_4_2', 'Column 4', 'column_4'],
		]);
		expect(nameColumns(['Mobile', 'City'], ['mobile', 'MOBILE', 'city']).names).toEqual([
			'mobile',
			'city',
		]);
	});

	test('so that the number of one person does not go to another', async () => {
		const file = 'phone,phone,phone_2\n+911,+912,+919876543210';
		const [record = {}] = await readRecords(file, lookingFor('phone_2'));
		expect(record).toEqual({ phone: '+911', phone_3: '+912', phone_2: '+919876543210' });
		const [nameless = {}] = await readRecords(',column_1\nAsha,98', lookingFor('column_1'));
		expect(nameless).toEqual({ column_1_2: 'Asha', column_1: '98' });
	});
});

test('a byte order mark is no part of a name, though it was read wrongly twice', () => {
	expect(nameColumns(['ï»¿ï»¿Mobile', '\ufeffCity'], []).names).toEqual(['Mobile', 'City']);
});

test('of a row that cannot be read 500 characters are shown', () => {
	const show = (text: string) => malformedText(1, text, 'why').json.row;
	const text = 'x'.repeat(500);
	expect([show(` ${'y'} \r\n`), show(`${text}\n`), show(`${text}y`)]).toEqual([
		' y',
		text,
		`${text}…`,
	]);
});

test('20,000 columns of one name take no longer than others', () => {
	const { names } = nameColumns(
		Array.from({ length: 20_000 }, () => 'note'),
		[],
	);
	expect(new Set(names).size).toBe(20_000);
	expect(names.at(-1)).toBe('note_20000');
	const given = Array.from({ length: 10_000 }, (_, index) => `note_${index + 2}`);
	const copies = Array.from({ length: 10_000 }, () => 'note');
	expect(nameColumns([...copies, ...given], []).names[9_999]).toBe('note_20000');
});
