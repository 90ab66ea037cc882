import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ContactNumber } from '../../lead/contactNumber';
import { deleteLeadRequest } from '../../requests';
import type { EachTask, TaskReader } from '../eachItem/eachOperation';
import { executeEach } from '../eachItem/executeEach';
import { failedBy, type Line } from '../eachItem/line';
import {
	numberOptionFields,
	numberOptionsSchema,
	type NumberOptions,
} from '../oneLead/numberFields';
import {
	createLeadNumberReader,
	digitsInRequests,
	storedNumber,
	writtenNumber,
} from '../oneLead/readNumber';

/** Deletes one lead for each input item. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await executeEach(context, {
		options: { schema: numberOptionsSchema, fields: numberOptionFields },
		createReader,
		progress: {
			participle: 'deleted',
			again: 'Run again with the others only: E-so does not find what is deleted.',
		},
	});
}

function createReader(context: IExecuteFunctions, options: NumberOptions): TaskReader {
	const readNumber = createLeadNumberReader(context, options);
	return (item) => {
		const number = readNumber(item);
		if (number.kind === 'failed') return number;
		return {
			kind: 'task',
			leads: [storedNumber(number)],
			perform: async (line) => await deleteLead(number, line, options),
		};
	};
}

/**
 * Repeating it is harmless: a lead that is gone is not deleted twice. A repetition then finds no
 * such lead, which is what was asked for; since it may also never have been there, the item says so.
 */
async function deleteLead(
	number: ContactNumber,
	line: Line,
	options: NumberOptions,
): ReturnType<EachTask['perform']> {
	const digits = digitsInRequests(number, options);
	const answer = await line.ask(deleteLeadRequest(digits, options.pathPrefix), true);
	const deleted = { deleted: true, contact_number: number.digits };
	if (answer.kind === 'accepted') return { kind: 'done', done: [deleted] };
	if (answer.kind === 'notFound' && line.hasLostAnswer())
		return { kind: 'done', done: [{ ...deleted, note: GONE }] };
	return failedBy(answer, `lead with the contact number ${writtenNumber(number)}`);
}

const GONE =
	"A first request had no usable answer. When it was repeated, E-so found no lead by this number: it is gone, was never there, or goes by another number (option 'Number in Requests').";
