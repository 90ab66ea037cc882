import { deliver } from '../../delivery/deliver';
import type { LeadOutcome, QueuedLead } from '../../delivery/outcome';
import type { RunFailure } from '../../delivery/run';
import { createSeenNumbers } from '../../lead/duplicates';
import { toRecord } from '../../lead/fields/customFields';
import { createNotes } from '../../lead/lead';
import type { FailedItem, Rejection } from '../../lead/refusals';
import { describeNotes } from '../../report/hints';
import { missingOutcomeRejection, orphanRejection } from '../../report/items';
import { deliveryPorts, deliveryRules } from './bulkRun';
import { addHints } from './context';
import type { GivenLead } from './givenLead';
import type { Session } from './itemwise';
import { noteNumber } from './readLead';
import type { BulkRequestOptions } from './requestOptions';

/** What happened to the lead of one item. */
export type GivenOutcome<Given extends GivenLead> = AcceptedLead<Given> | FailedItem;

/** A lead that E-so has now. */
export interface AcceptedLead<Given extends GivenLead> {
	kind: 'accepted';
	given: Given;
	/** The item with the same number that was sent instead. */
	duplicateOf: number | undefined;
}

/** What happened to the leads of a run, one per item, in the order of the items. */
export interface GivenDelivery<Given extends GivenLead> {
	outcomes: Array<GivenOutcome<Given>>;
	/** Why the run ended before its last batch, if it did. */
	stopped: RunFailure | undefined;
}

/**
 * Sends the leads of all items in batches: 10,000 leads take 20 requests. If several have the same
 * number, only the first is sent, since E-so would ignore the others (documented), and all of them
 * get its outcome.
 */
export async function deliverGivenLeads<
	Given extends GivenLead,
	Options extends BulkRequestOptions,
>(
	readings: ReadonlyArray<Given | FailedItem>,
	{ context, options, connection, waitBudget }: Session<Options>,
): Promise<GivenDelivery<Given>> {
	const notes = createNotes();
	const duplicates = findDuplicates(readings);
	function* queue(): Generator<QueuedLead | undefined> {
		for (const [item, reading] of readings.entries()) {
			if (reading.kind === 'failed' || duplicates.has(item)) {
				yield undefined;
				continue;
			}
			const { lead } = reading;
			noteNumber(lead, options, notes);
			yield { item, json: lead.json, bytes: lead.bytes };
		}
	}
	const { batches, stopped } = await deliver(queue(), deliveryRules(context, options), {
		...deliveryPorts(context, { options, connection }),
		waitBudget,
	});
	addHints(context, describeNotes(notes, options));

	const sent = new Map<number, LeadOutcome>();
	for (const { items, outcomes } of batches) {
		for (const [place, outcome] of outcomes.entries()) sent.set(items[place] ?? -1, outcome);
	}
	const outcomes = readings.map((reading, item): GivenOutcome<Given> => {
		if (reading.kind === 'failed') return reading;
		const duplicateOf = duplicates.get(item);
		const outcome = sent.get(duplicateOf ?? item);
		if (outcome?.kind === 'accepted') return { kind: 'accepted', given: reading, duplicateOf };
		if (duplicateOf !== undefined) return toFailed(orphanRejection('Item', duplicateOf));
		return toFailed(outcome?.rejection ?? missingOutcomeRejection(stopped === undefined, stopped));
	});
	return { outcomes, stopped };
}

/** For items whose number occurred before: the index of the item that is sent, by item index. */
function findDuplicates(
	readings: ReadonlyArray<GivenLead | FailedItem>,
): ReadonlyMap<number, number> {
	const seen = createSeenNumbers(Math.random);
	const duplicates = new Map<number, number>();
	for (const [item, reading] of readings.entries()) {
		if (reading.kind === 'failed') continue;
		const first = seen.enter(reading.lead.number, item);
		if (first !== undefined) duplicates.set(item, first.place);
	}
	return duplicates;
}

function toFailed({ code, message, statusCode, retryable }: Rejection): FailedItem {
	const status = statusCode === undefined ? {} : { statusCode };
	return { kind: 'failed', failure: { code, message, ...status, retryable } };
}

/** An accepted lead on the output: as it was sent, with the number in two parts. */
export function acceptedRow({ number, origin, fields }: GivenLead) {
	return {
		contact_number: number.digits,
		country_code: number.countryCode,
		origin,
		fields: toRecord(fields),
	};
}
