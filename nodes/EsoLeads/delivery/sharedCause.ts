import { endSentence } from '../lead/wording';
import type { CustomFields } from './learning';
import { type GroupRefusal, isRefusal, type QueuedLead, type SendOutcome } from './outcome';
import type { Sender } from './send';
import { type Explanation, REFUSALS_TO_FIND } from './sharedRefusal';

/** What sending single leads of a batch has shown. */
export type Probing =
	/** E-so accepts some leads, so the refused ones have to be found. */
	| 'mixed'
	/** E-so refused every lead that was sent, of this batch and of others. */
	| 'sharedByRun'
	/** It refused so many single leads of this batch that it will hardly accept the others. */
	| 'sharedByBatch';

/**
 * Sends single leads of a refused batch, drawn at random, until E-so accepts one, or until it is
 * clear that it accepts none. If the budget allows, every lead is sent.
 */
export async function probe(
	leads: readonly QueuedLead[],
	batch: number,
	{ run, attempt, budget }: Sender,
): Promise<Probing> {
	const { sharedRefusal, ports, over } = run;
	const left = [...leads];
	while (!sharedRefusal.isRuledOut && !over.aborted) {
		if (sharedRefusal.isFound()) return 'sharedByRun';
		const isClear = sharedRefusal.refusals(batch) >= REFUSALS_TO_FIND;
		if (isClear && !budget.allows(left.length)) return 'sharedByBatch';
		const drawn = left.splice(Math.floor(ports.random() * left.length), 1);
		if (drawn.length === 0) return isClear ? 'sharedByBatch' : 'mixed';
		const sent = await attempt(drawn);
		budget.book(drawn, sent);
		if (!isRefusal(sent)) break;
	}
	return sharedRefusal.isFound() ? 'sharedByRun' : 'mixed';
}

/** The custom field that E-so objects to, and whether E-so has stored the lead without it. */
export interface FieldSearch {
	field: string | undefined;
	isStored: boolean;
}

/**
 * Finds the custom field because of which E-so refuses a lead: it sends the lead without custom
 * fields, then with half of the suspects at a time. If E-so accepts such a variant, the lead is
 * stored without the missing fields, so only one lead is used for all attempts.
 */
export async function findRefusedField(
	lead: QueuedLead,
	{ names, keep }: CustomFields,
	sendVariant: (lead: QueuedLead) => Promise<SendOutcome>,
): Promise<FieldSearch> {
	const found: FieldSearch = { field: undefined, isStored: false };
	const isTaken = async (kept: readonly string[]): Promise<boolean | undefined> => {
		const json = keep(lead.json, kept);
		const sent = await sendVariant({ ...lead, json, bytes: Buffer.byteLength(json) });
		found.isStored ||= sent.kind === 'accepted';
		return isRefusal(sent) || sent.kind === 'accepted' ? sent.kind === 'accepted' : undefined;
	};
	let suspects = names(lead.json);
	const cleared: string[] = [];
	if (suspects.length === 0 || (await isTaken([])) !== true) return found;
	while (suspects.length > 1) {
		const half = suspects.slice(0, Math.ceil(suspects.length / 2));
		const taken = await isTaken([...cleared, ...half]);
		if (taken === undefined) return found;
		if (taken) cleared.push(...half);
		suspects = taken ? suspects.slice(half.length) : half;
	}
	// E-so may ignore the fields of a number that it has just stored; then it no longer refuses
	// anything.
	if ((await isTaken(suspects)) === false) found.field = suspects[0];
	return found;
}

/** The shared cause in sentences, with E-so's words. */
export function describeSharedCause(
	{ kind, message }: GroupRefusal,
	field: string | undefined,
): Explanation {
	const words =
		kind === 'tooLarge'
			? 'E-so refuses even single leads as too large'
			: 'E-so refused every lead that was sent';
	const remedy =
		kind === 'tooLarge'
			? 'Check the Base URL, and what is between n8n and E-so, such as a proxy.'
			: field === undefined
				? "Check what all leads share: 'Support Channel Key', 'Contact Number Keys', or a custom field."
				: `E-so takes them without the field '${field}': leave that out, or change its values.`;
	return { message: `${words}: ${endSentence(message)} ${remedy}`, remedy };
}
