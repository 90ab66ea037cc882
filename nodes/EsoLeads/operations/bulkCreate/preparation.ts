import type { INodeExecutionData } from 'n8n-workflow';
import type { QueuedLead } from '../../delivery/outcome';
import { createSeenNumbers } from '../../lead/duplicates';
import { createNotes, type LeadNotes } from '../../lead/notes';
import { prepareLead } from '../../lead/prepareLead';
import { rejectionOf, type Rejection } from '../../lead/rejection';
import type { LeadReader } from './leadReader';
import type { BulkCreateOptions } from './options';

/** The leads of a run, prepared as they are pulled, and what came up on the way. */
export interface Preparation {
	leads: IterableIterator<QueuedLead>;
	/** Rejections so far, by the index of the input item. */
	rejections: Map<number, Rejection>;
	notes: LeadNotes;
	droppedDuplicates(): number;
}

/** Begins to prepare `items`; nothing is read before a lead is pulled. */
export function prepareLeads(
	items: readonly INodeExecutionData[],
	readLead: LeadReader,
	options: BulkCreateOptions,
): Preparation {
	const rejections = new Map<number, Rejection>();
	const notes = createNotes();
	const seen = createSeenNumbers();
	let dropped = 0;

	function* prepare(): Generator<QueuedLead> {
		for (const [item, { json }] of items.entries()) {
			const raw = readLead(item, json);
			const lead = 'kind' in raw ? raw : prepareLead(raw, options, notes);
			if (lead.kind === 'refusal') {
				rejections.set(item, rejectionOf(lead));
				continue;
			}
			const first = seen.firstItemWith(lead.digits, item);
			if (first === undefined) yield { item, json: lead.json, bytes: lead.bytes };
			else if (options.duplicates === 'drop') dropped += 1;
			else rejections.set(item, duplicateRejection(lead.digits, first));
		}
	}

	return { leads: prepare(), rejections, notes, droppedDuplicates: () => dropped };
}

function duplicateRejection(digits: string, first: number): Rejection {
	return {
		code: 'duplicate_contact_number',
		message: `The contact number ${digits} came before, in item ${first}. E-so keeps one lead a number, whatever its country code: the first was kept.`,
		duplicateOf: first,
		retryable: false,
	};
}
