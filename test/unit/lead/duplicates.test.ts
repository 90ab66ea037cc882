import { createSeenNumbers } from '../../../nodes/EsoLeads/lead/duplicates';

test('the first of two equal numbers stays, and the second learns which item it was', () => {
	const seen = createSeenNumbers();
	expect(seen.firstPlaceOf('8192829284', 3)).toBeUndefined();
	expect(seen.firstPlaceOf('8192829284', 8)).toBe(3);
	expect(seen.firstPlaceOf('8192829284', 9)).toBe(3);
});

test('the first item of all counts, although its index is 0', () => {
	const seen = createSeenNumbers();
	seen.firstPlaceOf('8192829284', 0);
	expect(seen.firstPlaceOf('8192829284', 1)).toBe(0);
	expect(seen.firstPlaceOf('8192829284', 2)).toBe(0);
});

test('numbers that differ in one digit are two contacts', () => {
	const seen = createSeenNumbers();
	seen.firstPlaceOf('8192829284', 0);
	expect(seen.firstPlaceOf('8192829285', 1)).toBeUndefined();
});

test('a leading zero makes no second contact, since the channel key cannot hold it', () => {
	const seen = createSeenNumbers();
	seen.firstPlaceOf('0669821234', 0);
	expect(seen.firstPlaceOf('669821234', 1)).toBe(0);
});

test('numbers of 15 digits are told apart to the last digit', () => {
	const seen = createSeenNumbers();
	seen.firstPlaceOf('999999999999998', 0);
	expect(seen.firstPlaceOf('999999999999999', 1)).toBeUndefined();
});

test('one run does not remember another run’s numbers', () => {
	createSeenNumbers().firstPlaceOf('8192829284', 0);
	expect(createSeenNumbers().firstPlaceOf('8192829284', 0)).toBeUndefined();
});
