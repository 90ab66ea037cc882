import { createNotes } from '../../../nodes/EsoLeads/lead/lead';
import { prepareLead, type RawLead } from '../../../nodes/EsoLeads/lead/prepareLead';
import { refuse } from '../../../nodes/EsoLeads/lead/refusals';
import {
	CHANNEL_KEY,
	toCountry,
	leadRules,
	prepareWith,
	rawLead,
} from '../../support/lead/rawLead';

function prepare(raw: RawLead, changes: Parameters<typeof leadRules>[0] = {}) {
	return prepareLead(raw, leadRules(changes), createNotes());
}

const patel = rawLead({ contact_number: '+91 81928-29284', Name: 'Patel' });

test('a lead on the wire has the shape and the key order of the documented sample', () => {
	const lead = prepare(patel);
	expect(lead).toEqual({
		kind: 'lead',
		number: { kind: 'contactNumber', countryCode: 91, digits: '8192829284' },
		json: `{"${CHANNEL_KEY}":8192829284,"country_code":91,"contact_number":"8192829284","origin":"UPLOAD","name":"Patel"}`,
		bytes: 142,
	});
});

test('only the channel key is sent where the user wants it so', () => {
	expect(prepare(patel, { contactKeys: 'channel' })).toMatchObject({
		json: `{"${CHANNEL_KEY}":8192829284,"country_code":91,"origin":"UPLOAD","name":"Patel"}`,
	});
});

test('only contact_number is sent where the user wants it so', () => {
	expect(prepare(patel, { contactKeys: 'contactNumber' })).toMatchObject({
		json: '{"country_code":91,"contact_number":"8192829284","origin":"UPLOAD","name":"Patel"}',
	});
});

test('another support channel has another key', () => {
	const lead = prepare(patel, { supportChannelKey: 'contact-other', contactKeys: 'channel' });
	expect(lead).toMatchObject({ json: expect.stringMatching(/^{"contact-other":8192829284,/) });
});

test('a leading zero stays in contact_number', () => {
	const italian = rawLead({ contact_number: '+39 06 6982 1234' });
	const lead = prepareLead(italian, leadRules(), createNotes());
	expect(lead).toMatchObject({
		number: { digits: '0669821234' },
		json: `{"${CHANNEL_KEY}":669821234,"country_code":39,"contact_number":"0669821234","origin":"UPLOAD"}`,
	});
});

test('the lead’s own country is used, and is no custom field', () => {
	expect(prepare(rawLead({ contact_number: '8192829284', country_code: '+91' }))).toMatchObject({
		json: `{"${CHANNEL_KEY}":8192829284,"country_code":91,"contact_number":"8192829284","origin":"UPLOAD"}`,
	});
});

test('the default country serves numbers without one', () => {
	const defaultCountry = toCountry('IN');
	expect(prepare(rawLead({ contact_number: '8192829284' }, { defaultCountry }))).toMatchObject({
		kind: 'lead',
		number: { digits: '8192829284' },
	});
});

test.each([
	[{ contact_number: '' }, {}, 'missing_contact_number', 'contact_number'],
	[{ contact_number: '8.19E+09' }, {}, 'invalid_contact_number', 'contact_number'],
	[{ contact_number: '8192829284' }, {}, 'missing_country_code', 'contact_number'],
	[
		{ contact_number: '8192829284', country_code: 'Narnia' },
		{},
		'invalid_country_code',
		'country_code',
	],
	[
		{ contact_number: '+918192829284', country_code: 1 },
		{},
		'invalid_country_code',
		'contact_number',
	],
	[
		{ contact_number: '+918192829284' },
		{ origin: { value: 'TOOLONG', field: 'src' } },
		'invalid_origin',
		'src',
	],
	[{ contact_number: '+918192829284', tags: ['a'] }, {}, 'unsupported_field', 'tags'],
])('%j with %j is refused as %s, and the field is %s', (json, changes, code, field) => {
	expect(prepare(rawLead(json, changes))).toMatchObject({ kind: 'refusal', code, field });
});

test('a default country that is not one rejects the lead that needs it', () => {
	const defaultCountry = refuse('invalid_country_code', 'The default country is "XX".');
	expect(prepare(rawLead({ contact_number: '8192829284' }, { defaultCountry }))).toEqual(
		defaultCountry,
	);
});

test('the origin is trimmed, and a numeric one is text on the wire', () => {
	const fields = { contact_number: '+918192829284' };
	expect(prepare(rawLead(fields, { origin: { value: ' WEB ' } }))).toMatchObject({
		json: expect.stringContaining('"origin":"WEB"'),
	});
	expect(prepare(rawLead(fields, { origin: { value: 2026 } }))).toMatchObject({
		json: expect.stringContaining('"origin":"2026"'),
	});
});

test('the size of a lead is counted in bytes, not in characters', () => {
	const lead = prepareWith({ name: 'पटेल 😀' });
	expect(lead).toMatchObject({ kind: 'lead' });
	if (lead.kind === 'lead') expect(lead.bytes).toBe(new TextEncoder().encode(lead.json).length);
});

test('a lead as large as a request can take is sent, a larger one is refused by its largest field', () => {
	const fields = { note: 'short', Story: 'x'.repeat(1000) };
	const lead = prepareWith(fields);
	if (lead.kind === 'refusal') throw new Error(lead.message);
	expect(prepareWith(fields, { maxBytes: lead.bytes })).toEqual(lead);
	expect(prepareWith(fields, { maxBytes: lead.bytes - 1 })).toEqual({
		kind: 'refusal',
		code: 'unsupported_field',
		field: 'Story',
		message: expect.stringMatching(
			/^The lead is too large for one request \(1,1\d\d bytes at most\)\. .* shorten 'Story'/,
		),
	});
});

test('a lead that is too large by its bytes alone, with fewer characters than bytes, is refused too', () => {
	const story = 'प'.repeat(400);
	const lead = prepareWith({ story });
	if (lead.kind === 'refusal') throw new Error(lead.message);
	expect(prepareWith({ story }, { maxBytes: lead.bytes })).toEqual(lead);
	expect(prepareWith({ story }, { maxBytes: lead.bytes - 1 })).toMatchObject({ field: 'story' });
});

test('the largest field is the one with the most bytes, by the name that the item gives it', () => {
	const fields = { Latin: 'x'.repeat(500), Story: { Hindi: 'प'.repeat(400) } };
	expect(prepareWith(fields, { maxBytes: 1_000, nestedFields: 'flatten' })).toMatchObject({
		field: 'Story',
	});
});

test("a lead that is too large by a field's name is refused by that field", () => {
	const name = 'n'.repeat(900);
	const refusal = prepareWith({ note: 'short', [name]: 1 }, { maxBytes: 1_000 });
	expect(refusal).toMatchObject({
		kind: 'refusal',
		code: 'unsupported_field',
		field: expect.stringMatching(/^n{100}/),
	});
});
