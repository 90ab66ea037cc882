import { createNotes } from '../../../../nodes/EsoLeads/lead/lead';
import { prepareWith, sentWith } from '../../../support/lead/rawLead';

test('names travel in lower case, values as they are', () => {
	expect(sentWith({ Name: 'Patel', 'Opt In': true, SCORE: 4.5, Größe: 'XL', शहर: 'पुणे' })).toEqual(
		{ name: 'Patel', 'opt in': true, score: 4.5, größe: 'XL', शहर: 'पुणे' },
	);
});

test('null and undefined are left out, empty text and zero and false are sent', () => {
	expect(sentWith({ a: null, b: undefined, c: '', d: 0, e: false })).toEqual({
		c: '',
		d: 0,
		e: false,
	});
});

test('of two names that meet in lower case the first stays, and the user is told', () => {
	const notes = createNotes();
	expect(sentWith({ City: 'Pune', CITY: 'Mumbai', city: 'Delhi' }, {}, notes)).toEqual({
		city: 'Pune',
	});
	expect([...notes.clashingNames]).toEqual(['CITY', 'city']);
});

test('a name whose first value is empty leaves the place to the second', () => {
	const notes = createNotes();
	expect(sentWith({ City: null, city: 'Pune' }, {}, notes)).toEqual({ city: 'Pune' });
	expect(notes.clashingNames.size).toBe(0);
});

test.each([
	'origin',
	'Origin',
	'Country_Code',
	'CONTACT_NUMBER',
	'contact-',
	'Contact-Email',
	'contact-easysocial-whatsapp-api-support_number',
])('the field %s cannot overwrite what the API reads itself, and the user is told', (name) => {
	const notes = createNotes();
	expect(sentWith({ [name]: 'hijacked', Name: 'Patel' }, {}, notes)).toEqual({ name: 'Patel' });
	expect([...notes.reservedNames]).toEqual([name]);
});

test('a nested value under a name that is left out anyway costs no lead', () => {
	expect(sentWith({ origin: { nested: true }, Name: 'Patel' })).toEqual({ name: 'Patel' });
});

test('names that merely look like the API’s own are custom fields', () => {
	const fields = { contact: 'a', contacts: 'b', contact_name: 'c', origins: 'd', country: 'e' };
	expect(sentWith(fields)).toEqual(fields);
});

test('__proto__ and its kin are harmless', () => {
	const fields: Record<string, unknown> = JSON.parse(
		'{"__proto__":"a","constructor":"b","prototype":"c","hasOwnProperty":"d","toString":"e"}',
	);
	expect(sentWith(fields)).toEqual({
		constructor: 'b',
		prototype: 'c',
		hasownproperty: 'd',
		tostring: 'e',
	});
	expect({}).not.toHaveProperty('a');
});

test('a __proto__ that holds an object neither costs the lead nor reaches it', () => {
	const fields: Record<string, unknown> = JSON.parse('{"__proto__":{"vip":true},"name":"P"}');
	expect(sentWith(fields)).toEqual({ name: 'P' });
	expect({}).not.toHaveProperty('vip');
});

test('a field without a name is left out', () => {
	expect(sentWith({ '': 'Patel', name: 'Patel' })).toEqual({ name: 'Patel' });
});

test.each([
	['Tags', ['a', 'b'], /^'Tags' cannot be sent: .*'Nested Fields'.* Found: a list of 2\.$/],
	['Address', { city: 'Pune' }, /^'Address' cannot be sent: .*'Nested Fields'/],
	['Score', NaN, /^'Score' cannot be sent: it is not a finite number\. Found: "NaN"\.$/],
	['Born', new Date(NaN), /^'Born' cannot be sent: it is not a valid date/],
])('the field %s holding %p is named in the refusal', (name, value, message) => {
	expect(prepareWith({ Name: 'Patel', [name]: value })).toEqual({
		kind: 'refusal',
		code: 'unsupported_field',
		field: name,
		message: expect.stringMatching(message),
	});
});

test('a name of 100 characters in another script travels whole', () => {
	const name = 'न'.repeat(100);
	expect(sentWith({ [name]: 1 })).toEqual({ [name]: 1 });
});

test('a name that flattening would write out more often than a request can hold is refused', () => {
	const name = 'n'.repeat(400);
	const flatten = { nestedFields: 'flatten', maxBytes: 1_000 } as const;
	expect(prepareWith({ [name]: { a: 1, b: 2, c: 3 } }, flatten)).toMatchObject({
		code: 'unsupported_field',
		message: expect.stringMatching(
			/^The lead is too large for one request \(1,000 bytes at most\): the names of its fields alone are longer\. Shorten 'n{40}…'\.$/,
		),
	});
	expect(prepareWith({ [name]: { a: 1 } }, flatten)).toMatchObject({ kind: 'lead' });
});
