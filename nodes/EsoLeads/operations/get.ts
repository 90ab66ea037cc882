import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { type LeadIdentity, readOneLead, type ShownLead } from '../api/answers';
import { getLeadRequest, type LeadName, type PathPrefix } from '../api/requests';
import type { ContactNumber } from '../lead/lead';
import { withoutZeros } from '../lead/phone/cell';
import { type FailedItem, failedWith } from '../lead/refusals';
import { quote } from '../lead/wording';
import type { Operation } from './operation';
import { defaultCountryField } from './shared/defaultCountry';
import {
	contactNumberField,
	createLeadNumberReader,
	digitsInRequests,
	type NumberOptions,
	numberOptionSet,
	writtenNumber,
} from './shared/leadNumber';
import { readItemParameter } from './shared/parameters';
import {
	executePerItem,
	type ItemClient,
	type ItemTask,
	type TaskReader,
	toFailure,
	unknownShape,
} from './shared/perItem';
import { createLeadDisplay, simplifyField } from './shared/shownLeads';

const byNumber = { show: { findBy: ['contactNumber'] } };

const fields: readonly INodeProperties[] = [
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		options: [
			{ name: 'Contact Number', value: 'contactNumber' },
			{ name: 'Lead ID', value: 'id' },
		],
		default: 'contactNumber',
		description: 'How to find the lead',
	},
	{ ...contactNumberField, displayOptions: byNumber },
	{ ...defaultCountryField, displayOptions: byNumber },
	{
		displayName: 'Lead ID',
		name: 'leadId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 1234',
		displayOptions: { show: { findBy: ['id'] } },
		description: "The ID of the lead in E-so, as shown by 'Get Many'",
	},
	simplifyField,
	...numberOptionSet.collections,
];

/** One lead by its number or ID. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get lead',
	description: 'Get one lead by its contact number or ID, with its tags and dates',
	fields,
	outputs: ['Lead'],
	execute,
};

/** Gets one lead for each input item. */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await executePerItem(context, {
		options: numberOptionSet,
		createReader,
	});
}

function createReader(context: IExecuteFunctions, options: NumberOptions): TaskReader {
	const findBy = readItemParameter(context, 'findBy', 'contactNumber');
	const leadId = readItemParameter(context, 'leadId', '');
	const readNumber = createLeadNumberReader(context, options);
	const displayFor = createLeadDisplay(context);

	const readSought = (item: number): Sought | FailedItem => {
		if (findBy.at(item) === 'id') return soughtById(leadId.at(item));
		const number = readNumber(item);
		return number.kind === 'failed' ? number : soughtByNumber(number, options);
	};
	return (item) => {
		const sought = readSought(item);
		if (sought.kind === 'failed') return sought;
		const display = displayFor(item);
		return {
			kind: 'task',
			leads: [],
			perform: async (client) => await getLead(sought, client, display, options.pathPrefix),
		};
	};
}

async function getLead(
	{ name, words, isAsked }: Sought,
	client: ItemClient,
	display: (lead: ShownLead) => ShownLead,
	prefix: PathPrefix,
): ReturnType<ItemTask['perform']> {
	// A read, although it is a POST.
	const answer = await client.read(getLeadRequest(name, prefix));
	if (answer.kind !== 'accepted') return toFailure(answer, words);
	const found = readOneLead(answer.answer, isAsked);
	switch (found.kind) {
		case 'lead':
			return { kind: 'done', done: [display(found.lead)] };
		case 'noLead':
			return failedWith('not_found', `E-so has no ${words}: its answer is empty`);
		case 'otherLead':
			return failedWith(
				'unexpected_answer',
				`E-so was asked for the ${words}, and returned something else. Please report it, with the version of the node.`,
			);
		case 'unknownShape':
			return unknownShape(`a ${words}`);
	}
}

/** The lead that an item is looking for. */
export interface Sought {
	kind: 'sought';
	name: LeadName;
	/** For messages. */
	words: string;
	isAsked(identity: LeadIdentity): boolean;
}

/** Longer than any ID. A value from an expression can be a cell of any size. */
const MAX_ID_CHARACTERS = 100;

/** Observed: IDs are integers. `Number` alone would also accept 0x10 and 1e3. */
const INTEGER_ID = /^[1-9]\d{0,14}$/;

/** The lead with this ID, or why `value` is not an ID. */
export function soughtById(value: unknown): Sought | FailedItem {
	const id = String(value ?? '').trim();
	if (id === '' || id.length > MAX_ID_CHARACTERS || typeof value === 'object') {
		return failedWith(
			'invalid_parameter',
			id === ''
				? "'Lead ID' is empty for this item. Fill it in, or leave the item out."
				: `'Lead ID' holds ${quote(value)}, which is not the ID of a lead.`,
		);
	}
	// Anything else is sent unchanged for E-so to judge.
	const name = INTEGER_ID.test(id) ? { id: Number(id) } : { id };
	return {
		kind: 'sought',
		name,
		words: `lead with the ID ${quote(id)}`,
		isAsked: (identity) => identity.id === String(name.id),
	};
}

/** The lead with this contact number. */
function soughtByNumber(number: ContactNumber, options: NumberOptions): Sought {
	// It is not known which of the two E-so returns; a JSON number may lose leading zeros.
	const known = [number.digits, `${number.countryCode}${number.digits}`].map(withoutZeros);
	return {
		kind: 'sought',
		name: { contact_number: digitsInRequests(number, options) },
		words: `lead with the contact number ${writtenNumber(number)}`,
		isAsked: ({ contact_number: shown }) =>
			shown !== undefined && known.includes(withoutZeros(shown.replace(/\D/g, ''))),
	};
}
