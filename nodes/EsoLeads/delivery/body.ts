import type { QueuedLead } from './outcome';

/** A body holds at most this much (assumed: no limit is documented). */
export const MAX_BODY_BYTES = 1_000_000;

const BEGIN = '{"data":[';
const END = ']}';

/** What a body has beside its leads. */
export const ENVELOPE_BYTES = BEGIN.length + END.length;

/** The length of the longest lead that a body can hold. */
export const MAX_LEAD_BYTES = MAX_BODY_BYTES - ENVELOPE_BYTES;

/** The body of a request (documented: `{"data":[lead, …]}`, at most 500 leads). */
export function leadsBody(leads: readonly QueuedLead[]): string {
	return BEGIN + leads.map((lead) => lead.json).join(',') + END;
}
