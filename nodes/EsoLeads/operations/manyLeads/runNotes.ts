import type { IExecuteFunctions } from 'n8n-workflow';
import { createNotes, type LeadNotes } from '../../lead/notes';
import { readConstantNames } from './customFieldReader';

/** Notes of a run that has prepared nothing yet: the selected fields are still to be seen. */
export function createRunNotes(context: IExecuteFunctions): LeadNotes {
	const names = readConstantNames(context);
	return createNotes(names?.kind === 'selected' ? names.paths.map(({ text }) => text) : []);
}
