import type { IExecuteFunctions } from 'n8n-workflow';
import { MAX_LEAD_BYTES } from '../../delivery/batches';
import type { CustomFieldChoice } from '../../lead/fields/customFields';
import { type FieldPath, parseFieldPath } from '../../lead/fields/fieldPath';
import { createNotes, type LeadNotes } from '../../lead/lead';
import { readCountry } from '../../lead/phone/country';
import { type PreparedLead, prepareLead, type RawLead } from '../../lead/prepareLead';
import { type Refusal, refuse, type RejectionCode } from '../../lead/refusals';
import { formatCount } from '../../lead/wording';
import type { BulkOptions } from './bulkFields';
import { describeNoValue, isEmpty, readFieldParameter, readItemParameter } from './parameters';

/** Reads an item by the node's parameters. */
export type LeadReader = (item: number, json: Record<string, unknown>) => RawLead | Refusal;

/** The parameters are looked up once; what depends on the item is read for each. */
export function createLeadReader(context: IExecuteFunctions): LeadReader {
	const contactNumber = readFieldParameter(context, 'contactNumberField', 'contact_number');
	const country = readFieldParameter(context, 'options.countryCodeField', 'country_code');
	const defaultCountry = readDefaultCountry(context);
	const originField = readFieldParameter(context, 'options.originField', '');
	const origin = readItemParameter(context, 'origin', 'UPLOAD');
	const customFields = createCustomFieldReader(context);

	return (item, json) => {
		let code: RejectionCode = 'invalid_contact_number';
		try {
			const number = contactNumber.at(item, json);
			code = 'invalid_country_code';
			const ownCountry = country.at(item, json);
			const home = defaultCountry(item);
			code = 'invalid_origin';
			const ownOrigin = originField.at(item, json);
			const itemOrigin = isEmpty(ownOrigin.value) ? { value: origin.at(item) } : ownOrigin;
			code = 'unsupported_field';
			const fields = customFields(item, [number.path, ownCountry.path, ownOrigin.path]);
			if (fields.kind === 'refusal') return fields;
			return {
				json,
				contactNumber: number,
				country: ownCountry,
				defaultCountry: home,
				origin: itemOrigin,
				customFields: fields,
			};
		} catch (error) {
			// Only expressions can throw here: one that fails for an item must not cost the others.
			return refuse(code, describeNoValue(error));
		}
	};
}

function readDefaultCountry(
	context: IExecuteFunctions,
): (item: number) => RawLead['defaultCountry'] {
	const parameter = readItemParameter(context, 'defaultCountry', '');
	if (parameter.isExpression) return (item) => readCountry(parameter.at(item));
	const country = readCountry(parameter.at(0));
	return () => country;
}

/**
 * Tells which custom fields of an item travel, given the paths that its number, country and origin
 * were read from: these are no custom fields.
 */
export type CustomFieldReader = (
	item: number,
	used: ReadonlyArray<FieldPath | undefined>,
) => CustomFieldChoice | Refusal;

/** The parameters are looked up once; only expressions are read for each item. */
export function createCustomFieldReader(context: IExecuteFunctions): CustomFieldReader {
	const choice = readItemParameter(context, 'customFields', 'all');
	const names = readItemParameter(context, 'customFieldNames', '');
	const constantNames = names.isExpression ? undefined : readNames(names.at(0));
	return (item, used) => {
		const kind = choice.at(item);
		if (kind === 'none') return { kind };
		if (kind === 'selected') return constantNames ?? readNames(names.at(item));
		return { kind: 'all', except: used.filter((path) => path !== undefined) };
	};
}

/**
 * What *Custom Field Names* selects, if it is the same for every item: a refusal of it holds for the
 * whole run, and names that no item has are told to the user.
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

/** Some hundred names; where they come from an expression it can be a cell of any size. */
const MAX_NAMES_CHARACTERS = 20_000;

function readNames(names: unknown): SelectedFields | Refusal {
	const text = String(names ?? '');
	if (text.length > MAX_NAMES_CHARACTERS) {
		return refuse(
			'unsupported_field',
			`'Custom Field Names' is longer than ${formatCount(MAX_NAMES_CHARACTERS)} characters. Send 'All Other Input Fields' instead, or select fewer.`,
		);
	}
	const paths = text
		.split(',')
		.filter((name) => name.trim() !== '')
		.map(parseFieldPath);
	return { kind: 'selected', paths };
}

/** Prepares the lead in `json` by the parameters for the input item `item`. */
export type LeadPreparer = (item: number, json: Record<string, unknown>) => PreparedLead | Refusal;

/** Prepares leads as the node is set up; `notes` collects what was changed on the way. */
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

/** Counts a lead that is sent, if the channel key cannot hold the zero that its number begins with. */
export function noteLostZero(
	{ digits }: PreparedLead,
	{ contactKeys }: Pick<BulkOptions, 'contactKeys'>,
	notes: LeadNotes,
): void {
	if (digits.startsWith('0') && contactKeys !== 'contactNumber') notes.lostZeros += 1;
}

/** Notes of a run that has prepared nothing yet: the selected fields are still to be seen. */
export function createRunNotes(context: IExecuteFunctions): LeadNotes {
	const names = readConstantNames(context);
	return createNotes(names?.kind === 'selected' ? names.paths.map(({ text }) => text) : []);
}
