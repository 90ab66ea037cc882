import fc from 'fast-check';
import {
	omitField,
	parseFieldPath,
	readField,
} from '../../../../nodes/EsoLeads/lead/fields/fieldPath';

function read(json: object, path: string): unknown {
	return readField(json, parseFieldPath(path));
}

function omit(json: Record<string, unknown>, path: string): Record<string, unknown> {
	return omitField(json, parseFieldPath(path));
}

test.each([
	['phone', ['phone']],
	['contact.phone', ['contact', 'phone']],
	['phones[0]', ['phones', '0']],
	['contacts[2].phones[0]', ['contacts', '2', 'phones', '0']],
	['["Contact Number"]', ['Contact Number']],
	["contact['phone no.']", ['contact', 'phone no.']],
	['contact["a[0].b"].c', ['contact', 'a[0].b', 'c']],
	['Contact Number', ['Contact Number']],
	['फ़ोन.नंबर', ['फ़ोन', 'नंबर']],
	['phones[ 1 ]', ['phones', '1']],
	['', ['']],
	['.', ['.']],
])('the path %s leads through %p', (text, keys) => {
	expect(parseFieldPath(text)).toEqual({ text, keys });
});

test.each([
	['phone', 1],
	['contact.phone', 2],
	['contacts[1].phone', 4],
	['["Contact Number"]', 5],
	['Contact Number', 5],
	['contact.missing', undefined],
	['contact.phone.deeper', undefined],
	['contacts[9].phone', undefined],
	['nothing.phone', undefined],
	['none.phone', undefined],
	['text.length', undefined],
])('the field %s of an item holds %p', (path, expected) => {
	const json = {
		phone: 1,
		contact: { phone: 2 },
		contacts: [{ phone: 3 }, { phone: 4 }],
		'Contact Number': 5,
		none: null,
		text: 'abc',
	};
	expect(read(json, path)).toBe(expected);
});

test('a column whose name has a dot is found by its name', () => {
	expect(read({ 'contact.phone': 'flat', contact: { phone: 'nested' } }, 'contact.phone')).toBe(
		'flat',
	);
	expect(read({ 'Ph.': 1 }, 'Ph.')).toBe(1);
});

test.each([
	['phone', { name: 'P', contact: { phone: 2, city: 'Pune' } }],
	['contact.phone', { name: 'P', phone: 1, contact: { city: 'Pune' } }],
	['contact', { name: 'P', phone: 1 }],
])('without the field %s the item keeps all the others', (path, expected) => {
	expect(omit({ name: 'P', phone: 1, contact: { phone: 2, city: 'Pune' } }, path)).toEqual(
		expected,
	);
});

test('leaving an inner field out leaves the item itself as it was', () => {
	const json = { contact: { phone: 1, city: 'Pune' } };
	expect(omit(json, 'contact.phone')).toEqual({ contact: { city: 'Pune' } });
	expect(json).toEqual({ contact: { phone: 1, city: 'Pune' } });
});

test('an object that held nothing but the field goes with it', () => {
	expect(
		omit({ name: 'P', contact: { whatsapp: { phone: 1 } } }, 'contact.whatsapp.phone'),
	).toEqual({ name: 'P' });
});

test('a list keeps its other values, and goes if it held nothing but the field', () => {
	expect(omit({ phones: ['a', 'b', 'c'] }, 'phones[1]')).toEqual({ phones: ['a', 'c'] });
	expect(omit({ phones: [{ number: 'a' }], name: 'P' }, 'phones[0].number')).toEqual({ name: 'P' });
});

test('a path with spaces around it finds the column, unless a column is spelled just so', () => {
	expect(read({ phone: 1 }, ' phone ')).toBe(1);
	expect(read({ phone: 1, 'phone ': 2 }, 'phone ')).toBe(2);
});

test('a cell that was taken for a path, however long, names only itself', () => {
	const text = '["'.repeat(500_000);
	expect(parseFieldPath(text).keys).toEqual([text]);
});

test.each([
	'missing',
	'name.first',
	'contact.missing',
	'list.1',
	'list.length',
	'__proto__',
	'constructor',
])('an item without the field %s stays the same object', (path) => {
	const json = { name: 'P', contact: { phone: 1 }, list: [1] };
	expect(omit(json, path)).toBe(json);
});

describe('any item and any path', () => {
	const name = fc.oneof(
		fc.constantFrom('a', 'b', 'a.b', '', '0', '__proto__', 'constructor', 'hasOwnProperty'),
		fc.string(),
	);
	// JSON.parse makes an own key of __proto__ too, as a webhook's body can have it.
	const item = fc
		.dictionary(name, fc.oneof(fc.jsonValue(), fc.dictionary(name, fc.jsonValue())), {
			noNullPrototype: true,
		})
		.map((json): Record<string, unknown> => JSON.parse(JSON.stringify(json)));
	const path = fc.oneof(
		name,
		fc.array(name, { minLength: 1, maxLength: 4 }).map((keys) => keys.join('.')),
		fc.string({ unit: 'binary' }),
		fc.array(fc.constantFrom('[', ']', '"', "'", '.', '0', ' ', 'a'), { maxLength: 12 }).map(join),
	);

	function join(parts: readonly string[]): string {
		return parts.join('');
	}

	test('leaving a field out never changes the item, and adds nothing', () => {
		fc.assert(
			fc.property(item, path, (json, text) => {
				const before = JSON.stringify(json);
				const rest = omit(json, text);
				expect(JSON.stringify(json)).toBe(before);
				expect(Object.keys(json)).toEqual(expect.arrayContaining(Object.keys(rest)));
			}),
			{ numRuns: 100 },
		);
	});

	test('reading never finds what the user did not put there', () => {
		const inherited = fc.constantFrom(
			...['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'],
			...[
				'__proto__.polluted',
				'constructor.prototype',
				'constructor.name',
				'list.map',
				'n.toFixed',
			],
		);
		const plain = fc.dictionary(fc.constantFrom('a', 'list', 'n'), fc.jsonValue());
		fc.assert(
			fc.property(plain, inherited, (json, text) => {
				expect(read(json, text)).toBeUndefined();
			}),
		);
	});

	test('a key of the item is always found by its own name', () => {
		fc.assert(
			fc.property(item, (json) => {
				for (const key of Object.keys(json)) expect(read(json, key)).toEqual(json[key]);
			}),
		);
	});
});
