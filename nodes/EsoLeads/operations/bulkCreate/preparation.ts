import type { INodeExecutionData } from 'n8n-workflow';
import { MAX_LEAD_BYTES } from '../../delivery/body';
import type { QueuedLead } from '../../delivery/outcome';
import { createSeenNumbers } from '../../lead/duplicates';
import type { LeadNotes } from '../../lead/notes';
import { prepareLead, type PreparedLead } from '../../lead/prepareLead';
import { refuse, rejectionOf, type Refusal, type Rejection } from '../../lead/rejection';
import type { LeadReader } from './leadReader';
import type { BulkCreateOptions } from './options';

/** The leads of a run, prepared as they are pulled, and what came up on the way. */
export interface Preparation {
	leads: IterableIterator<QueuedLead>;
	/** Rejections so far, by the index of the input item. */
	rejections: Map<number, Rejection>;
	/** Items whose number came before: the index of the item that was kept. */
	duplicates: Map<number, number>;
	notes: LeadNotes;
	/** How many items were read so far. */
	itemsRead(): number;
}

/** Begins to prepare `items`; nothing is read before a lead is pulled. */
export function prepareLeads(
	items: readonly INodeExecutionData[],
	readLead: LeadReader,
	options: BulkCreateOptions,
	notes: LeadNotes,
): Preparation {
	const rejections = new Map<number, Rejection>();
	const duplicates = new Map<number, number>();
	const seen = createSeenNumbers();
	const rules = { ...options, maxBytes: MAX_LEAD_BYTES };
	let itemsRead = 0;

	const prepare = (item: number, json: Record<string, unknown>): PreparedLead | Refusal => {
		try {
			const raw = readLead(item, json);
			return 'kind' in raw ? raw : prepareLead(raw, rules, notes);
		} catch (error) {
			// Objects from other nodes can have getters and methods of their own.
			const reason = error instanceof Error ? error.message : 'it cannot be read';
			return refuse('unsupported_field', `The item cannot be read: ${reason}.`);
		}
	};

	function* prepareAll(): Generator<QueuedLead> {
		for (const [item, { json }] of items.entries()) {
			itemsRead = item + 1;
			const lead = prepare(item, json);
			if (lead.kind === 'refusal') {
				rejections.set(item, rejectionOf(lead));
				continue;
			}
			const first = seen.firstItemWith(lead.digits, item);
			if (first !== undefined) {
				duplicates.set(item, first);
				continue;
			}
			if (lead.digits.startsWith('0') && rules.contactKeys !== 'contactNumber')
				notes.lostZeros += 1;
			yield { item, json: lead.json, bytes: lead.bytes };
		}
	}

	return { leads: prepareAll(), rejections, duplicates, notes, itemsRead: () => itemsRead };
}
