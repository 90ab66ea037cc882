import { getNumberingPlan, parseAbroad } from '../../../../nodes/EsoLeads/lead/phone/numberingPlan';
import { readPhone } from '../../../support/lead/readPhone';

test.each([
	['706858', 'JE', '+44 1534706858'],
	['07797 712345', 'JE', '+44 7797712345'],
	['011 5202 7547', 'AR', '+54 1152027547'],
	['011 15 5202 7547', 'AR', '+54 91152027547'],
	['0 11 3123-4567', 'BR', '+55 1131234567'],
	['0 21 11 3123-4567', 'BR', '+55 1131234567'],
	['05 601 234 5678', 'CO', '+57 6012345678'],
	['863 200-12-34', 'RU', '+7 8632001234'],
	['8 863 200-12-34', 'RU', '+7 8632001234'],
])('%s, as it is dialled in %s, is %s', (cell, defaultCountry, expected) => {
	expect(readPhone(cell, { defaultCountry })).toBe(expected);
});

test('a landline of Argentina with a bracketed zero does not become a mobile number', () => {
	expect(readPhone('+54 (0)11 5202 7547')).toBe('+54 1152027547');
});

test('six digits are a number of Jersey only there, not in the rest of its calling code', () => {
	expect(getNumberingPlan('44', 'JE')?.stripPrefix('706858')).toBe('1534706858');
	expect(getNumberingPlan('44', 'GB')?.stripPrefix('706858')).toBe('706858');
	expect(getNumberingPlan('44')?.stripPrefix('706858')).toBe('706858');
});

test.each([
	['57', '056012345678', '6012345678'],
	['55', '0151198765432', '1198765432'],
])('in +%s %s is dialled with a zero and a carrier code before %s', (code, digits, national) => {
	expect(getNumberingPlan(code)?.stripPrefix(digits)).toBe(national);
});

test.each([
	['0571234567', '571234567'],
	['093173197', '93173197'],
])(
	'what looks like a carrier code of Colombia in %s belongs to %s if no number follows it',
	(digits, national) => {
		expect(getNumberingPlan('57')?.stripPrefix(digits)).toBe(national);
	},
);

test.each([
	['7', '8632001234'],
	['81', '0077102747'],
])('in +%s %s is complete only with the digits that look like a prefix', (code, digits) => {
	expect(getNumberingPlan(code)?.stripPrefix(digits)).toBe(digits);
});

test.each([
	['55', '0367'],
	['54', '02013'],
	['44', '02370'],
	['91', '08399'],
	['7', '8461'],
])('in +%s %s is too short to have a prefix, and is quoted as it is written', (code, digits) => {
	expect(getNumberingPlan(code)?.stripPrefix(digits)).toBe(digits);
});

test('a satellite network has no international prefix, and its digits are kept', () => {
	expect(getNumberingPlan('870')?.stripInternationalPrefix('00491234')).toBeUndefined();
	expect(getNumberingPlan('870')?.stripPrefix('0773111632')).toBe('0773111632');
});

test.each([
	['+378 12345', '8 or 10', 5],
	['+27 123', '5 to 9', 3],
	['+231 12345', '7 to 9', 5],
	['+84 1234567', '9 or 10', 7],
])('%s is too short, and the lengths %s are named in ascending order', (cell, lengths, count) => {
	const [code] = cell.split(' ');
	expect(readPhone(cell)).toBe(
		`invalid_contact_number: 'phone' holds "${cell}": it is too short (${code} is followed by ${lengths} digits, here by ${count}). Check for missing digits.`,
	);
});

test('a number that only WhatsApp in Brazil still knows counts as mobile', () => {
	expect(getNumberingPlan('55')?.getType('1187654321')).toBe('mobile');
	expect(getNumberingPlan('55')?.getType('1131234567')).toBe('fixedLine');
});

test('digits that fit a type but not the numbers of their country are not in use', () => {
	expect(getNumberingPlan('49')?.getType('494998518')).toBeUndefined();
	expect(getNumberingPlan('49')?.getType('494922485098431')).toBeUndefined();
});

test.each([
	['440 9456 935000', '9456935000'],
	['49 0098518', '0098518'],
])('of %s the part with a length in use is the number, in use or not: %s', (digits, national) => {
	const number = parseAbroad(digits.replace(/\D/g, ''));
	expect(number).toMatchObject({ national, type: undefined });
});
