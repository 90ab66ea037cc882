import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { MAX_LEAD_BYTES } from '../../delivery/batches';
import type { WireField } from '../../lead/fields/customFields';
import { readGivenFields } from '../../lead/fields/givenFields';
import { readOrigin } from '../../lead/lead';
import type { ContactNumber } from '../../lead/lead';
import { type PreparedLead, writeLead } from '../../lead/prepareLead';
import { type FailedItem, toItemFailure } from '../../lead/refusals';
import { readItemParameter, readPairs } from './parameters';
import { defaultCountryField } from './defaultCountry';
import { contactNumberField, createLeadNumberReader } from './leadNumber';
import type { LeadOptions } from './options';
import type { BulkRequestOptions } from './requestOptions';

/** A parameter for any number of fields, each with a name and a value. */
export function createFieldsField(
	shown: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
): INodeProperties {
	return {
		...shown,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. city',
						description: 'The name of the custom field in E-so',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. Pune',
					},
				],
			},
		],
	};
}

/** The parameters for a lead, one for each of its parts. */
export const givenLeadFields: readonly INodeProperties[] = [
	{
		...contactNumberField,
		description:
			'The phone number with + and its country code, or as it is written in the default country',
	},
	defaultCountryField,
	{
		displayName: 'Origin',
		name: 'origin',
		type: 'string',
		default: 'UPLOAD',
		required: true,
		placeholder: 'e.g. UPLOAD',
		description: 'Where the lead comes from, as shown in E-so: 1 to 6 characters',
	},
	// Observed: E-so's app shows the field `name` as the contact's name.
	createFieldsField({
		displayName: 'Fields',
		name: 'leadFields',
		description:
			"What else E-so stores: text, numbers and booleans. 'name' is shown as the contact's name.",
	}),
];

/** A lead from an item's parameters, read and checked. */
export interface GivenLead {
	kind: 'lead';
	number: ContactNumber;
	origin: string;
	fields: readonly WireField[];
	/** As it travels. */
	lead: PreparedLead;
}

const FIELDS = {
	label: 'Fields',
	advice: "Use 'Contact Number', 'Default Country' and 'Origin' instead.",
};

/** Looks up the parameters once; what depends on the item is read for each item. */
export function createGivenLeadReader(
	context: IExecuteFunctions,
	options: LeadOptions & BulkRequestOptions,
): (item: number) => GivenLead | FailedItem {
	const readNumber = createLeadNumberReader(context, options);
	const originParameter = readItemParameter(context, 'origin', 'UPLOAD');
	const fieldsParameter = readItemParameter(context, 'leadFields.field', []);
	const rules = { ...options, maxBytes: MAX_LEAD_BYTES };

	return (item) => {
		const number = readNumber(item);
		if (number.kind === 'failed') return number;
		const origin = readOrigin(originParameter.at(item));
		if (origin.kind === 'refusal') return toItemFailure(origin);
		const given = readGivenFields(readPairs(fieldsParameter.at(item)), { ...rules, ...FIELDS });
		if (given.kind === 'failed') return given;
		const { fields } = given;
		const lead = writeLead(number, origin.value, fields, rules);
		return lead.kind === 'refusal'
			? toItemFailure(lead)
			: { kind: 'lead', number, origin: origin.value, fields, lead };
	};
}
