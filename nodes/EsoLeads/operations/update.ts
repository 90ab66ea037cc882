import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import { updateLeadRequest } from '../api/requests';
import { type ContactNumber, MAX_BODY_BYTES } from '../lead/lead';
import { type PreparedUpdate, prepareUpdate, type RawUpdate, readTagIds } from '../lead/leadUpdate';
import { type FailedItem, failedWith } from '../lead/refusals';
import type { Operation } from './operation';
import { defaultCountryField } from './shared/defaultCountry';
import { createFieldsField } from './shared/givenLeads';
import {
	contactNumberField,
	createLeadNumberReader,
	createNumberReader,
	digitsInRequests,
	leadRequestOptionFields,
	numberOptionsSchema,
	storedNumber,
	writtenNumber,
} from './shared/leadNumber';
import {
	createCollection,
	givenLeadOptions,
	leadOptionsSchema,
	type OptionSet,
} from './shared/options';
import { isEmpty, readItemParameter, readPairs } from './shared/parameters';
import {
	executePerItem,
	type ItemClient,
	type ItemTask,
	type TaskReader,
	toFailure,
} from './shared/perItem';
import { addTagsField, removeTagsField } from './shared/tags';

const updateOptionsSchema = z.object({
	...numberOptionsSchema.shape,
	nestedFields: leadOptionsSchema.shape.nestedFields,
});

export type UpdateOptions = z.infer<typeof updateOptionsSchema>;

/** The options of Update. */
export const updateOptionSet: OptionSet<UpdateOptions> = {
	schema: updateOptionsSchema,
	collections: [givenLeadOptions, createCollection('requestOptions', leadRequestOptionFields)],
};

const fields: readonly INodeProperties[] = [
	contactNumberField,
	defaultCountryField,
	createFieldsField({
		displayName: 'Fields to Update',
		name: 'fieldsToUpdate',
		description: 'Custom fields to change. All others stay as they are.',
	}),
	addTagsField,
	removeTagsField,
	{
		displayName: 'New Contact Number',
		name: 'newContactNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. +91 81928 29285',
		description: 'The new number of the lead. Leave empty to keep the current one.',
	},
	{
		displayName: 'New Country Code',
		name: 'newCountryCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 91',
		description: 'The country code of the new number, if it is written without one: 91, +91 or IN',
	},
	...updateOptionSet.collections,
];

/** Changes a lead's fields, tags and number. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update lead',
	description: 'Change the fields, tags or number of a lead that E-so already has',
	fields,
	outputs: ['Lead'],
	execute,
};

/** Updates one lead for each input item. */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await executePerItem(context, {
		options: updateOptionSet,
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
			perform: async (client) => await updateLead(number, changes, client, options),
		};
	};
}

/**
 * Setting the same fields and tags twice has the same effect, so that is repeated. A change of the
 * number is not repeated once an answer was lost: if it was carried out, the old number finds
 * nothing, or somebody else who has got it in the meantime.
 */
async function updateLead(
	number: ContactNumber,
	{ update, newNumber }: Changes,
	client: ItemClient,
	options: UpdateOptions,
): ReturnType<ItemTask['perform']> {
	const digits = digitsInRequests(number, options);
	const request = updateLeadRequest(digits, update.json, options.pathPrefix);
	const answer = await client.change(request, newNumber === undefined);
	if (answer.kind !== 'accepted')
		return toFailure(answer, `lead with the contact number ${writtenNumber(number)}`);
	const row = { updated: true, contact_number: number.digits };
	return {
		kind: 'done',
		done: [newNumber === undefined ? row : { ...row, new_contact_number: newNumber.digits }],
	};
}

/** What one item changes. */
export interface Changes {
	kind: 'changes';
	update: PreparedUpdate;
	newNumber: RawUpdate['newNumber'];
}

const NEW_NUMBER = {
	name: 'newContactNumber',
	label: 'New Contact Number',
	country: { name: 'newCountryCode', label: 'New Country Code' },
};

/** Looks up the parameters. */
export function createChangesReader(
	context: IExecuteFunctions,
	options: UpdateOptions,
): (item: number) => Changes | FailedItem {
	const fieldsToUpdate = readItemParameter(context, 'fieldsToUpdate.field', []);
	const addTags = readItemParameter(context, 'addTags', []);
	const removeTags = readItemParameter(context, 'removeTags', []);
	const readNewNumber = createNumberReader(context, NEW_NUMBER, options);
	const newCountryCode = readItemParameter(context, NEW_NUMBER.country.name, '');
	const rules = { nestedFields: options.nestedFields, maxBytes: MAX_BODY_BYTES };

	return (item) => {
		const fields = readPairs(fieldsToUpdate.at(item));
		const add = readTagIds(addTags.at(item), 'Add Tag Names or IDs');
		if (add.kind === 'failed') return add;
		const remove = readTagIds(removeTags.at(item), 'Remove Tag Names or IDs');
		if (remove.kind === 'failed') return remove;
		const newNumber = readNewNumber(item);
		if (newNumber?.kind === 'failed') return newNumber;
		if (newNumber === undefined && !isEmpty(newCountryCode.at(item))) return numberMissing();
		const raw = { fields, addTags: add.ids, removeTags: remove.ids, newNumber };
		const update = prepareUpdate(raw, rules);
		return update.kind === 'failed' ? update : { kind: 'changes', update, newNumber };
	};
}

function numberMissing(): FailedItem {
	return failedWith(
		'invalid_parameter',
		"'New Country Code' is filled in, but 'New Contact Number' is not. Fill in both or neither.",
	);
}
