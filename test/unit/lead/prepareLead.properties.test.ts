import fc from 'fast-check';
import { createNotes, leadSchema } from '../../../nodes/EsoLeads/lead/lead';
import { prepareLead } from '../../../nodes/EsoLeads/lead/prepareLead';
import { CHANNEL_KEY, leadRules, prepareWith, rawLead } from '../../support/lead/rawLead';

const name = fc.oneof(
	fc.constantFrom(
		...['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'toJSON', 'toISO'],
		...['', ' ', 'origin', 'Origin', 'country_code', 'CONTACT_NUMBER', 'contact-x', CHANNEL_KEY],
		...['Name', 'name', 'NAME', 'İ', 'rejection', '0', '\ud800', '\u0000'],
	),
	fc.string({ unit: 'binary', maxLength: 12 }),
);
const anything = fc.anything({
	key: name,
	withBigInt: true,
	withDate: true,
	withMap: true,
	withSet: true,
	withNullPrototype: true,
	withSparseArray: true,
	withTypedArray: true,
	withBoxedValues: true,
	withObjectString: true,
});
/** `fromEntries` makes own keys, of `__proto__` too, as JSON.parse does. */
const item = fc
	.array(fc.tuple(name, fc.oneof(fc.jsonValue(), anything)), { maxLength: 8 })
	.map((entries): Record<string, unknown> => Object.fromEntries(entries));
const nestedFields = fc.constantFrom('reject' as const, 'flatten', 'json', 'omit');
const contactKeys = fc.constantFrom('both' as const, 'channel', 'contactNumber');

test('any item becomes a lead that the API takes, or a refusal that names a field', () => {
	const prototype = Object.getOwnPropertyNames(Object.prototype);
	fc.assert(
		fc.property(item, nestedFields, contactKeys, (json, nested, keys) => {
			const lead = prepareWith(json, { nestedFields: nested, contactKeys: keys });
			expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(prototype);
			if (lead.kind === 'refusal') {
				expect(lead).toMatchObject({ code: 'unsupported_field', message: expect.any(String) });
				expect(Object.keys(json)).toContain(lead.field);
				return;
			}
			const sent: Record<string, unknown> = JSON.parse(lead.json);
			expect(leadSchema.parse(sent)).toEqual(sent);
			expect(lead.bytes).toBe(Buffer.byteLength(lead.json));
			expect(Object.keys(sent)).toEqual(Object.keys(sent).map((key) => key.toLowerCase()));
			expect(Object.keys(sent)).not.toContain('__proto__');
			expect(sent[CHANNEL_KEY]).toBe(keys === 'contactNumber' ? undefined : 8192829284);
			expect(sent.contact_number).toBe(keys === 'channel' ? undefined : '8192829284');
			expect(sent.country_code).toBe(91);
			expect(sent.origin).toBe('UPLOAD');
		}),
		{ numRuns: 200 },
	);
});

test('any value in the place of number, country and origin is answered, never thrown', () => {
	fc.assert(
		fc.property(anything, anything, anything, (contact_number, country_code, value) => {
			const raw = rawLead({ contact_number, country_code }, { origin: { value, field: 'source' } });
			const lead = prepareLead(raw, leadRules(), createNotes());
			if (lead.kind === 'lead')
				expect(leadSchema.safeParse(JSON.parse(lead.json)).success).toBe(true);
			else expect(lead.message).toMatch(/^.{1,399}$/);
		}),
		{ numRuns: 200 },
	);
});

test('a JSON item is never changed by being prepared', () => {
	const jsonItem = fc.dictionary(name, fc.jsonValue()).map((json) => JSON.stringify(json));
	fc.assert(
		fc.property(jsonItem, nestedFields, (text, nested) => {
			const json: Record<string, unknown> = JSON.parse(text);
			prepareWith(json, { nestedFields: nested });
			expect(JSON.stringify(json)).toBe(JSON.stringify(JSON.parse(text)));
		}),
	);
});

test('every field of a flat item with lower-case names arrives as it is', () => {
	const custom = fc
		.stringMatching(/^[a-z]{1,8}$/)
		.filter((key) => !['origin', 'rejection'].includes(key));
	const value = fc.oneof(fc.string(), fc.boolean(), fc.integer());
	fc.assert(
		fc.property(fc.dictionary(custom, value, { noNullPrototype: true }), (json) => {
			const lead = prepareWith(json);
			expect(lead.kind === 'lead' ? JSON.parse(lead.json) : lead).toEqual({
				[CHANNEL_KEY]: 8192829284,
				country_code: 91,
				contact_number: '8192829284',
				origin: 'UPLOAD',
				...json,
			});
		}),
	);
});
