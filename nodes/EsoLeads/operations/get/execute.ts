import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readOneLead } from '../../answers/oneLead';
import type { LeadIdentity, ShownLead } from '../../answers/shownLead';
import type { ContactNumber } from '../../lead/contactNumber';
import { withoutZeros } from '../../lead/digits';
import { failedWith, type Failed } from '../../lead/itemFailure';
import { quote } from '../../lead/quote';
import { getLeadRequest, type LeadName, type PathPrefix } from '../../requests';
import type { EachTask, TaskReader } from '../eachItem/eachOperation';
import { executeEach } from '../eachItem/executeEach';
import { failedBy, notUnderstood, type Line } from '../eachItem/line';
import { readItemParameter } from '../itemParameter';
import {
	numberOptionFields,
	numberOptionsSchema,
	type NumberOptions,
} from '../oneLead/numberFields';
import { createLeadNumberReader, digitsInRequests, writtenNumber } from '../oneLead/readNumber';
import { createLeadDisplay } from '../simplify';

/** Gets one lead for each input item. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await executeEach(context, {
		options: { schema: numberOptionsSchema, fields: numberOptionFields },
		createReader,
	});
}

/** The lead that an item asks for. */
interface Sought {
	kind: 'sought';
	name: LeadName;
	/** For messages. */
	words: string;
	isAsked(identity: LeadIdentity): boolean;
}

function createReader(context: IExecuteFunctions, options: NumberOptions): TaskReader {
	const findBy = readItemParameter(context, 'findBy', 'contactNumber');
	const leadId = readItemParameter(context, 'leadId', '');
	const readNumber = createLeadNumberReader(context, options);
	const displayFor = createLeadDisplay(context);

	const readSought = (item: number): Sought | Failed => {
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
			perform: async (line) => await getLead(sought, line, display, options.pathPrefix),
		};
	};
}

/** Longer than any ID; where it comes from an expression it can be a cell of any size. */
const MAX_ID_CHARACTERS = 100;

/** Observed: IDs are integers. `Number` alone would also read 0x10 and 1e3 as some. */
const INTEGER_ID = /^[1-9]\d{0,14}$/;

function soughtById(value: unknown): Sought | Failed {
	const id = String(value ?? '').trim();
	if (id === '' || id.length > MAX_ID_CHARACTERS || typeof value === 'object') {
		return failedWith(
			'invalid_parameter',
			id === ''
				? "'Lead ID' is empty for this item. Fill it in, or leave the item out."
				: `'Lead ID' holds ${quote(value)}, which is no ID of a lead.`,
		);
	}
	// One that is none is sent as it is, for E-so to judge.
	const name = INTEGER_ID.test(id) ? { id: Number(id) } : { id };
	return {
		kind: 'sought',
		name,
		words: `lead with the ID ${quote(id)}`,
		isAsked: (identity) => identity.id === String(name.id),
	};
}

function soughtByNumber(number: ContactNumber, options: NumberOptions): Sought {
	// Which of the two E-so shows is not known; zeros may be lost in a JSON number.
	const known = [number.digits, `${number.countryCode}${number.digits}`].map(withoutZeros);
	return {
		kind: 'sought',
		name: { contact_number: digitsInRequests(number, options) },
		words: `lead with the contact number ${writtenNumber(number)}`,
		isAsked: ({ contact_number: shown }) =>
			shown !== undefined && known.includes(withoutZeros(shown.replace(/\D/g, ''))),
	};
}

async function getLead(
	{ name, words, isAsked }: Sought,
	line: Line,
	display: (lead: ShownLead) => ShownLead,
	prefix: PathPrefix,
): ReturnType<EachTask['perform']> {
	// A read, although it is a POST: repeating it is harmless.
	const answer = await line.ask(getLeadRequest(name, prefix), true);
	if (answer.kind !== 'accepted') return failedBy(answer, words);
	const found = readOneLead(answer.answer, isAsked);
	switch (found.kind) {
		case 'lead':
			return { kind: 'done', done: [display(found.lead)] };
		case 'noLead':
			return failedWith('not_found', `E-so has no ${words}: its answer is empty`);
		case 'otherLead':
			return failedWith(
				'unexpected_answer',
				`E-so was asked for the ${words}, and answered with something else. Please report it, with the version of the node.`,
			);
		case 'notUnderstood':
			return notUnderstood(`a ${words}`);
	}
}
