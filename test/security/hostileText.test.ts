import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { listLeadsRequest, readBaseUrl } from '../../nodes/EsoLeads/api/requests';
import { parseFieldPath, readField } from '../../nodes/EsoLeads/lead/fields/fieldPath';
import { createNotes } from '../../nodes/EsoLeads/lead/lead';
import { prepareLeads } from '../../nodes/EsoLeads/operations/bulkCreate';
import { soughtById } from '../../nodes/EsoLeads/operations/get';
import { createQueryReader } from '../../nodes/EsoLeads/operations/getMany';
import { bulkOptionsSchema } from '../../nodes/EsoLeads/operations/shared/bulkFields';
import { createLeadNumberReader } from '../../nodes/EsoLeads/operations/shared/leadNumber';
import {
	createLeadPreparer,
	createLeadReader,
} from '../../nodes/EsoLeads/operations/shared/readLead';
import { createChangesReader, updateOptionSet } from '../../nodes/EsoLeads/operations/update';
import { createEsoNode } from '../support/nodes';
import { patternSteps } from '../support/security/patternSteps';

// Time would prove nothing on a busy machine. A pattern is slow on a long text or not at all, so the promise is that none meets
// one: texts are cut, or refused for their length, before. (The one for 'Support Channel Key' is anchored and takes 108 steps at
// most.) What the patterns make of 2,000 characters is in test/unit/lead/hostile.test.ts.
const MAX_CHARACTERS = 2_000;
const MAX_TRIES = 5_000;

/** Just below what a request can hold: a longer text would be refused unwritten. */
const CHARACTERS = 990_000;
const units = [
	'1',
	' ',
	'a',
	'a,',
	'["',
	"['a'],",
	'1 ext. ',
	'wa.me/1',
	'\n1',
	'१',
	'\ud800',
	'/',
];
const texts = units.map((unit) => unit.repeat(CHARACTERS / unit.length));

const number = { contact_number: '+91 81928-29284' };

/** The node as far as reading an item needs it: `values` is what the expressions come to. */
function contextWith(values: Record<string, unknown>): IExecuteFunctions {
	const parameters: INodeParameters = { contactNumberField: 'contact_number', options: {} };
	const options: INodeParameters = {};
	for (const name of Object.keys(values)) {
		const [group, option] = name.split('.');
		if (option !== undefined) options[option] = '={{ $json.text }}';
		else if (group !== undefined) parameters[group] = '={{ $json.text }}';
	}
	const context: Pick<IExecuteFunctions, 'getNode'> & { getNodeParameter: unknown } = {
		getNode: () => createEsoNode({ ...parameters, options }),
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			values[name] ?? readField(parameters, parseFieldPath(name)) ?? fallback,
	};
	return context as unknown as IExecuteFunctions;
}

/** Prepares one item as Bulk Create does. */
function prepare(
	json: Record<string, unknown>,
	values: Record<string, unknown> = {},
	nestedFields = 'reject',
): void {
	const options = bulkOptionsSchema.parse({ nestedFields });
	const notes = createNotes();
	const prepareOne = createLeadPreparer(
		createLeadReader(contextWith(values), notes),
		options,
		notes,
	);
	const items = [{ json }] as Parameters<typeof prepareLeads>[0];
	for (const lead of prepareLeads(items, prepareOne, notes).leads) void lead;
}

/** Reads what the operations for one lead are given. */
function readOne(values: Record<string, unknown>): void {
	const context = contextWith({ contactNumber: number.contact_number, ...values });
	const options = updateOptionSet.schema.parse({ nestedFields: 'json' });
	createLeadNumberReader(context, options)(0);
	createChangesReader(context, options)(0);
}

function update(field: { name: string; value: unknown }): void {
	readOne({ 'fieldsToUpdate.field': [field] });
}

function list(filter: { name: string; value: string }): void {
	const query = createQueryReader(contextWith({ 'filters.filter': [filter] }))(0);
	if (query.kind === 'query') listLeadsRequest({ page: 1, ...query }, 'documented');
}

test.each<[string, (text: string) => void]>([
	['a contact number', (text) => prepare({ contact_number: text })],
	[
		'a number with a default country',
		(text) => prepare({ contact_number: text }, { defaultCountry: 'IN' }),
	],
	['a country code', (text) => prepare({ ...number, country_code: text })],
	[
		'an origin',
		(text) => prepare({ ...number, source: text }, { 'options.originField': 'source' }),
	],
	['a custom field', (text) => prepare({ ...number, note: text })],
	['the name of a field', (text) => prepare({ ...number, [text]: 'x' })],
	['the name of a nested field', (text) => prepare({ ...number, a: { [text]: 1 } }, {}, 'flatten')],
	['a nested value', (text) => prepare({ ...number, a: { b: text } }, {}, 'json')],
	['Contact Number Field', (text) => prepare(number, { contactNumberField: text })],
	['Country Code Field', (text) => prepare(number, { 'options.countryCodeField': text })],
	['Origin Field', (text) => prepare(number, { 'options.originField': text })],
	['Origin', (text) => prepare(number, { origin: text })],
	['Default Country', (text) => prepare(number, { defaultCountry: text })],
	['Custom Fields', (text) => prepare(number, { customFields: text })],
	[
		'Custom Field Names',
		(text) => prepare(number, { customFields: 'selected', customFieldNames: text }),
	],
	['Lead ID', (text) => void soughtById(text)],
	['Contact Number of Get, Update and Delete', (text) => readOne({ contactNumber: text })],
	['New Contact Number', (text) => readOne({ newContactNumber: text })],
	['New Country Code', (text) => readOne({ newContactNumber: '8192829284', newCountryCode: text })],
	['the name of a field to update', (text) => update({ name: text, value: 'x' })],
	['the value of a field to update', (text) => update({ name: 'note', value: text })],
	['a nested value of a field to update', (text) => update({ name: 'note', value: { a: text } })],
	['Add Tag Names or IDs', (text) => readOne({ addTags: text })],
	['Remove Tag Names or IDs', (text) => readOne({ removeTags: [text] })],
	['the name of a filter of Get Many', (text) => list({ name: text, value: 'x' })],
	['the value of a filter of Get Many', (text) => list({ name: 'city', value: text })],
	['the Base URL', (text) => void readBaseUrl(`https://eso.example/${text}x`)],
])('a megabyte of hostile text in %s meets no pattern', (_, work) => {
	for (const text of texts) {
		const { tries, longest, pattern } = patternSteps(() => work(text));
		expect({ pattern, isLong: longest > MAX_CHARACTERS }).toEqual({ pattern, isLong: false });
		expect(tries).toBeLessThanOrEqual(MAX_TRIES);
	}
});

test('a megabyte as the name of a field that holds a hundred others is refused before it is multiplied', () => {
	const values = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`k${index}`, 1]));
	let characters = 0;
	const toLowerCase = String.prototype.toLowerCase;
	String.prototype.toLowerCase = function (this: string) {
		characters += this.length;
		return toLowerCase.call(this);
	};
	try {
		prepare({ ...number, ['x'.repeat(CHARACTERS)]: values }, {}, 'flatten');
	} finally {
		String.prototype.toLowerCase = toLowerCase;
	}
	expect(characters).toBeLessThanOrEqual(2 * CHARACTERS);
});
