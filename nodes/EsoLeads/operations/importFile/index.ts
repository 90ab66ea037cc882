import type { Operation } from '../operation';
import { execute } from './execute';
import { fields } from './fields';

/** A file of any size in, batches of leads out. */
export const importFile: Operation = {
	value: 'importFile',
	name: 'Import File',
	action: 'Import leads from file',
	description:
		'Send the rows of a CSV or NDJSON file of any size to E-so in batches, without loading the file into memory. Rows that cannot be sent come out with the reason and their line.',
	fields,
	outputs: ['Batches', 'Rejected'],
	execute,
};
