import { isRefusal, type QueuedLead, type SendOutcome } from './outcome';
import type { Sender } from './sender';
import { REFUSALS_TO_FIND, REFUSALS_TO_SUSPECT } from './sharedCause';
import type { GroupRefusal } from './verdict';

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
	{ run, splitting, batch, attempt, budget }: Sender,
): Promise<Probing> {
	const { ports, over } = run;
	const { sharedRefusal } = splitting;
	const left = [...leads];
	while (!sharedRefusal.isRuledOut() && !over.aborted) {
		if (sharedRefusal.isFound()) return 'sharedByRun';
		const refusals = sharedRefusal.refusals(batch);
		if (refusals >= REFUSALS_TO_FIND && !budget.allows(left.length)) return 'sharedByBatch';
		const drawn = left.splice(Math.floor(ports.random() * left.length), 1);
		if (drawn.length === 0) return refusals >= REFUSALS_TO_SUSPECT ? 'sharedByBatch' : 'mixed';
		const sent = await attempt(drawn);
		budget.book(drawn, sent);
		if (!isRefusal(sent)) break;
	}
	return sharedRefusal.isFound() ? 'sharedByRun' : 'mixed';
}

/** Leads that E-so refused together, and its answer. */
export interface SuspectGroup {
	leads: readonly QueuedLead[];
	refusal: GroupRefusal;
}

/**
 * Separates the refused leads of a group from the others by generalised binary splitting: it sends
 * groups of the size that the refusal rate suggests, and parts of each refused group, until the
 * refused leads are found one by one. Requests that are likely to get the most leads accepted go
 * first, so that most good leads are through when the budget is used up.
 *
 * Every lead of the group has an outcome in the ledger afterwards.
 *
 * @param isSuspect whether the refusal was about these leads only, so that one of them must be bad.
 */
export async function isolate(
	group: SuspectGroup,
	sender: Sender,
	isSuspect: boolean,
): Promise<void> {
	const { run, attempt, ledger, budget } = sender;
	const search = createSearch(group, sender, isSuspect);
	for (;;) {
		const left = search.unsettled();
		if (run.over.aborted && left.length > 0) {
			await attempt(left);
			return;
		}
		if (!budget.allows(1)) {
			ledger.leaveUnresolved(left, search.refusal());
			return;
		}
		const trial = search.next();
		if (trial === undefined) return;
		const sent = await attempt(trial.leads);
		budget.book(trial.leads, sent);
		search.note(trial, sent);
	}
}

/** Leads to be sent together: new ones, or a part of a refused group. */
interface Trial {
	leads: readonly QueuedLead[];
	/** The refused group that they are a part of. */
	partOf?: SuspectGroup;
}

/** What is known about the leads of a refused group that have no outcome yet. */
function createSearch(
	group: SuspectGroup,
	{ run, splitting: { refusalRate } }: Sender,
	isSuspect: boolean,
) {
	/** Leads about which nothing is known. */
	let unknown = isSuspect ? [] : group.leads;
	/** Groups that each hold a bad lead, the smallest first. */
	let suspects = isSuspect && group.leads.length > 0 ? [group] : [];
	let { refusal } = group;
	let most = group.leads.length;
	/** How many neighbouring unknown groups in a row were accepted. */
	let streak = 0;

	const suspect = (leads: readonly QueuedLead[], said: GroupRefusal) => {
		if (leads.length > 0) suspects = insertBySize(suspects, { leads, refusal: said });
	};

	const next = (): Trial | undefined => {
		const largest = suspects.at(-1);
		const size = largest?.leads.length ?? 0;
		const part = size > 1 ? refusalRate.bestGroup(Math.min(most, size - 1), size) : ALONE;
		const limit = Math.min(most, unknown.length);
		const fresh = refusalRate.bestGroup(limit);
		if (limit > 0 && (largest === undefined || fresh.gain >= part.gain)) {
			const stride = fresh.size * 2 ** Math.max(0, streak - CHANCE_STREAK);
			const leads = unknown.slice(0, Math.min(limit, stride));
			unknown = unknown.slice(leads.length);
			return { leads };
		}
		if (largest === undefined) return undefined;
		suspects = suspects.slice(0, -1);
		return { leads: largest.leads.slice(0, part.size), partOf: largest };
	};

	/**
	 * Bad leads come in clusters: the search speeds up while it finds none, and moves elsewhere
	 * when it finds one.
	 */
	const noteFresh = (isAccepted: boolean) => {
		streak = isAccepted ? streak + 1 : 0;
		if (isAccepted) return;
		const place = Math.floor(run.ports.random() * unknown.length);
		unknown = [...unknown.slice(place), ...unknown.slice(0, place)];
	};

	return {
		/** What to try next; undefined when every lead is settled. */
		next,
		note({ leads, partOf: whole }: Trial, sent: SendOutcome): void {
			const rest = whole?.leads.slice(leads.length) ?? [];
			const isTooLarge = sent.kind === 'tooLarge';
			if (isRefusal(sent)) refusal = sent;
			if (whole === undefined) noteFresh(sent.kind === 'accepted');
			if (isTooLarge) most = Math.max(1, Math.floor(leads.length / 2));
			if (sent.kind === 'accepted' || sent.kind === 'refused')
				refusalRate.note(leads.length, sent.kind === 'accepted', whole?.leads.length);
			// Once the accepted leads are out, the rest of the refused group must hold the bad one.
			if (sent.kind === 'accepted' && whole !== undefined) suspect(rest, whole.refusal);
			else if (isTooLarge && leads.length > 1 && whole !== undefined)
				suspect(whole.leads, whole.refusal);
			else unknown = [...unknown, ...(isTooLarge && leads.length > 1 ? leads : []), ...rest];
			if (sent.kind === 'refused' && leads.length > 1) suspect(leads, sent);
		},
		unsettled: (): readonly QueuedLead[] => [...suspects.flatMap(({ leads }) => leads), ...unknown],
		/** What E-so said last. */
		refusal: () => refusal,
	};
}

/** The groups with another one, the smallest first. */
function insertBySize(groups: readonly SuspectGroup[], group: SuspectGroup): SuspectGroup[] {
	const place = groups.findIndex(({ leads }) => leads.length > group.leads.length);
	return groups.toSpliced(place === -1 ? groups.length : place, 0, group);
}

/** Runs this short are often just chance. */
const CHANCE_STREAK = 2;

/** A lead that must be bad is still sent alone, so that it gets its own message from E-so. */
const ALONE = { size: 1, gain: 0 };
