import type { INodeExecutionData } from 'n8n-workflow';
import type { QueuedLead } from '../../delivery/outcome';
import { createPacer } from '../../delivery/ports';
import { createSeenNumbers, type EarlierLead } from '../../lead/duplicates';
import type { LeadNotes } from '../../lead/lead';
import { type Rejection, toRejection } from '../../lead/refusals';
import { formatCount, formatQuantity } from '../../lead/wording';
import { toPlace } from '../../report/items';
import type { BulkOptions } from '../shared/bulkFields';
import { type SetupFailure, systemClock } from '../shared/context';
import { createLeadPreparer, type LeadReader, noteNumber } from '../shared/readLead';

/** The leads of a run, prepared as they are pulled, and what was found on the way. */
export interface Preparation {
	leads: IterableIterator<QueuedLead | undefined>;
	/** Rejections so far, by the index of the input item. */
	rejections: Map<number, Rejection>;
	/** For items whose number occurred before: the index of the item that was kept. */
	duplicates: Map<number, EarlierLead>;
	notes: LeadNotes;
	/** How many items have been read. */
	itemsRead(): number;
}

/** Starts to prepare `items`; nothing is read until a lead is pulled. */
export function prepareLeads(
	items: readonly INodeExecutionData[],
	readLead: LeadReader,
	options: BulkOptions,
	notes: LeadNotes,
): Preparation {
	const rejections = new Map<number, Rejection>();
	const duplicates = new Map<number, EarlierLead>();
	const seen = createSeenNumbers(Math.random);
	const prepare = createLeadPreparer(readLead, options, notes);
	let itemsRead = 0;

	function* prepareAll(): Generator<QueuedLead | undefined> {
		for (const { json } of items) {
			const item = itemsRead;
			itemsRead += 1;
			const lead = prepare(item, json);
			if (lead.kind === 'refusal') {
				rejections.set(item, toRejection(lead));
				yield undefined;
				continue;
			}
			const first = seen.enter(lead.number, item);
			if (first !== undefined) {
				duplicates.set(item, first);
				yield undefined;
				continue;
			}
			noteNumber(lead, options, notes);
			yield { item, json: lead.json, bytes: lead.bytes };
		}
	}

	return { leads: prepareAll(), rejections, duplicates, notes, itemsRead: () => itemsRead };
}

/**
 * For *Invalid Leads: Stop Before Anything Is Sent*: prepares all leads to see whether each can be
 * sent. None is kept, since all of them at once would take three times the memory; they are
 * prepared again for sending. Ends early if the user stops the execution. Duplicates are no reason
 * to stop: they have an option of their own.
 *
 * @returns why the run must not begin; undefined if it may.
 */
export async function findInvalidLeads(
	{ leads, rejections }: Preparation,
	items: readonly INodeExecutionData[],
	cancelled: AbortSignal,
): Promise<SetupFailure | undefined> {
	const pace = createPacer(systemClock);
	while (leads.next().done !== true && !cancelled.aborted) {
		const pause = pace();
		if (pause !== undefined) await pause;
	}
	const [first] = rejections;
	if (first === undefined) return undefined;
	const [item, { message }] = first;
	const [place, , shown] = toPlace(items, item);
	return {
		kind: 'setupFailure',
		message: `${formatQuantity(rejections.size, 'lead')} of the input cannot be sent; the first, ${place.toLowerCase()} ${formatCount(shown)}: ${message}`,
		description:
			"Nothing was sent. Correct the leads, or set 'Invalid Leads' to Send to Rejected to send the others.",
		code: 'not_sent',
	};
}
