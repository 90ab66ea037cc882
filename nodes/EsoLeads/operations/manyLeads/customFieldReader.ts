import type { IExecuteFunctions } from 'n8n-workflow';
import { formatCount } from '../../counts';
import type { CustomFieldChoice } from '../../lead/customFields';
import { parseFieldPath, type FieldPath } from '../../lead/fieldPath';
import { refuse, type Refusal } from '../../lead/rejection';
import { readItemParameter } from '../itemParameter';

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
