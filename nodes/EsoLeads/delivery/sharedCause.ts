import { endSentence, listNames } from '../lead/wording';
import { isRefusal, type QueuedLead, type SendOutcome } from './outcome';
import type { CustomFields } from './ports';
import type { GroupRefusal } from './verdict';

/**
 * What a run knows about refused leads as long as E-so has accepted none. The cause may then be one
 * that all leads share, such as a wrong channel key, and every further request would be wasted.
 * Small leads that are too large have no cause of their own: they count as well afterwards, but
 * every lead that E-so accepts makes up for one.
 */
export type SharedRefusal = ReturnType<typeof createSharedRefusal>;

/** Why E-so refuses all leads, in sentences. */
export interface Explanation {
	message: string;
	/** What to do about it: the last sentence of the message. */
	remedy: string;
	/** The first of the custom fields that E-so objects to, if it is about those. */
	field?: string;
}

/** Why E-so refuses all leads, and the batch that showed it. */
export interface SharedCause extends Explanation {
	statusCode: number;
	batch: number;
}

/** If all leads of a batch are refused, this many are no coincidence. */
export const REFUSALS_TO_SUSPECT = 16;

/** Of a larger batch, this many: with nine bad leads in ten, one batch in twelve begins like that. */
export const REFUSALS_TO_FIND = 24;

/** Of leads that are too large, more: such an answer comes from a proxy, which may recover at any moment. */
export const TOO_LARGE_TO_FIND = 32;

/** How many refusals in all batches show a shared cause, and how many of them one batch may contribute. */
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
		/** Reports that E-so accepted so many leads, so there is no shared cause. */
		accepted(leads: number): void {
			if (!isRuledOut && kind === 'refused') byBatch.clear();
			isRuledOut = true;
			let left = leads;
			for (const [batch, count] of byBatch) {
				if (left >= count) byBatch.delete(batch);
				else byBatch.set(batch, count - left);
				left = Math.max(0, left - count);
			}
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

/** The custom fields that E-so objects to, and whether E-so has stored the lead without them. */
export interface FieldSearch {
	/** Empty if the cause is another one. */
	fields: readonly string[];
	/** Whether E-so objects to others as well. */
	hasMore: boolean;
	isStored: boolean;
}

/** Where E-so objects to so many fields, it objects to custom fields as such. */
const MOST_FIELDS = 3;

/**
 * Finds the custom fields because of which E-so refuses a lead: it sends the lead without custom
 * fields, then with half of the suspects at a time. If E-so accepts such a variant, the lead is
 * stored without the missing fields, so only one lead is used for all attempts.
 */
export async function findRefusedFields(
	lead: QueuedLead,
	{ names, keep }: CustomFields,
	sendVariant: (lead: QueuedLead) => Promise<SendOutcome>,
): Promise<FieldSearch> {
	let isStored = false;
	const isTaken: IsTaken = async (kept) => {
		const json = keep(lead.json, kept);
		const sent = await sendVariant({ ...lead, json, bytes: Buffer.byteLength(json) });
		isStored ||= sent.kind === 'accepted';
		return isRefusal(sent) || sent.kind === 'accepted' ? sent.kind === 'accepted' : undefined;
	};
	const fields: string[] = [];
	let others = names(lead.json);
	let isFound = others.length === 0 || (await isTaken([])) !== true;
	while (!isFound && fields.length < MOST_FIELDS) {
		const field = await findOne(others, isTaken);
		// E-so may ignore the fields of a number that it has just stored; then it no longer refuses
		// anything.
		if (field === undefined || (await isTaken([field])) !== false)
			return { fields: [], hasMore: false, isStored };
		fields.push(field);
		others = others.filter((name) => name !== field);
		isFound = others.length === 0 || (await isTaken(others)) === true;
	}
	return { fields, hasMore: !isFound, isStored };
}

/** Whether E-so accepts the lead with only these custom fields; undefined if it did not say. */
type IsTaken = (kept: readonly string[]) => Promise<boolean | undefined>;

/** One of the fields that E-so objects to, of which there is at least one. */
async function findOne(names: readonly string[], isTaken: IsTaken): Promise<string | undefined> {
	let suspects = names;
	const cleared: string[] = [];
	while (suspects.length > 1) {
		const half = suspects.slice(0, Math.ceil(suspects.length / 2));
		const taken = await isTaken([...cleared, ...half]);
		if (taken === undefined) return undefined;
		if (taken) cleared.push(...half);
		suspects = taken ? suspects.slice(half.length) : half;
	}
	return suspects[0];
}

/** The shared cause in sentences, with E-so's words. */
export function describeSharedCause(
	{ kind, message }: GroupRefusal,
	search?: FieldSearch,
): Explanation {
	const words =
		kind === 'tooLarge'
			? 'E-so refuses even single leads as too large'
			: 'E-so refused every lead that was sent';
	const [field] = search?.fields ?? [];
	const remedy =
		kind === 'tooLarge'
			? 'Check the Base URL, and what is between n8n and E-so, such as a proxy.'
			: search === undefined || field === undefined
				? "Check what all leads share: 'Support Channel Key', 'Contact Number Keys', or a custom field."
				: describeFields(search);
	const named = field === undefined ? {} : { field };
	return { message: `${words}: ${endSentence(message)} ${remedy}`, remedy, ...named };
}

function describeFields({ fields, hasMore }: FieldSearch): string {
	const names = listNames(fields);
	if (hasMore)
		return `E-so accepts them without custom fields, but not with ${names} and others: leave these out, or change their values.`;
	return fields.length === 1
		? `E-so accepts them without the field ${names}: leave it out, or change its values.`
		: `E-so accepts them without the fields ${names}: leave them out, or change their values.`;
}
