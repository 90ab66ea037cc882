import type { IExecuteFunctions } from 'n8n-workflow';
import { MAX_LEAD_BYTES } from '../../delivery/batches';
import { type FieldPath, parseFieldPath } from '../../lead/fields/fieldPath';
import type { CustomFieldChoice } from '../../lead/fields/customFields';
import { createNotes, type LeadNotes } from '../../lead/lead';
import { readCountry } from '../../lead/phone/country';
import { type PreparedLead, prepareLead, type RawLead } from '../../lead/prepareLead';
import { type Refusal, refuse, type RejectionCode } from '../../lead/refusals';
import { formatCount } from '../../lead/wording';
import type { BulkOptions } from './bulkFields';
import { describeNoValue, isEmpty, readItemParameter, readRawParameter } from './context';
import { readFieldParameter, readReference, type SpellPath } from './fieldParameters';
import { createMappingReader, listMappedPaths } from './mapFields';

/** Reads an item according to the node's parameters. */
export type LeadReader = (item: number, json: Record<string, unknown>) => RawLead | Refusal;

/**
 * Looks up the parameters once; what depends on the item is read for each item.
 *
 * @param notes collects which of the named fields there are.
 * @param spell how the input spells a path that the user gave.
 */
export function createLeadReader(
	context: IExecuteFunctions,
	notes: LeadNotes,
	spell?: SpellPath,
): LeadReader {
	const readNamed = (name: string, fallback = '') =>
		readFieldParameter(context, name, fallback, spell);
	const numberField = readNamed('contactNumberField');
	const countryField = readNamed('options.countryCodeField', 'country_code');
	const originField = readNamed('options.originField');
	const readDefault = createDefaultCountryReader(context);
	const originParameter = readItemParameter(context, 'origin', 'UPLOAD');
	const readMapped = createMappingReader(context, spell);
	const readCustomFields = createCustomFieldReader(context);

	return (item, json) => {
		let code: RejectionCode = 'invalid_contact_number';
		try {
			const contactNumber = numberField.at(item, json);
			code = 'invalid_country_code';
			const country = countryField.at(item, json);
			const defaultCountry = readDefault(item);
			code = 'invalid_origin';
			const ownOrigin = originField.at(item, json);
			const origin = isEmpty(ownOrigin.value) ? { value: originParameter.at(item) } : ownOrigin;
			noteSeen([country, ownOrigin], notes);
			code = 'unsupported_field';
			const mapped = readMapped(item, json);
			if ('kind' in mapped) return mapped;
			const used = [country.path, ownOrigin.path];
			const mappedPaths = mapped.map(({ path }) => path);
			const customFields = readCustomFields(item, contactNumber, used, mappedPaths);
			if (customFields.kind === 'refusal') return customFields;
			return { json, contactNumber, country, defaultCountry, origin, customFields, mapped };
		} catch (error) {
			// Only expressions can throw here. If one fails for an item, the others must not be affected.
			return refuse(code, describeNoValue(error));
		}
	};
}

/** Notes the fields that have a value, so that the user is not told that no lead has one. */
function noteSeen(
	read: ReadonlyArray<{ value: unknown; path?: FieldPath }>,
	notes: LeadNotes,
): void {
	for (const { path, value } of read)
		if (path !== undefined && value !== undefined) notes.unseenNames.delete(path.text);
}

function createDefaultCountryReader(
	context: IExecuteFunctions,
): (item: number) => RawLead['defaultCountry'] {
	const parameter = readItemParameter(context, 'defaultCountry', '');
	if (parameter.isExpression) return (item) => readCountry(parameter.at(item));
	const country = readCountry(parameter.at(0));
	return () => country;
}

/**
 * Tells which custom fields of an item to send, given its number, the paths of its country and
 * origin, and the paths of its mapped fields, which are not sent under their own names.
 */
export type CustomFieldReader = (
	item: number,
	number: { value: unknown; path?: FieldPath },
	used: ReadonlyArray<FieldPath | undefined>,
	mapped: ReadonlyArray<FieldPath | undefined>,
) => CustomFieldChoice | Refusal;

