import { bulkCreate } from './bulkCreate';
import { deleteLead } from './deleteLead';
import { getLead } from './getLead';
import { listLeads } from './listLeads';
import { listTags } from './listTags';
import type { Route } from './route';
import { updateLead } from './updateLead';

/** Every operation that the emulator knows: a further one is a file here and a name in this list. */
export const ROUTES: readonly Route[] = [
	bulkCreate,
	deleteLead,
	getLead,
	listLeads,
	listTags,
	updateLead,
];
