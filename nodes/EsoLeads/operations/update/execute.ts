import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ContactNumber } from '../../lead/contactNumber';
import { updateLeadRequest } from '../../requests';
import type { EachTask, TaskReader } from '../eachItem/eachOperation';
import { executeEach } from '../eachItem/executeEach';
import { failedBy, type Line } from '../eachItem/line';
import {
	createLeadNumberReader,
	digitsInRequests,
	storedNumber,
	writtenNumber,
} from '../oneLead/readNumber';
import { createChangesReader, type Changes } from './changes';
import { optionFields } from './fields';
import { updateOptionsSchema, type UpdateOptions } from './options';

/** Updates one lead for each input item. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await executeEach(context, {
		options: { schema: updateOptionsSchema, fields: optionFields },
		createReader,
		progress: {
			participle: 'updated',
			again:
				'Running again is safe for fields and tags; a lead whose number was changed has only the new one.',
		},
	});
}

function createReader(context: IExecuteFunctions, options: UpdateOptions): TaskReader {
	const readNumber = createLeadNumberReader(context, options);
	const readChanges = createChangesReader(context, options);
	return (item) => {
		const number = readNumber(item);
		if (number.kind === 'failed') return number;
		const changes = readChanges(item);
		if (changes.kind === 'failed') return changes;
		const numbers = [number, ...(changes.newNumber === undefined ? [] : [changes.newNumber])];
		return {
			kind: 'task',
			leads: numbers.map(storedNumber),
			perform: async (line) => await updateLead(number, changes, line, options),
		};
	};
}

/**
 * Setting the same fields and tags twice comes to the same, so that is repeated. A change of the
 * number is not, once an answer was lost: if it was done, the old number finds nothing any more, or
 * somebody else who was given it meanwhile.
 */
async function updateLead(
	number: ContactNumber,
	{ update, newNumber }: Changes,
	line: Line,
	options: UpdateOptions,
): ReturnType<EachTask['perform']> {
	const digits = digitsInRequests(number, options);
	const request = updateLeadRequest(digits, update.json, options.pathPrefix);
	const answer = await line.ask(request, newNumber === undefined);
	if (answer.kind !== 'accepted')
		return failedBy(answer, `lead with the contact number ${writtenNumber(number)}`);
	const row = { updated: true, contact_number: number.digits };
	return {
		kind: 'done',
		done: [newNumber === undefined ? row : { ...row, new_contact_number: newNumber.digits }],
	};
}
