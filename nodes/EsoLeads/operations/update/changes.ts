import type { IExecuteFunctions } from 'n8n-workflow';
import { MAX_BODY_BYTES } from '../../delivery/body';
import type { PickedField } from '../../lead/customFields';
import { failedWith, type Failed } from '../../lead/itemFailure';
import { prepareUpdate, type PreparedUpdate, type RawUpdate } from '../../lead/leadUpdate';
import { quote } from '../../lead/quote';
import { readTagIds } from '../../lead/tagIds';
import { isEmpty, readItemParameter } from '../itemParameter';
import { createNumberReader } from '../oneLead/readNumber';
import { readPairs } from '../pairs';
import type { UpdateOptions } from './options';

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

/** Looks the parameters up. */
export function createChangesReader(
	context: IExecuteFunctions,
	options: UpdateOptions,
): (item: number) => Changes | Failed {
	const fieldsToUpdate = readItemParameter(context, 'fieldsToUpdate.field', []);
	const addTags = readItemParameter(context, 'addTags', []);
	const removeTags = readItemParameter(context, 'removeTags', []);
	const readNewNumber = createNumberReader(context, NEW_NUMBER, options);
	const newCountryCode = readItemParameter(context, NEW_NUMBER.country.name, '');
	const rules = { nestedFields: options.nestedFields, maxBytes: MAX_BODY_BYTES };

	return (item) => {
		const fields = readFields(fieldsToUpdate.at(item));
		if (fields.kind === 'failed') return fields;
		const add = readTagIds(addTags.at(item), 'Add Tag Names or IDs');
		if (add.kind === 'failed') return add;
		const remove = readTagIds(removeTags.at(item), 'Remove Tag Names or IDs');
		if (remove.kind === 'failed') return remove;
		const newNumber = readNewNumber(item);
		if (newNumber?.kind === 'failed') return newNumber;
		if (newNumber === undefined && !isEmpty(newCountryCode.at(item))) return numberMissing();
		const raw = { fields: fields.fields, addTags: add.ids, removeTags: remove.ids, newNumber };
		const update = prepareUpdate(raw, rules);
		return update.kind === 'failed' ? update : { kind: 'changes', update, newNumber };
	};
}

function numberMissing(): Failed {
	return failedWith(
		'invalid_parameter',
		"'New Country Code' is filled in, and 'New Contact Number' is not. Fill in both or none.",
	);
}

function readFields(value: unknown): { kind: 'fields'; fields: PickedField[] } | Failed {
	const fields = readPairs(value);
	const nameless = fields.find(([name]) => name === '');
	return nameless === undefined
		? { kind: 'fields', fields }
		: failedWith(
				'invalid_parameter',
				`In 'Fields to Update', the value ${quote(nameless[1])} has no name.`,
			);
}
