import type { Operation } from '../operation';
import { execute } from './execute';
import { fields } from './fields';

/** One lead's fields, tags and number. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update lead',
	description:
		'Change one lead (WhatsApp contact) that E-so already has: its custom fields, its tags or its contact number. What is not named stays as it is. To add new leads, use Bulk Create.',
	fields,
	outputs: ['Lead'],
	execute,
};
