import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readOneLead } from '../../answers/oneLead';
import type { ShownLead } from '../../answers/shownLead';
import { failedWith, type Failed } from '../../lead/itemFailure';
import { getLeadRequest, type PathPrefix } from '../../requests';
import type { EachTask, TaskReader } from '../eachItem/eachOperation';
import { executeEach } from '../eachItem/executeEach';
import { failedBy, notUnderstood, type Line } from '../eachItem/line';
import { readItemParameter } from '../itemParameter';
import {
	numberOptionFields,
	numberOptionsSchema,
	type NumberOptions,
} from '../oneLead/numberFields';
import { createLeadNumberReader } from '../oneLead/readNumber';
import { createLeadDisplay } from '../simplify';
import { soughtById, soughtByNumber, type Sought } from './sought';

/** Gets one lead for each input item. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await executeEach(context, {
		options: { schema: numberOptionsSchema, fields: numberOptionFields },
		createReader,
	});
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
