import type { IDataObject } from 'n8n-workflow';

/** Ways in which people write one Indian mobile number; the first are the most common in sheets. */
const SPELLINGS: ReadonlyArray<(national: string) => string> = [
	(national) => national,
	(national) => `+91 ${national.slice(0, 5)} ${national.slice(5)}`,
	(national) => `91${national}`,
	(national) => `0${national}`,
	(national) => `+91${national}`,
	(national) => `+91-${national}`,
	(national) => `0091 ${national}`,
	(national) => `(+91) ${national}`,
	(national) => `${national}.0`,
	(national) => `https://wa.me/91${national}`,
];

/** Ranges of Indian mobile numbers that are in use. */
const MOBILE_RANGES = [
	'9876',
	'9823',
	'8192',
	'7044',
	'9967',
	'8806',
	'6290',
	'9945',
	'7259',
	'8130',
	'9007',
];

/**
 * `count` leads with distinct numbers (up to a million), as a sheet has them. The same on every run.
 *
 * @param from the index of the first.
 */
export function messyLeads(count: number, from = 0): IDataObject[] {
	return Array.from({ length: count }, (_, place) => {
		const index = from + place;
		const range = MOBILE_RANGES[index % MOBILE_RANGES.length] ?? '';
		// One in fifty is a landline in Mumbai.
		const first = index % 50 === 49 ? '2223' : range;
		// A step prime to a million visits every ending once, out of order, as in real sheets.
		const national = first + String((index * 654_321) % 1_000_000).padStart(10 - first.length, '0');
		const spell = SPELLINGS[index % SPELLINGS.length] ?? String;
		return {
			Mobile: spell(national),
			Name: `Lead ${index}`,
			City: index % 3 === 0 ? 'Pune' : 'Mumbai',
			'Opt In': index % 2 === 0,
			Score: index % 100,
		};
	});
}
