import { createSeenNumbers } from '../../../nodes/EsoLeads/lead/duplicates';
import { seededRandom } from '../../support/delivery/seededRandom';

const create = () => createSeenNumbers(seededRandom(1));
const number = (digits: string, countryCode = 91) => ({ digits, countryCode });

test('the first of two equal numbers stays, and the others say which item it was', () => {
	const seen = create();
	expect(seen.enter(number('8192829284'), 0)).toBeUndefined();
	expect(seen.enter(number('8192829284'), 8)).toEqual({ place: 0, isOfOtherCountry: false });
	expect(seen.enter(number('8192829284'), 9)).toEqual({ place: 0, isOfOtherCountry: false });
});

test('numbers that differ in one digit are two contacts', () => {
	const seen = create();
	seen.enter(number('8192829284'), 0);
	expect(seen.enter(number('8192829285'), 1)).toBeUndefined();
});

test('a leading zero makes no second contact, since the channel key cannot hold it', () => {
	const seen = create();
	seen.enter(number('0669821234', 39), 0);
	expect(seen.enter(number('669821234', 39), 1)?.place).toBe(0);
});

test('numbers of 14 digits are told apart to the last digit', () => {
	const seen = create();
	seen.enter(number('99999999999998'), 0);
	expect(seen.enter(number('99999999999999'), 1)).toBeUndefined();
});

test('one run does not remember another run’s numbers', () => {
	create().enter(number('8192829284'), 0);
	expect(create().enter(number('8192829284'), 0)).toBeUndefined();
});

test('equal digits of two countries are reported as such', () => {
	const seen = create();
	seen.enter(number('9012345678', 234), 3);
	expect(seen.enter(number('9012345678', 91), 4)).toEqual({ place: 3, isOfOtherCountry: true });
	expect(seen.enter(number('9012345678', 234), 5)).toEqual({ place: 3, isOfOtherCountry: false });
});

test.each([
	['55', '11987654321', '1187654321', 'Brazil’s ninth digit'],
	['54', '91166773399', '1166773399', 'Argentina’s 9'],
])('in +%s, %s and %s are one person: %s', (code, long, short) => {
	for (const [first, second] of [
		[long, short],
		[short, long],
	] as const) {
		const seen = create();
		seen.enter(number(first, Number(code)), 0);
		expect(seen.enter(number(second, Number(code)), 1)).toEqual({
			place: 0,
			isOfOtherCountry: false,
		});
	}
});

test.each([
	['another country', number('11987654321', 55), number('1187654321', 91)],
	['a landline', number('1131234567', 55), number('11931234567', 55)],
	['a country without a ninth digit', number('11987654321', 91), number('1187654321', 91)],
])('with %s the other spelling is another person', (_, first, second) => {
	const seen = create();
	seen.enter(first, 0);
	expect(seen.enter(second, 1)).toBeUndefined();
});
