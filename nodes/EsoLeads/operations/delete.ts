import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { deleteLeadRequest } from '../api/requests';
import type { ContactNumber } from '../lead/lead';
import type { Operation } from './operation';
import { defaultCountryField } from './shared/defaultCountry';
import {
	contactNumberField,
	createLeadNumberReader,
	digitsInRequests,
	type NumberOptions,
	numberOptionSet,
	storedNumber,
	writtenNumber,
} from './shared/leadNumber';
import {
	executePerItem,
	type ItemClient,
	type ItemTask,
	type TaskReader,
	toFailure,
} from './shared/perItem';

const fields: readonly INodeProperties[] = [
	contactNumberField,
	defaultCountryField,
	...numberOptionSet.collections,
];

/** Deletes one lead by its number, permanently. */
export const deleteLead: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete lead',
	description: 'Delete one lead by its contact number, permanently',
	fields,
	outputs: ['Lead'],
	execute,
};

/** Deletes one lead for each input item. */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await executePerItem(context, {
		options: numberOptionSet,
		createReader,
		progress: {
			participle: 'deleted',
			again: 'Run again with the other items only: E-so no longer finds the deleted leads.',
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
			perform: async (client) => await deleteOne(number, client, options),
		};
	};
}

/**
 * Repeating a deletion is harmless. If the repeated request finds no such lead, the lead is gone,
 * as requested; since it may also never have existed, the item says so.
 */
async function deleteOne(
	number: ContactNumber,
	client: ItemClient,
	options: NumberOptions,
): ReturnType<ItemTask['perform']> {
	const digits = digitsInRequests(number, options);
	const answer = await client.change(deleteLeadRequest(digits, options.pathPrefix), true);
	const deleted = { deleted: true, contact_number: number.digits };
	if (answer.kind === 'accepted') return { kind: 'done', done: [deleted] };
	if (answer.kind === 'notFound' && client.isOutcomeUncertain())
		return { kind: 'done', done: [{ ...deleted, note: GONE }] };
	return toFailure(answer, `lead with the contact number ${writtenNumber(number)}`);
}

const GONE =
	"A first request had no usable answer. When it was repeated, E-so found no lead by this number: it is gone, was never there, or goes by another number (request option 'Country Code in Requests').";
