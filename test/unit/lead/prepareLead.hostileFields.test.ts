import { createNotes } from '../../../nodes/EsoLeads/lead/lead';
import { prepareLead, type RawLead } from '../../../nodes/EsoLeads/lead/prepareLead';
import { toCountry, leadRules, prepareWith, rawLead, sentWith } from '../../support/lead/rawLead';

const nestedModes = ['reject', 'flatten', 'json', 'omit'] as const;

function getCode(raw: RawLead): string {
	const lead = prepareLead(raw, leadRules(), createNotes());
	return lead.kind === 'refusal' ? lead.code : 'none';
}

describe('data that is deep, wide or circular', () => {
	function nest(levels: number): unknown {
		let value: unknown = 'bottom';
		for (let level = 0; level < levels; level += 1)
			value = level % 2 === 0 ? { a: value } : [value];
		return value;
	}

	test.each(nestedModes)('ten thousand levels come back with %s', (nestedFields) => {
		const lead = prepareWith({ Name: 'Patel', deep: nest(10_000) }, { nestedFields });
		if (nestedFields === 'omit') expect(lead.kind).toBe('lead');
		if (nestedFields === 'reject' || nestedFields === 'flatten') expect(lead.kind).toBe('refusal');
		if (lead.kind === 'refusal') expect(lead).toMatchObject({ field: 'deep' });
	});

	test.each(nestedModes)('circles come back with %s', (nestedFields) => {
		const list: unknown[] = [];
		const circular: Record<string, unknown> = { list, name: 'x' };
		list.push(circular, list);
		circular.self = circular;
		const lead = prepareWith({ circular }, { nestedFields });
		expect(lead.kind).toBe(nestedFields === 'omit' ? 'lead' : 'refusal');
	});

	test.each(nestedModes)('a list of 500,000 values comes back with %s', (nestedFields) => {
		const lead = prepareWith({ list: Array(500_000).fill(7) }, { nestedFields });
		expect(lead.kind).toBe(nestedFields === 'omit' ? 'lead' : 'refusal');
	});

	test('an item of 40,000 fields is refused for its size, not sent', () => {
		const entries = Array.from({ length: 40_000 }, (_, index) => [
			`a field with the number ${index}`,
			index,
		]);
		expect(prepareWith(Object.fromEntries(entries))).toMatchObject({ code: 'unsupported_field' });
	});
});

describe('characters that are no text', () => {
	test('lone surrogates and NUL arrive as JSON can carry them', () => {
		const fields = { high: 'a\ud800', low: '\udc00b', nul: 'a\u0000b', '\ud800': 1 };
		expect(sentWith(fields)).toEqual(fields);
	});

	test('line separators, quotes and backslashes arrive unchanged', () => {
		const fields = { text: '"\\\u2028\u2029\b</script>', '"quoted"': true };
		expect(sentWith(fields)).toEqual(fields);
	});

	test('the byte count of lone surrogates is that of the JSON that is sent', () => {
		const lead = prepareWith({ text: '\ud800'.repeat(100) });
		expect(lead.kind === 'lead' && lead.bytes).toBe(
			lead.kind === 'lead' && new TextEncoder().encode(lead.json).length,
		);
	});
});

describe('values that JSON does not know', () => {
	test.each([NaN, Infinity, -Infinity, Symbol('x'), () => 1, new Date(NaN)])(
		'%p as custom field is refused by name in every mode',
		(odd) => {
			for (const nestedFields of nestedModes)
				expect(prepareWith({ odd }, { nestedFields })).toMatchObject({ field: 'odd' });
		},
	);

	test('they are no contact number, country or origin', () => {
		for (const value of [NaN, Infinity, Symbol('x'), () => 1, new Date(NaN), new Map()]) {
			expect(getCode(rawLead({ contact_number: value }))).toBe('invalid_contact_number');
			const national = { contact_number: '8192829284', country_code: value };
			const isNothing = Number.isNaN(value);
			expect(getCode(rawLead(national))).toBe(
				isNothing ? 'missing_country_code' : 'invalid_country_code',
			);
		}
	});

	test('a BigInt is sent as text, since JSON cannot hold it', () => {
		expect(sentWith({ id: 2n ** 70n })).toEqual({ id: '1180591620717411303424' });
	});

	test('an object without prototype is an item and a value like any other', () => {
		const bare: Record<string, unknown> = Object.create(null);
		bare.city = 'Pune';
		bare.inner = Object.assign(Object.create(null), { a: 1 });
		expect(sentWith(bare, { nestedFields: 'flatten' })).toEqual({ city: 'Pune', inner_a: 1 });
	});

	test('a getter is read like a value', () => {
		const item = {
			get city() {
				return 'Pune';
			},
		};
		expect(sentWith(item)).toEqual({ city: 'Pune' });
	});

	test('an object that only looks like a date costs no run', () => {
		expect(prepareWith({ when: { toISO: () => null } })).toMatchObject({ field: 'when' });
		expect(prepareWith({ when: { toISO: () => 5 } })).toMatchObject({ field: 'when' });
	});

	test('an object whose toJSON throws costs no run', () => {
		const bomb = {
			toJSON() {
				throw new Error('boom');
			},
		};
		expect(prepareWith({ bomb }, { nestedFields: 'json' })).toMatchObject({ field: 'bomb' });
	});

	test('a country that the default provides does not save a number that is none', () => {
		const raw = rawLead({ contact_number: '\u0000abc' }, { defaultCountry: toCountry('IN') });
		expect(getCode(raw)).toBe('invalid_contact_number');
	});
});