/** Looks up the parameters once; only expressions are evaluated for each item. */
function createCustomFieldReader(context: IExecuteFunctions): CustomFieldReader {
	const choice = readItemParameter(context, 'customFields', 'all');
	const names = readItemParameter(context, 'customFieldNames', '');
	const constantNames = names.isExpression ? undefined : readNames(names.at(0));
	return (item, number, used, mapped) => {
		const kind = choice.at(item);
		if (kind === 'none') return { kind };
		if (kind === 'selected') return without(constantNames ?? readNames(names.at(item)), mapped);
		const except = [number.path, ...used, ...mapped].filter((path) => path !== undefined);
		return number.path === undefined
			? { kind: 'all', except, number: number.value }
			: { kind: 'all', except, around: number.path };
	};
}

/** A selected field that is mapped is not sent again under its own name. */
function without(
	choice: SelectedFields | Refusal,
	mapped: ReadonlyArray<FieldPath | undefined>,
): SelectedFields | Refusal {
	if (choice.kind === 'refusal') return choice;
	return {
		...choice,
		paths: choice.paths.filter(({ text }) => !mapped.some((path) => path?.text === text)),
	};
}

/**
 * What *Custom Field Names* selects, if it is the same for every item. A refusal then concerns the
 * whole run, and the user is told about names that no item has.
 */
export function readConstantNames(
	context: IExecuteFunctions,
): SelectedFields | Refusal | undefined {
	const choice = readItemParameter(context, 'customFields', 'all');
	const names = readItemParameter(context, 'customFieldNames', '');
	if (choice.isExpression || names.isExpression || choice.at(0) !== 'selected') return undefined;
	return readNames(names.at(0));
}

type SelectedFields = Extract<CustomFieldChoice, { kind: 'selected' }>;

/** Several hundred names. A value from an expression can be a cell of any size. */
const MAX_NAMES_CHARACTERS = 20_000;

function readNames(names: unknown): SelectedFields | Refusal {
	const text = String(names ?? '');
	if (text.length > MAX_NAMES_CHARACTERS) {
		return refuse(
			'unsupported_field',
			`'Custom Field Names' is longer than ${formatCount(MAX_NAMES_CHARACTERS)} characters. Send all others instead, or select fewer.`,
		);
	}
	const paths = text
		.split(',')
		.filter((name) => name.trim() !== '')
		.map((name) => readReference(name) ?? parseFieldPath(name));
	return { kind: 'selected', paths };
}

/** Prepares the lead in `json` with the parameters of the input item `item`. */
export type LeadPreparer = (item: number, json: Record<string, unknown>) => PreparedLead | Refusal;

/** Prepares leads according to the node's settings; `notes` collects what was changed on the way. */
export function createLeadPreparer(
	readLead: LeadReader,
	options: BulkOptions,
	notes: LeadNotes,
): LeadPreparer {
	const rules = { ...options, maxBytes: MAX_LEAD_BYTES };
	return (item, json) => {
		try {
			const raw = readLead(item, json);
			return 'kind' in raw ? raw : prepareLead(raw, rules, notes);
		} catch (error) {
			// Objects from other nodes can have getters and methods of their own.
			const reason = error instanceof Error ? error.message : 'it cannot be read';
			return refuse('unsupported_field', `The item cannot be read: ${reason}.`);
		}
	};
}

/**
 * Counts a sent lead if the channel key cannot hold the leading zero of its number, or if its
 * number does not belong to the country beside it.
 */
export function noteNumber(
	{ number: { digits, remark } }: PreparedLead,
	{ contactKeys }: Pick<BulkOptions, 'contactKeys'>,
	notes: LeadNotes,
): void {
	if (digits.startsWith('0') && contactKeys !== 'contactNumber') notes.lostZeros += 1;
	if (remark !== undefined) notes[remark] += 1;
}

/** Notes of a run that has prepared nothing yet, so that no field that a parameter names has been seen. */
export function createRunNotes(context: IExecuteFunctions, spell?: SpellPath): LeadNotes {
	const names = readConstantNames(context);
	const selected = names?.kind === 'selected' ? names.paths.map(({ text }) => text) : [];
	const mapped = listMappedPaths(context, spell);
	const named = ['options.countryCodeField', 'options.originField'].flatMap((name) =>
		listConstantPath(context, name, spell),
	);
	return createNotes([...selected.filter((name) => !mapped.includes(name)), ...mapped, ...named]);
}

/** The field that a parameter names, if it is filled in and the same for all items. */
function listConstantPath(context: IExecuteFunctions, name: string, spell?: SpellPath): string[] {
	const raw = readRawParameter(context, name);
	if (isEmpty(raw) || String(raw).startsWith('=')) return [];
	const { field } = readFieldParameter(context, name, '', spell).at(0, {});
	return field === undefined ? [] : [field];
}
