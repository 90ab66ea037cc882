import { endSentence } from '../lead/wording';
import { isRefusal, type QueuedLead, type SendOutcome } from './outcome';
import type { CustomFields } from './ports';
import type { GroupRefusal } from './verdict';

/**
 * What a run knows about refused leads as long as E-so has accepted none. The cause may then be one
 * that all leads share, such as a wrong channel key, and every further request would be wasted.
 * Small leads that are too large have no cause of their own: of these, the ones since E-so last
 * accepted something count as well.
 */
export type SharedRefusal = ReturnType<typeof createSharedRefusal>;

/** Why E-so refuses all leads, in sentences. */
export interface Explanation {
	message: string;
	/** What to do about it: the last sentence of the message. */
	remedy: string;
}

/** Why E-so refuses all leads, and the batch that showed it. */
export interface SharedCause extends Explanation {
	statusCode: number;
	batch: number;
}

/** This many refused leads of a batch are no coincidence. */
export const REFUSALS_TO_FIND = 16;

/** A proxy that finds single leads too large says nothing about them, and may recover at any moment. */
export const TOO_LARGE_TO_FIND = 2 * REFUSALS_TO_FIND;

/** Nor are so many of several batches, of which each contributes at most this many. */
const LIMITS = {
	refused: { ofRun: REFUSALS_TO_FIND, ofBatch: REFUSALS_TO_FIND / 2 },
	tooLarge: { ofRun: 24, ofBatch: TOO_LARGE_TO_FIND / 2 },
} as const;

/** For a run in which nothing was refused before, but `hasAccepted` if leads were accepted. */
export function createSharedRefusal(hasAccepted = false) {
	const byBatch = new Map<number, number>();
	let isRuledOut = hasAccepted;
	let kind: GroupRefusal['kind'] = 'refused';
	let explanation: Promise<Explanation> | undefined;
	let suspected: SharedCause | undefined;
	const refusals = (batch: number) => byBatch.get(batch) ?? 0;
	return {
		/** Reports that E-so accepted leads, so there is no shared cause. */
		accepted(): void {
			isRuledOut = true;
			byBatch.clear();
		},
		isRuledOut: () => isRuledOut,
		/**
		 * Reports that E-so refused a single lead of a batch, or a batch that is not to be split. Leads
		 * that are large by themselves are not reported.
		 */
		refused(batch: number, how: GroupRefusal['kind']): void {
			if (isRuledOut && how === 'refused') return;
			kind = how;
			byBatch.set(batch, refusals(batch) + 1);
		},
		/** How often that was reported for a batch. */
		refusals,
		/** Whether enough leads of several batches were refused to be sure of a shared cause. */
		isFound(): boolean {
			const { ofRun, ofBatch } = LIMITS[kind];
			const counted = [...byBatch.values()].map((count) => Math.min(count, ofBatch));
			return counted.reduce((sum, count) => sum + count, 0) >= ofRun;
		},
		/** What leads were refused for together; `find` is called once per run. */
		async explain(find: () => Promise<Explanation>): Promise<Explanation> {
			explanation ??= find();
			return await explanation;
		},
		/** Reports that E-so refused all that was sent of a batch, though other batches may fare better. */
		suspect(cause: SharedCause): void {
			suspected ??= cause;
		},
		/** The first cause that was suspected, unless E-so has accepted leads since. */
		suspicion: () => (isRuledOut ? undefined : suspected),
	};
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
