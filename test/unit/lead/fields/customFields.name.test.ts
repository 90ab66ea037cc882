import { readFieldName } from '../../../../nodes/EsoLeads/lead/fields/customFields';

test.each([
	['Name', 'name'],
	['Opt In', 'opt in'],
	['शहर', 'शहर'],
	['says "hi"', 'says "hi"'],
])('the field %j travels as %j', (name, key) => {
	expect(readFieldName(name)).toEqual({ key, use: 'sent' });
});

test.each(['origin', 'Country_Code', 'CONTACT_NUMBER', 'contact-', 'Contact-Email'])(
	'%s is a name that E-so reads itself',
	(name) => {
		expect(readFieldName(name).use).toBe('reserved');
	},
);

test.each(['', '__proto__', '__PROTO__'])('a field named %j is left out', (name) => {
	expect(readFieldName(name).use).toBe('leftOut');
});

test('a name of any length is read', () => {
	const name = 'N'.repeat(10_000);
	expect(readFieldName(name).key).toBe('n'.repeat(10_000));
	expect(readFieldName(name).use).toBe('sent');
});
