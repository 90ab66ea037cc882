import type { IExecuteFunctions } from 'n8n-workflow';
import { readCountry } from '../../lead/country';
import type { RawLead } from '../../lead/prepareLead';
import { refuse, type Refusal, type RejectionCode } from '../../lead/rejection';
import { describeNoValue, isEmpty, readFieldParameter, readItemParameter } from '../itemParameter';
import { createCustomFieldReader } from './customFieldReader';

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
