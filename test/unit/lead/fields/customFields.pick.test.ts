import { parseFieldPath } from '../../../../nodes/EsoLeads/lead/fields/fieldPath';
import { pickCustomFields } from '../../../../nodes/EsoLeads/lead/fields/customFields';
import { createNotes } from '../../../../nodes/EsoLeads/lead/lead';

const json = {
	Name: 'Patel',
	contact: { phone: '+91 81928-29284', city: 'Pune' },
	Tags: ['a'],
	'Home.City': 'Mumbai',
};

function pickAll(from: Record<string, unknown>, ...except: string[]) {
	return pickCustomFields(from, { kind: 'all', except: except.map(parseFieldPath) }, createNotes());
}

function pickSelected(from: Record<string, unknown>, ...paths: string[]) {
	return pickCustomFields(
		from,
		{ kind: 'selected', paths: paths.map(parseFieldPath) },
		createNotes(),
	);
}

test('all fields are picked, in the order of the item', () => {
	expect(pickAll(json)).toEqual(Object.entries(json));
});

test('the fields that the number, country and origin were read from are no custom fields', () => {
	expect(pickAll({ Phone: 1, Country: 'IN', Name: 'Patel' }, 'Phone', 'Country')).toEqual([
		['Name', 'Patel'],
	]);
	expect(pickAll(json, 'contact.phone', 'Tags', 'Home.City')).toEqual([
		['Name', 'Patel'],
		['contact', { city: 'Pune' }],
	]);
});

test('an object that held nothing but the number is no custom field', () => {
	expect(pickAll({ contact: { phone: 1 }, Name: 'Patel' }, 'contact.phone')).toEqual([
		['Name', 'Patel'],
	]);
});

test('two paths into one object are both left out', () => {
	const from = { contact: { phone: 1, country: 'IN', city: 'Pune' } };
	expect(pickAll(from, 'contact.phone', 'contact.country')).toEqual([
		['contact', { city: 'Pune' }],
	]);
});

test('a repaired item can be looped back: its rejection is no custom field', () => {
	const rejection = { code: 'invalid_contact_number', message: '…', retryable: false };
	expect(pickAll({ Name: 'Patel', rejection })).toEqual([['Name', 'Patel']]);
});

test('a field of the user’s own that is called rejection is sent', () => {
	expect(pickAll({ rejection: 'too expensive' })).toEqual([['rejection', 'too expensive']]);
	expect(pickAll({ rejection: { reason: 'x' } })).toEqual([['rejection', { reason: 'x' }]]);
});

test('a list that held nothing but the number is no custom field; another list keeps the rest', () => {
	expect(pickAll({ phones: ['1'], Name: 'Patel' }, 'phones[0]')).toEqual([['Name', 'Patel']]);
	expect(pickAll({ phones: ['1', '2'] }, 'phones[0]')).toEqual([['phones', ['2']]]);
});

test('a selected name that no item has is remembered, one that an item has is not', () => {
	const notes = createNotes(['Name', 'Nmae']);
	const paths = ['Name', 'Nmae'].map(parseFieldPath);
	pickCustomFields({ Name: null }, { kind: 'selected', paths }, notes);
	pickCustomFields({}, { kind: 'selected', paths }, notes);
	expect([...notes.unseenNames]).toEqual(['Nmae']);
});

test('selected fields are picked in the order of the selection, by their last name', () => {
	expect(pickSelected(json, 'contact.city', 'Name', 'Home.City')).toEqual([
		['city', 'Pune'],
		['Name', 'Patel'],
		['Home.City', 'Mumbai'],
	]);
});

test('of two selected fields with the same last name, both reach the rule that the first stays', () => {
	const from = { home: { city: 'Pune' }, work: { city: 'Mumbai' } };
	expect(pickSelected(from, 'home.city', 'work.city')).toEqual([
		['city', 'Pune'],
		['city', 'Mumbai'],
	]);
});

test('a selected field that the item does not have is undefined, which is left out later', () => {
	expect(pickSelected(json, 'missing', 'constructor')).toEqual([
		['missing', undefined],
		['constructor', undefined],
	]);
});

test('none picks nothing', () => {
	expect(pickCustomFields(json, { kind: 'none' }, createNotes())).toEqual([]);
});

test('picking changes nothing in the item', () => {
	const before = structuredClone(json);
	pickAll(json, 'contact.phone', 'Name');
	expect(json).toEqual(before);
});

test('a selected path is named by its last key, however deep it leads', () => {
	const from = { contact: { address: { city: 'Pune' } } };
	expect(pickSelected(from, 'contact.address.city')).toEqual([['city', 'Pune']]);
});

test('what is left of a field that the number was read from is picked; other fields are unchanged', () => {
	const picked = pickAll(json, 'contact.phone', 'Tags');
	expect(picked).toEqual([
		['Name', 'Patel'],
		['contact', { city: 'Pune' }],
		['Home.City', 'Mumbai'],
	]);
});

test("an empty field named 'rejection' is one of the user's own", () => {
	expect(pickAll({ rejection: null })).toEqual([['rejection', null]]);
});
