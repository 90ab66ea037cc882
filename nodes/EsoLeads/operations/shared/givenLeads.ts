import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import { MAX_LEAD_BYTES } from '../../delivery/batches';
import { deliver } from '../../delivery/deliver';
import type { LeadOutcome, QueuedLead } from '../../delivery/outcome';
import type { RunFailure } from '../../delivery/run';
import { createSeenNumbers } from '../../lead/duplicates';
import { toRecord, type WireField } from '../../lead/fields/customFields';
import { readGivenFields } from '../../lead/fields/givenFields';
import { type ContactNumber, createNotes, readOrigin } from '../../lead/lead';
import { type PreparedLead, writeLead } from '../../lead/prepareLead';
import { type FailedItem, type Rejection, toFailedItem } from '../../lead/refusals';
import { describeNotes } from '../../report/hints';
import { missingOutcomeRejection, orphanRejection, toPlace } from '../../report/items';
import { originField } from './bulkFields';
import { deliveryPorts, deliveryRules } from './bulkRun';
import { addHints } from './context';
import { defaultCountryField } from './defaultCountry';
import type { Session } from './itemwise';
import { contactNumberField, createLeadNumberReader } from './leadNumber';
import { leadOptionsSchema } from './options';
import { readItemParameter, readPairs } from './parameters';
import { noteNumber } from './readLead';
import { type BulkRequestOptions, bulkRequestOptionsSchema } from './requestOptions';

/** The options of Create, with their checks and defaults. */
export const givenLeadOptionsSchema = z.object({
	...bulkRequestOptionsSchema.shape,
	...leadOptionsSchema.shape,
});

export type GivenLeadOptions = z.infer<typeof givenLeadOptionsSchema>;

/** A parameter for any number of fields, each with a name and a value. */
export function createFieldsField(
	shown: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
): INodeProperties {
	return {
		...shown,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add field',
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
	originField,
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
	options: GivenLeadOptions,
): (item: number) => GivenLead | FailedItem {
	const readNumber = createLeadNumberReader(context, options);
	const originParameter = readItemParameter(context, 'origin', 'UPLOAD');
	const fieldsParameter = readItemParameter(context, 'leadFields.field', []);
	const rules = { ...options, maxBytes: MAX_LEAD_BYTES };

	return (item) => {
		const number = readNumber(item);
		if (number.kind === 'failed') return number;
		const origin = readOrigin(originParameter.at(item));
		if (origin.kind === 'refusal') return toFailedItem(origin);
		const given = readGivenFields(readPairs(fieldsParameter.at(item)), { ...rules, ...FIELDS });
		if (given.kind === 'failed') return given;
		const { fields } = given;
		const lead = writeLead(number, origin.value, fields, rules);
		return lead.kind === 'refusal'
			? toFailedItem(lead)
			: { kind: 'lead', number, origin: origin.value, fields, lead };
	};
}

/** What happened to the lead of one item. */
export type GivenOutcome<Given extends GivenLead> = AcceptedLead<Given> | FailedItem;

/** A lead that E-so has now. */
export interface AcceptedLead<Given extends GivenLead> {
	kind: 'accepted';
	given: Given;
	/** The item with the same number that was sent instead. */
	duplicateOf: number | undefined;
}

/** What happened to the leads of a run, one per item, in the order of the items. */
export interface GivenDelivery<Given extends GivenLead> {
	outcomes: Array<GivenOutcome<Given>>;
	/** Why the run ended before its last batch, if it did. */
	stopped: RunFailure | undefined;
}

/**
 * Sends the leads of all items in batches: 10,000 leads take 20 requests. If several have the same
 * number, only the first is sent, since E-so would ignore the others (documented), and all of them
 * get its outcome.
 */
export async function deliverGivenLeads<
	Given extends GivenLead,
	Options extends BulkRequestOptions,
>(
	readings: ReadonlyArray<Given | FailedItem>,
	{ context, options, connection, waitBudget }: Session<Options>,
): Promise<GivenDelivery<Given>> {
	const notes = createNotes();
	const duplicates = findDuplicates(readings);
	function* queue(): Generator<QueuedLead | undefined> {
		for (const [item, reading] of readings.entries()) {
			if (reading.kind === 'failed' || duplicates.has(item)) {
				yield undefined;
				continue;
			}
			const { lead } = reading;
			noteNumber(lead, options, notes);
			yield { item, json: lead.json, bytes: lead.bytes };
		}
	}
	const { batches, stopped } = await deliver(queue(), deliveryRules(context, options), {
		...deliveryPorts(context, { options, connection }),
		waitBudget,
	});
	addHints(context, describeNotes(notes, options));

	const sent = new Map<number, LeadOutcome>();
	for (const { items, outcomes } of batches)
		for (const [place, outcome] of outcomes.entries()) sent.set(items[place] ?? -1, outcome);
	const items = context.getInputData();
	const outcomes = readings.map((reading, item): GivenOutcome<Given> => {
		if (reading.kind === 'failed') return reading;
		const duplicateOf = duplicates.get(item);
		const outcome = sent.get(duplicateOf ?? item);
		if (outcome?.kind === 'accepted') return { kind: 'accepted', given: reading, duplicateOf };
		if (duplicateOf !== undefined)
			return toFailed(orphanRejection(duplicateOf, toPlace(items, duplicateOf)));
		return toFailed(outcome?.rejection ?? missingOutcomeRejection(stopped === undefined, stopped));
	});
	return { outcomes, stopped };
}

/** For items whose number occurred before: the index of the item that is sent, by item index. */
function findDuplicates(
	readings: ReadonlyArray<GivenLead | FailedItem>,
): ReadonlyMap<number, number> {
	const seen = createSeenNumbers(Math.random);
	const duplicates = new Map<number, number>();
	for (const [item, reading] of readings.entries()) {
		if (reading.kind === 'failed') continue;
		const first = seen.enter(reading.lead.number, item);
		if (first !== undefined) duplicates.set(item, first.place);
	}
	return duplicates;
}

function toFailed({ code, message, statusCode, retryable }: Rejection): FailedItem {
	const status = statusCode === undefined ? {} : { statusCode };
	return { kind: 'failed', failure: { code, message, ...status, retryable } };
}

/** An accepted lead on the output: as it was sent, with the number in two parts. */
export function acceptedRow({ number, origin, fields }: GivenLead) {
	return {
		contact_number: number.digits,
		country_code: number.countryCode,
		origin,
		fields: toRecord(fields),
	};
}
