import type { Operation } from '../operation';
import { execute } from './execute';
import { fields } from './fields';

/** Leads page by page. */
export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many leads',
	description:
		'Get a list of leads (WhatsApp contacts) from E-so: all of them, or up to a limit, with filters if needed. To get one lead whose number or ID is known, use Get.',
	fields,
	outputs: ['Leads'],
	execute,
};
