import type { IExecuteFunctions } from 'n8n-workflow';
import { readCountry } from '../../lead/country';
import { parseFieldPath, type FieldPath } from '../../lead/fieldPath';
import type { CustomFieldChoice } from '../../lead/customFields';
import type { RawLead, Sourced } from '../../lead/prepareLead';
import { refuse, type Refusal } from '../../lead/rejection';
import { readFieldParameter, readItemParameter } from './itemParameter';

/** Reads an item by the node's parameters. */
export type LeadReader = (item: number, json: Record<string, unknown>) => RawLead | Refusal;

/** The parameters are looked up once; what depends on the item is read for each. */
export function createLeadReader(context: IExecuteFunctions): LeadReader {
	const contactNumber = readFieldParameter(context, 'contactNumberField', 'contact_number');
	const country = readFieldParameter(context, 'options.countryCodeField', 'country_code');
	const originField = readFieldParameter(context, 'options.originField', '');
	const origin = readItemParameter(context, 'origin', 'UPLOAD');
	const defaultCountry = readDefaultCountry(context);
	const customFields = readCustomFieldChoice(context);

	return (item, json) => {
		try {
			const number = contactNumber.at(item, json);
			const ownCountry = country.at(item, json);
			const ownOrigin = originField.at(item, json);
			return {
				json,
				contactNumber: number,
				country: ownCountry,
				defaultCountry: defaultCountry(item),
				origin: isEmpty(ownOrigin) ? { value: origin.at(item) } : ownOrigin,
				customFields: customFields([number.path, ownCountry.path, ownOrigin.path]),
			};
		} catch (error) {
			// Only expressions can throw here: one that fails for an item must not cost the others.
			return refuseExpression(error);
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

function isEmpty({ value }: Sourced): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/**
 * The choice for an item, given the paths that its number, country and origin were read from: these
 * are no custom fields.
 */
function readCustomFieldChoice(
	context: IExecuteFunctions,
): (used: ReadonlyArray<FieldPath | undefined>) => CustomFieldChoice {
	const kind = context.getNodeParameter('customFields', 0, 'all');
	if (kind === 'none') return () => ({ kind: 'none' });
	if (kind === 'selected') {
		const names = String(context.getNodeParameter('customFieldNames', 0, ''));
		const paths = names
			.split(',')
			.map((name) => name.trim())
			.filter((name) => name !== '')
			.map(parseFieldPath);
		return () => ({ kind: 'selected', paths });
	}
	return (used) => ({ kind: 'all', except: used.filter((path) => path !== undefined) });
}

function refuseExpression(error: unknown): Refusal {
	const reason = error instanceof Error ? error.message : 'it has no value';
	return refuse(
		'unsupported_field',
		`An expression in the node's parameters has no value for this item: ${reason}.`,
	);
}
