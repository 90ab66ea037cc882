import type { IExecuteFunctions } from 'n8n-workflow';
import { MAX_LEAD_BYTES } from '../../delivery/batches';
import { createSeenNumbers, type EarlierLead } from '../../lead/duplicates';
import type { CustomFieldChoice } from '../../lead/fields/customFields';
import type { FieldPath } from '../../lead/fields/fieldPath';
import type { LeadNotes } from '../../lead/lead';
import { readCountry } from '../../lead/phone/country';
import { type PreparedLead, prepareLead, type RawLead } from '../../lead/prepareLead';
import { type Refusal, refuse, type RejectionCode } from '../../lead/refusals';
import { endSentence } from '../../lead/wording';
import type { BulkOptions } from './bulkFields';
import {
	createMappingReader,
	createSelectionReader,
	listNamedPaths,
	type SelectionReader,
} from './namedFields';
import {
	describeNoValue,
	isEmpty,
	readFieldParameter,
	readItemParameter,
	readRawParameter,
	type SpellPath,
} from './parameters';

/** Reads an item according to the node's parameters. */
export type LeadReader = (item: number, json: Record<string, unknown>) => RawLead | Refusal;

/**
 * Looks up the parameters once; what depends on the item is read for each item.
 *
 * @param notes collects which of the named fields no item has.
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
	const isNamed = namesFields(context);
	const readMapped = isNamed ? createMappingReader(context, spell) : undefined;
	const readCustomFields = createCustomFieldReader(context, spell);
	const namedPaths = [
		...(isNamed ? listNamedPaths(context, spell) : []),
		...[countryField, originField].flatMap(({ named }) => named?.text ?? []),
	];
	for (const path of namedPaths) notes.unseenNames.add(path);

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
			const mapped = readMapped?.(item, json) ?? [];
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
 * Whether the parameters name fields one by one: select them, or give them other names. If not, all
 * are treated alike.
 */
export function namesFields(context: IExecuteFunctions): boolean {
	const choice = readRawParameter(context, 'customFields') ?? 'all';
	const mappings = Object(readRawParameter(context, 'mapFields'));
	return (choice !== 'all' && choice !== 'none') || Object.keys(mappings).length > 0;
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
function createCustomFieldReader(
	context: IExecuteFunctions,
	spell: SpellPath | undefined,
): CustomFieldReader {
	const choice = readItemParameter(context, 'customFields', 'all');
	let readSelected: SelectionReader | undefined;
	return (item, number, used, mapped) => {
		const kind = choice.at(item);
		if (kind === 'none') return { kind };
		if (kind === 'selected') {
			readSelected ??= createSelectionReader(context, spell);
			return readSelected(item, mapped);
		}
		const except = [number.path, ...used, ...mapped].filter((path) => path !== undefined);
		return number.path === undefined
			? { kind: 'all', except, number: number.value }
			: { kind: 'all', except, around: number.path };
	};
}

/** A lead whose number occurred before in the run. */
export interface Duplicate {
	kind: 'duplicate';
	/** The lead that was kept. */
	first: EarlierLead;
}

/**
 * Prepares the lead in `json` with the parameters of the input item `item`; `place` is where others
 * with the same number find it.
 */
export type LeadPreparer = (
	item: number,
	json: Record<string, unknown>,
	place: number,
) => PreparedLead | Duplicate | Refusal;

/**
 * Prepares the leads of a run according to the node's settings; `notes` collects what was changed on
 * the way.
 */
export function createLeadPreparer(
	readLead: LeadReader,
	options: BulkOptions,
	notes: LeadNotes,
): LeadPreparer {
	const rules = { ...options, maxBytes: MAX_LEAD_BYTES };
	const seen = createSeenNumbers(Math.random);
	const prepare = (item: number, json: Record<string, unknown>) => {
		try {
			const raw = readLead(item, json);
			return 'kind' in raw ? raw : prepareLead(raw, rules, notes);
		} catch (error) {
			// Objects from other nodes can have getters and methods of their own.
			const reason = error instanceof Error ? error.message : 'it cannot be read';
			return refuse('unsupported_field', `The item cannot be read: ${endSentence(reason)}`);
		}
	};
	return (item, json, place) => {
		const lead = prepare(item, json);
		if (lead.kind === 'refusal') return lead;
		const first = seen.enter(lead.number, place);
		if (first !== undefined) return { kind: 'duplicate', first };
		noteNumber(lead, options, notes);
		return lead;
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
