import { readRetryAfter } from '../../../nodes/EsoLeads/delivery/ports';
import { START } from '../../support/delivery/virtualClock';

function httpDate(msFromNow: number): string {
	return new Date(START + msFromNow).toUTCString();
}

describe('Retry-After in seconds is obeyed', () => {
	it.each([
		['1', 1_000],
		['5', 5_000],
		['120', 120_000],
		['007', 7_000],
		['2.5', 2_500],
		['2.125', 2_125],
		[' 5 ', 5_000],
		[5, 5_000],
	])('%j: %i ms', (header, waitMs) => {
		expect(readRetryAfter(header, START)).toBe(waitMs);
	});

	it.each(['0', '0.2', 0])('%j: not less than a second', (header) => {
		expect(readRetryAfter(header, START)).toBe(1_000);
	});

	it.each([
		['121', 121_000],
		[3_600, 3_600_000],
		['999999999', 999_999_999_000],
		['1'.repeat(400), Infinity],
	])('%s: in full, however long', (header, waitMs) => {
		expect(readRetryAfter(header, START)).toBe(waitMs);
	});
});

describe('Retry-After as an HTTP date is obeyed', () => {
	it.each([
		['the usual form', httpDate(30_000), 30_000],
		['the old form', 'Saturday, 02-May-26 12:00:45 GMT', 45_000],
		['the oldest form, which names no zone', 'Sat May  2 12:00:45 2026', 45_000],
		['a time that has passed: a second', httpDate(-60_000), 1_000],
		['now: a second', httpDate(0), 1_000],
		['a day ahead', httpDate(86_400_000), 86_400_000],
	])('%s', (_, header, waitMs) => {
		expect(readRetryAfter(header, START)).toBe(waitMs);
	});

	it('from the very millisecond of the answer', () => {
		expect(readRetryAfter(httpDate(30_000), START + 100)).toBe(29_900);
	});
});

describe('of a header that comes more than once, the first counts', () => {
	it.each([
		[['3', '9'], 3_000],
		[[httpDate(9_000), '3'], 9_000],
		[[4], 4_000],
	])('%j: %i ms', (header, waitMs) => {
		expect(readRetryAfter(header, START)).toBe(waitMs);
	});
});

describe('what cannot be read is as good as no header', () => {
	it.each([
		undefined,
		null,
		'',
		'   ',
		'soon',
		'-5',
		'+5',
		'1e3',
		'0x10',
		'5s',
		'5, 6',
		'Infinity',
		'NaN',
		'٥',
		'2026-05-02T12:00:30Z',
		'May 2026',
		'Monday',
		'on Sat, 02 May 2026 12:00:30 GMT',
		'Sat, 99 Xyz 2026 99:99:99 GMT',
		NaN,
		Infinity,
		-3,
		true,
		{},
		[],
		[''],
		[[]],
	])('%j', (header) => {
		expect(readRetryAfter(header, START)).toBeUndefined();
	});
});
