import { numberOption, systemClock } from '../../../../nodes/EsoLeads/operations/shared/context';

test('a wait that begins after Stop is over at once', async () => {
	const before = performance.now();
	await systemClock.wait(60_000, AbortSignal.abort());
	expect(performance.now() - before).toBeLessThan(10_000);
});

test('Stop ends all waits at once', async () => {
	const stopping = new AbortController();
	const waits = [1, 2, 3].map(async () => await systemClock.wait(60_000, stopping.signal));
	stopping.abort();
	await expect(Promise.all(waits)).resolves.toHaveLength(3);
});

describe('an option that is a number', () => {
	test.each<[unknown, number]>([
		[7, 7],
		['7', 7],
		[1, 1],
		[10, 10],
		[undefined, 5],
		['', 5],
		[null, 5],
	])('%p is read as %p', (value, expected) => {
		expect(numberOption(1, 10, 5).parse(value)).toBe(expected);
	});

	test.each<[unknown, boolean, string]>([
		[0, true, 'it must be a whole number from 1 to 10'],
		[11, true, 'it must be a whole number from 1 to 10'],
		[2.5, true, 'it must be a whole number from 1 to 10'],
		['many', true, 'it must be a whole number from 1 to 10'],
		[{}, true, 'it must be a whole number from 1 to 10'],
		[0.5, false, 'it must be a number from 1 to 10'],
	])('%p is refused (whole: %p): %s', (value, isWhole, message) => {
		expect(numberOption(1, 10, 5, isWhole).safeParse(value).error?.issues[0]).toMatchObject({
			message,
		});
	});

	test('may have decimal places where it says so', () => {
		expect(numberOption(1, 10, 5, false).parse('2.5')).toBe(2.5);
	});
});
