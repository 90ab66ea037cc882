import { MAX_LEAD_BYTES } from '../../delivery/body';
import type { LeadNotes } from '../../lead/notes';
import { prepareLead, type PreparedLead } from '../../lead/prepareLead';
import { refuse, type Refusal } from '../../lead/rejection';
import type { LeadReader } from './leadReader';
import type { ManyLeadsOptions } from './options';

/** Prepares the lead in `json` by the parameters for the input item `item`. */
export type LeadPreparer = (item: number, json: Record<string, unknown>) => PreparedLead | Refusal;

/** Prepares leads as the node is set up; `notes` collects what was changed on the way. */
export function createLeadPreparer(
	readLead: LeadReader,
	options: ManyLeadsOptions,
	notes: LeadNotes,
): LeadPreparer {
	const rules = { ...options, maxBytes: MAX_LEAD_BYTES };
	return (item, json) => {
		try {
			const raw = readLead(item, json);
			return 'kind' in raw ? raw : prepareLead(raw, rules, notes);
		} catch (error) {
			// Objects from other nodes can have getters and methods of their own.
			const reason = error instanceof Error ? error.message : 'it cannot be read';
			return refuse('unsupported_field', `The item cannot be read: ${reason}.`);
		}
	};
}

/** Counts a lead that is sent, if the channel key cannot hold the zero that its number begins with. */
export function noteLostZero(
	{ digits }: PreparedLead,
	{ contactKeys }: ManyLeadsOptions,
	notes: LeadNotes,
): void {
	if (digits.startsWith('0') && contactKeys !== 'contactNumber') notes.lostZeros += 1;
}
