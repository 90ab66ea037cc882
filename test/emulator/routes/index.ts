import { bulkCreate } from './bulkCreate';
import { listLeads } from './listLeads';
import type { Route } from './route';

/** Every operation that the emulator knows: a further one is a file here and a name in this list. */
export const ROUTES: readonly Route[] = [bulkCreate, listLeads];
