import { type CustomFields, REFUSALS_TO_FIND } from './learning';
import { type GroupRefusal, isRefusal, type QueuedLead, type SendOutcome } from './outcome';
import { bookRequest, type Sender } from './send';

/** How a batch was found while leads of it were sent alone. */
export type Probing =
	/** E-so accepts leads: the refused ones are to be told from them. */
	| 'mixed'
	/** E-so refused every lead that was sent, of this batch and of others. */
	| 'sharedByRun'
	/** It refused so many leads of this batch alone that the others will hardly fare better. */
	| 'sharedByBatch';

/**
 * Sends leads of a refused batch alone, drawn at random, until E-so accepts one, or until it is
 * clear that it accepts none. As long as the budget allows, every lead is.
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
		if (isClear && left.length > budget.requests) return 'sharedByBatch';
		const drawn = left.splice(Math.floor(ports.random() * left.length), 1);
		if (drawn.length === 0) break;
		const sent = await attempt(drawn);
		bookRequest(budget, drawn, sent);
		if (!isRefusal(sent)) break;
	}
	return sharedRefusal.isFound() ? 'sharedByRun' : 'mixed';
}

/** Which custom field E-so minds, and whether it has the lead without it by now. */
export interface FieldSearch {
	field: string | undefined;
	isStored: boolean;
}

/**
 * Finds the custom field for which E-so refuses a lead: by sending the lead without any of them, then
 * with half of those that are under suspicion. A lead that E-so takes so is stored without them,
 * which is why one lead has to do for all tries.
 */
export async function findRefusedField(
	lead: QueuedLead,
	{ names, keep }: CustomFields,
	sendVariant: (lead: QueuedLead) => Promise<SendOutcome>,
): Promise<FieldSearch> {
	const found: FieldSearch = { field: undefined, isStored: false };
	const isTaken = async (kept: readonly string[]): Promise<boolean | undefined> => {
		const json = keep(lead.json, kept);
		const sent = await sendVariant({ ...lead, json, bytes: toByteLength(json) });
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
	// E-so might ignore what a number that it has by now brings along: then it refuses nothing more.
	if ((await isTaken(suspects)) === false) found.field = suspects[0];
	return found;
}

function toByteLength(text: string): number {
	return new TextEncoder().encode(text).byteLength;
}

/** What all leads of a run share, in a sentence, with E-so's words. */
export function describeSharedCause(
	{ kind, message }: GroupRefusal,
	field: string | undefined,
): string {
	if (kind === 'tooLarge')
		return `E-so refuses even single leads as too large: ${message}. Check the Base URL, and what stands between n8n and E-so, such as a proxy.`;
	const words = `E-so refused every lead that was sent: ${message}.`;
	return field === undefined
		? `${words} Check what all leads share: 'Support Channel Key', 'Contact Number Keys', or a custom field.`
		: `${words} It takes them without the field '${field}': leave that out, or change its values.`;
}
