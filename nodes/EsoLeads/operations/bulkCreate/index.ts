import { fields } from '../manyLeads/fields';
import type { Operation } from '../operation';
import { execute } from './execute';

/** Many items in, batches of leads out. */
export const bulkCreate: Operation = {
	value: 'bulkCreate',
	name: 'Bulk Create',
	action: 'Create many leads',
	description:
		'Send any number of leads to E-so in batches. Numbers that E-so already has are left as they are. What cannot be sent comes out with the reason.',
	fields,
	outputs: ['Batches', 'Rejected'],
	execute,
};
