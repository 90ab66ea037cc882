import { readFieldName } from '../../../nodes/EsoLeads/lead/fieldName';

test.each([
	['Name', 'name'],
	['Opt In', 'opt in'],
	['शहर', 'शहर'],
	['says "hi"', 'says "hi"'],
])('the field %j travels as %j', (name, key) => {
	expect(readFieldName(name)).toEqual({ key, use: 'sent', json: `${JSON.stringify(key)}:` });
});

test.each(['origin', 'Country_Code', 'CONTACT_NUMBER', 'contact-', 'Contact-Email'])(
	'%s is a name that E-so reads itself',
	(name) => {
		expect(readFieldName(name).use).toBe('owned');
	},
);

test.each(['', '__proto__', '__PROTO__'])('a field named %j is left out', (name) => {
	expect(readFieldName(name).use).toBe('left out');
});

test('a name is read alike, however many others were read before it', () => {
	const first = readFieldName('Name');
	for (let count = 0; count < 5_000; count += 1) readFieldName(`Column ${count}`);
	expect(readFieldName('Name')).toEqual(first);
	expect(readFieldName('Column 4999').key).toBe('column 4999');
});

test('a name too long to be remembered is read all the same', () => {
	const name = 'N'.repeat(10_000);
	expect(readFieldName(name).key).toBe('n'.repeat(10_000));
	expect(readFieldName(name).use).toBe('sent');
});
