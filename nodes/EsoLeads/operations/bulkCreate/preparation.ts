import type { INodeExecutionData } from 'n8n-workflow';
import type { QueuedLead } from '../../delivery/outcome';
import { createSeenNumbers } from '../../lead/duplicates';
import type { LeadNotes } from '../../lead/notes';
import { rejectionOf, type Rejection } from '../../lead/rejection';
import { createLeadPreparer, noteLostZero } from '../manyLeads/leadPreparer';
import type { LeadReader } from '../manyLeads/leadReader';
import type { ManyLeadsOptions } from '../manyLeads/options';

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
	options: ManyLeadsOptions,
	notes: LeadNotes,
): Preparation {
	const rejections = new Map<number, Rejection>();
	const duplicates = new Map<number, number>();
	const seen = createSeenNumbers();
	const prepare = createLeadPreparer(readLead, options, notes);
	let itemsRead = 0;

	function* prepareAll(): Generator<QueuedLead> {
		for (const { json } of items) {
			const item = itemsRead;
			itemsRead += 1;
			const lead = prepare(item, json);
			if (lead.kind === 'refusal') {
				rejections.set(item, rejectionOf(lead));
				continue;
			}
			const first = seen.firstPlaceOf(lead.digits, item);
			if (first !== undefined) {
				duplicates.set(item, first);
				continue;
			}
			noteLostZero(lead, options, notes);
			yield { item, json: lead.json, bytes: lead.bytes };
		}
	}

	return { leads: prepareAll(), rejections, duplicates, notes, itemsRead: () => itemsRead };
}
