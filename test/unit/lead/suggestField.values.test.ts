import { suggestNumberField } from '../../../nodes/EsoLeads/lead/suggestField';
import { toCountry } from '../../support/lead/rawLead';

describe('what is no phone number does not make a field that of the numbers', () => {
	test.each([
		'2026-11-28',
		'2026.1.28',
		'2026/11/8',
		'28.11.2026',
		'8-11-2026',
		'28/1/2026',
		' 28.11.2026',
		'2026-11-28 10:30',
		'10:30 20261128',
		'1234567.50',
		'1234567,5',
		' 1234567.50 ',
		'123456',
		'123456789012345678',
		`${'x'.repeat(53)}8192829284`,
		true,
		null,
		{ a: 1 },
	])('%j, even in a country whose numbers are short', (value) => {
		// In Germany numbers may have nearly any length, so that dates and amounts would pass for them.
		expect(suggestNumberField([{ a: value }], toCountry('DE'))).toBeUndefined();
	});

	test.each(['8192829284', '819.282.9284', '+91 8192829284', '081928-29284', 8_192_829_284])(
		'but %j does',
		(value) => {
			expect(suggestNumberField([{ a: value }])?.path).toBe('a');
		},
	);
});

test('empty values do not count against a field, other ones do', () => {
	const number = { a: '+918192829284' };
	const suggest = (...others: unknown[]) =>
		suggestNumberField([number, ...others.map((a) => ({ a }))])?.numbers;
	expect(suggest('', null, undefined, '')).toBe(1);
	expect(suggest('Pune')).toBe(1);
	expect(suggest('Pune', 'Goa')).toBeUndefined();
});

test('of a huge list only the beginning is looked at', () => {
	function* records(width: number) {
		const record = Object.fromEntries(Array.from({ length: width }, (_, at) => [`f${at}`, 'x']));
		for (let row = 0; row < 20_000; row += 1) yield { ...record, phone: '+918192829284' };
	}
	expect(suggestNumberField(records(0))?.records).toBe(10_000);
	expect(suggestNumberField(records(99))?.records).toBe(1_000);
});
