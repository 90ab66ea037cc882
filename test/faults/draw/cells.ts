import fc from 'fast-check';
import type { GenericValue } from 'n8n-workflow';
import type { RejectionCode } from '../../../nodes/EsoLeads/lead/refusals';
import {
	countrySpellings,
	internationalSpellings,
	nationalSpellings,
	phones,
	type Phone,
	type Spelling,
} from './phones';

/** What an item says of its number and country, and what that comes to. */
export type NumberCells =
	/** A phone. Without `country`, the spelling or the node's default country says where it is. */
	| { kind: 'phone'; phone: Phone; spelling: Spelling; country: string | undefined }
	/** No phone, whatever stands beside it. */
	| { kind: 'bad'; cell: GenericValue; country: GenericValue; code: RejectionCode };

const BAD_CELLS: ReadonlyArray<readonly [GenericValue, RejectionCode]> = [
	['', 'missing_contact_number'],
	[' \u00a0 ', 'missing_contact_number'],
	[null, 'missing_contact_number'],
	[undefined, 'missing_contact_number'],
	['8.19E+09', 'invalid_contact_number'],
	['call me later', 'invalid_contact_number'],
	['#N/A', 'invalid_contact_number'],
	['+91 98450 12345 ext. 7', 'invalid_contact_number'],
	['+91 98450 12345 / +91 98450 12346', 'invalid_contact_number'],
	['1203630215@g.us', 'invalid_contact_number'],
	['+999 123 456 789', 'invalid_contact_number'],
	[-42, 'invalid_contact_number'],
	[NaN, 'invalid_contact_number'],
	[true, 'invalid_contact_number'],
	[{ phone: '+918192829284' }, 'invalid_contact_number'],
	[['+918192829284'], 'invalid_contact_number'],
	['1'.repeat(2_500), 'invalid_contact_number'],
	['\ud800', 'invalid_contact_number'],
];

const badCells: fc.Arbitrary<NumberCells> = fc
	.constantFrom(...BAD_CELLS)
	.map(([cell, code]) => ({ kind: 'bad', cell, country: undefined, code }));

/**
 * A good number beside a calling code that is another one's, or one that needs a country beside what
 * is none.
 */
const badCountries: fc.Arbitrary<NumberCells> = fc
	.constantFrom<
		readonly [GenericValue, GenericValue]
	>(['+918192829284', 44], ['+918192829284', '+1'], ['+918192829284', 'United Kingdom (+44)'], ['8192829284', 'ZZ'], ['8192829284', 'Atlantis'], ['8192829284', '00000'], ['8192829284', true], ['8192829284', { code: 91 }])
	.map(([cell, country]) => ({ kind: 'bad', cell, country, code: 'invalid_country_code' }));

const international: fc.Arbitrary<NumberCells> = fc.record({
	kind: fc.constant('phone' as const),
	phone: phones,
	spelling: internationalSpellings,
	country: fc.oneof(fc.constant(undefined), countrySpellings),
});

const national: fc.Arbitrary<NumberCells> = fc.record({
	kind: fc.constant('phone' as const),
	phone: phones,
	spelling: nationalSpellings,
	country: countrySpellings,
});

/** Written without a country: good or not by the node's default country, which is India or none. */
const countryless: fc.Arbitrary<NumberCells> = fc.record({
	kind: fc.constant('phone' as const),
	phone: phones.filter(({ region }) => region === 'IN'),
	spelling: nationalSpellings,
	country: fc.constant(undefined),
});

/** Number and country as they come out of a form that checks them. */
export const cleanCells: fc.Arbitrary<NumberCells> = fc.record({
	kind: fc.constant('phone' as const),
	phone: phones,
	spelling: fc.constant({ kind: 'international' as const, style: 'plain' }),
	country: fc.constant(undefined),
});

/** As they come out of spreadsheets. */
export const messyCells: fc.Arbitrary<NumberCells> = fc.oneof(
	{ weight: 5, arbitrary: international },
	{ weight: 3, arbitrary: national },
	{ weight: 2, arbitrary: countryless },
	{ weight: 2, arbitrary: badCells },
	{ weight: 1, arbitrary: badCountries },
);
