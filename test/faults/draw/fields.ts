import fc from 'fast-check';
import type { GenericValue } from 'n8n-workflow';

/** A value that the API takes. */
export type Primitive = string | number | boolean;

/** A custom field as an item has it, and what of it should reach E-so. */
export interface Field {
	name: string;
	value: GenericValue;
	/** What `value` is, by the design: a primitive, nothing, nested values, or nothing that can be sent. */
	is: 'primitive' | 'absent' | 'nested' | 'failedWith';
	/** Of nested values: what each comes to when it is flattened, by the rest of its name. */
	flat: ReadonlyArray<readonly [string, Primitive]>;
}

const NAMES = ['name', 'Name', 'City Name', 'city', 'address', 'note', 'Plan', 'नाम'];

/** Names that E-so, JavaScript or this node has a use for. */
const HOSTILE_NAMES = [
	...['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''],
	...['origin', 'ORIGIN', 'Country_Code', 'Contact-Me', 'data', 'toISO', 'a.b', 'list[0]', 'İ'],
];

const TEXTS = ['Asha', 'पटेल', 'Asha "A" Patel', 'x', '', 'Mumbai, Andheri East'];

const HOSTILE_TEXTS = [
	...['\ud800', '\u202eevil', '\u0000', '={{ $json.name }}', '"}]}', '=1+1', 'null'],
	...['\u2028', '😀'.repeat(30), 'é'.repeat(120), '<script>', 'a\r\nAuthorization: Bearer b'],
];

function field(
	value: GenericValue,
	is: Field['is'],
	flat: Field['flat'] = [],
): Omit<Field, 'name'> {
	return { value, is, flat };
}

const primitives = fc
	.constantFrom<Primitive>(...TEXTS, 0, 42, -1.5, 1e21, true, false)
	.map((value) => field(value, 'primitive'));

const odd = fc.constantFrom(
	...HOSTILE_TEXTS.map((text) => field(text, 'primitive')),
	field(null, 'absent'),
	field(undefined, 'absent'),
	field(NaN, 'failedWith'),
	field(-Infinity, 'failedWith'),
	field({ city: 'Pune', zip: 411001 }, 'nested', [
		['city', 'Pune'],
		['zip', 411001],
	]),
	field({ geo: { lat: 18.5, known: true }, none: null }, 'nested', [
		['geo_lat', 18.5],
		['geo_known', true],
	]),
	field(['a', 'b'], 'nested', [
		['0', 'a'],
		['1', 'b'],
	]),
	field({}, 'absent'),
	field([], 'absent'),
);

function drawFields(
	names: readonly string[],
	values: fc.Arbitrary<Omit<Field, 'name'>>,
): fc.Arbitrary<Field[]> {
	const one = fc
		.tuple(fc.constantFrom(...names), values)
		.map(([name, value]) => ({ name, ...value }));
	return fc.uniqueArray(one, { selector: ({ name }) => name, maxLength: 4 });
}

/** What an item carries that was rejected before and is looped back: no custom field. */
const LOOPED_BACK: Field = {
	name: 'rejection',
	...field({ code: 'not_sent', message: 'Not sent', retryable: true }, 'absent'),
};

/** Text, numbers and booleans under names that nobody minds. */
export const cleanFields = drawFields(['name', 'city', 'note'], primitives);

/** As databases and spreadsheets have them. */
export const messyFields = fc
	.tuple(drawFields(NAMES, fc.oneof({ weight: 4, arbitrary: primitives }, odd)), fc.boolean())
	.map(([fields, isLoopedBack]) => (isLoopedBack ? [...fields, LOOPED_BACK] : fields));

/** As somebody has them who wishes us ill. */
export const hostileFields = drawFields([...NAMES, ...HOSTILE_NAMES], fc.oneof(primitives, odd));
