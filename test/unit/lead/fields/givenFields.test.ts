import {
	checkMappedNames,
	type MappedField,
	putMappedFirst,
	readGivenFields,
} from '../../../../nodes/EsoLeads/lead/fields/givenFields';
import { parseFieldPath } from '../../../../nodes/EsoLeads/lead/fields/fieldPath';
import { createNotes } from '../../../../nodes/EsoLeads/lead/lead';

const RULES = {
	label: 'Custom Fields',
	advice: 'Take it out.',
	nestedFields: 'reject',
	maxBytes: 1000,
} as const;

test('given fields are sent in their order and in lower case, without those that have no value', () => {
	const given = [
		['City', 'Pune'],
		['Age', 31],
		['Note', null],
		['vip', false],
	] as const;
	expect(readGivenFields(given, RULES)).toEqual({
		kind: 'wireFields',
		fields: [
			{ key: 'city', value: 'Pune', source: 'City' },
			{ key: 'age', value: 31, source: 'Age' },
			{ key: 'vip', value: false, source: 'vip' },
		],
	});
});

test.each<[string, unknown, string]>([
	['a text', 'Pune', `In 'Custom Fields', "Pune" has no name.`],
	['a list', [1, 2], "In 'Custom Fields', a list of 2 has no name."],
])('%s that was given without a name fails the item', (_, value, message) => {
	expect(
		readGivenFields(
			[
				['city', 'Goa'],
				['', value],
			],
			RULES,
		),
	).toEqual({
		kind: 'failed',
		failure: { code: 'invalid_parameter', message, retryable: false },
	});
});

test.each<[string, Array<[string, unknown]>, string]>([
	[
		'E-so reserves',
		[['Country_Code', 91]],
		"'Country_Code' is reserved by E-so and cannot be a custom field. Take it out.",
	],
	[
		'no object can have',
		[['__proto__', 1]],
		"'__proto__' cannot be the name of a field. Choose another one in 'Custom Fields'.",
	],
	[
		'was given before in other capitals',
		[
			['City', 1],
			['a', 2],
			['CITY', 3],
		],
		"'CITY' appears twice in 'Custom Fields': E-so lower-cases all names. Remove one of them.",
	],
])('a given name that %s fails the item', (_, given, message) => {
	expect(readGivenFields(given, RULES)).toEqual({
		kind: 'failed',
		failure: { code: 'unsupported_field', message, retryable: false },
	});
});

test('a given value that cannot be sent fails the item', () => {
	expect(readGivenFields([['tags', ['a']]], RULES)).toEqual({
		kind: 'failed',
		failure: {
			code: 'unsupported_field',
			message:
				"'tags' cannot be sent: it holds nested values, which E-so does not accept. Set 'Nested Fields' to flatten, convert or leave them out. Found: a list of 1.",
			retryable: false,
		},
	});
});

test.each<[string, string[]]>([
	['none', []],
	['one', ['City']],
	['different ones', ['City', 'Town', 'my contact']],
])('mapped names are fine: %s', (_, names) => {
	expect(checkMappedNames(names)).toBeUndefined();
});

const CHOOSE_ANOTHER =
	"Choose another name in 'Map Fields'. The contact number, its country and the origin have parameters of their own.";

test.each<[string, string[], string]>([
	[
		'is empty',
		['City', ''],
		"An 'E-so Field' in 'Map Fields' is empty for this item. Correct the expression, or take the row out.",
	],
	[
		'E-so reserves',
		['City', 'Origin'],
		`'Origin' is reserved by E-so and cannot be a custom field. ${CHOOSE_ANOTHER}`,
	],
	[
		'begins like that of the number',
		['Contact-Home'],
		`'Contact-Home' is reserved by E-so and cannot be a custom field. ${CHOOSE_ANOTHER}`,
	],
	[
		'no object can have',
		['__proto__'],
		"'__proto__' cannot be the name of a field. Choose another one in 'Map Fields'.",
	],
	[
		'was mapped before in other capitals',
		['City', 'Town', 'city'],
		"'city' appears twice in 'Map Fields': E-so lower-cases all names. Remove one of them.",
	],
])('a mapped name that %s is refused', (_, names, message) => {
	expect(checkMappedNames(names)).toEqual({
		kind: 'refusal',
		code: 'unsupported_field',
		message,
	});
});

const field = (name: string, value: unknown, path?: string): MappedField => ({
	name,
	value,
	path: path === undefined ? undefined : parseFieldPath(path),
});

test('mapped fields come first and win over input fields of the same name', () => {
	const mapped = [field('City', 'Pune', 'contact.town'), field('vip', true)];
	const picked = [
		['name', 'Asha'],
		['CITY', 'Goa'],
		['age', 31],
	] as const;
	expect(putMappedFirst(mapped, picked, createNotes())).toEqual([
		['City', 'Pune', 'contact.town'],
		['vip', true, 'vip'],
		['name', 'Asha'],
		['age', 31],
	]);
});

test('a mapped field counts as seen once a lead has a value for it, even an empty one', () => {
	const notes = createNotes();
	notes.unseenNames = new Set(['town', 'plan', 'note', 'vip']);
	const mapped = [
		field('city', 'Pune', 'town'),
		field('Plan', undefined, 'plan'),
		field('Note', '', 'note'),
		field('vip', true),
	];
	putMappedFirst(mapped, [], notes);
	expect([...notes.unseenNames]).toEqual(['plan', 'vip']);
});
