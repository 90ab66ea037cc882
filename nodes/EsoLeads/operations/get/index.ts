import type { Operation } from '../operation';
import { execute } from './execute';
import { fields } from './fields';

/** One lead by its number or ID. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get lead',
	description:
		'Get one lead (WhatsApp contact) from E-so by its contact number or ID, with its tags and dates. A lead that E-so does not have is reported as not found.',
	fields,
	outputs: ['Lead'],
	execute,
};
