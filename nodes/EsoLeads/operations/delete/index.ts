import type { Operation } from '../operation';
import { execute } from './execute';
import { fields } from './fields';

/** One lead by its number, for good. */
export const deleteLead: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete lead',
	description:
		'Delete one lead (WhatsApp contact) from E-so by its contact number, for good. Use it only when the lead itself is to be removed; to change a lead, use Update.',
	fields,
	outputs: ['Lead'],
	execute,
};
