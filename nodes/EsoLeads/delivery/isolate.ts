import { type GroupRefusal, isRefusal, type QueuedLead, type SendOutcome } from './outcome';
import type { Run } from './run';
import { bookRequest, type Sender } from './send';

/** Leads that E-so refused together, and what it said. */
export interface RefusedGroup {
	leads: readonly QueuedLead[];
	refusal: GroupRefusal;
}

/**
 * Tells the refused leads of a group from the others by generalised binary splitting: groups as
 * large as the rate of refused leads suggests are sent, and of a group that is refused a part, until
 * refused leads stand alone. What is likely to have most leads accepted goes first, so that most of
 * the good leads are through when the budget is used up.
 *
 * Every lead of the group has an outcome in the ledger afterwards.
 *
 * @param isSuspect whether the refusal was of these leads alone, so that one of them must be bad.
 */
export async function isolate(
	group: RefusedGroup,
	{ run, attempt, ledger, budget }: Sender,
	isSuspect: boolean,
): Promise<void> {
	const search = createSearch(group, run, isSuspect);
	for (;;) {
		const left = search.unsettled();
		if (run.over.aborted && left.length > 0) {
			await attempt(left);
			return;
		}
		if (budget.requests < 1) {
			ledger.leaveUnresolved(left, search.refusal());
			return;
		}
		const trial = search.next();
		if (trial === undefined) return;
		const sent = await attempt(trial.leads);
		bookRequest(budget, trial.leads, sent);
		search.note(trial, sent);
	}
}

/** Leads to be sent together: new ones, or a part of a refused group. */
interface Trial {
	leads: readonly QueuedLead[];
	/** The refused group that they are a part of. */
	suspects?: RefusedGroup;
}

/** What is known of the leads of a refused group that have no outcome yet. */
interface Search {
	/** What to try next; undefined when every lead is settled. */
	next(): Trial | undefined;
	note(trial: Trial, sent: SendOutcome): void;
	unsettled(): readonly QueuedLead[];
	/** What E-so said last. */
	refusal(): GroupRefusal;
}

function createSearch(
	group: RefusedGroup,
	{ refusalRate, ports: { random } }: Run,
	isSuspect: boolean,
): Search {
	/** Leads of which nothing is known. */
	let unknown = isSuspect ? [] : group.leads;
	/** Groups that hold a bad lead each, the smallest first. */
	let suspects = isSuspect && group.leads.length > 0 ? [group] : [];
	let { refusal } = group;
	let most = group.leads.length;
	/** Groups in a row, side by side, of which nothing was known and that were accepted. */
	let streak = 0;

	const suspect = (leads: readonly QueuedLead[], said: GroupRefusal) => {
		if (leads.length === 0) return;
		const place = suspects.findIndex((other) => other.leads.length > leads.length);
		const at = place === -1 ? suspects.length : place;
		suspects = suspects.toSpliced(at, 0, { leads, refusal: said });
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
		return { leads: largest.leads.slice(0, part.size), suspects: largest };
	};

	/** Bad leads come in clusters: the search goes faster where it meets none, and elsewhere else. */
	const noteFresh = (isAccepted: boolean) => {
		streak = isAccepted ? streak + 1 : 0;
		if (isAccepted) return;
		const place = Math.floor(random() * unknown.length);
		unknown = [...unknown.slice(place), ...unknown.slice(0, place)];
	};

	return {
		next,
		note({ leads, suspects: whole }, sent) {
			const rest = whole?.leads.slice(leads.length) ?? [];
			const isTooLarge = sent.kind === 'tooLarge';
			if (isRefusal(sent)) refusal = sent;
			if (whole === undefined) noteFresh(sent.kind === 'accepted');
			if (isTooLarge) most = Math.max(1, Math.floor(leads.length / 2));
			if (sent.kind === 'accepted' || sent.kind === 'refused')
				refusalRate.note(leads.length, sent.kind === 'accepted', whole?.leads.length);
			// With good leads out of it, the rest of a refused group must be to blame.
			if (sent.kind === 'accepted' && whole !== undefined) suspect(rest, whole.refusal);
			else if (isTooLarge && leads.length > 1 && whole !== undefined)
				suspect(whole.leads, whole.refusal);
			else unknown = [...unknown, ...(isTooLarge && leads.length > 1 ? leads : []), ...rest];
			if (sent.kind === 'refused' && leads.length > 1) suspect(leads, sent);
		},
		unsettled: () => [...suspects.flatMap(({ leads }) => leads), ...unknown],
		refusal: () => refusal,
	};
}

/** So many groups in a row are accepted by chance often enough. */
const CHANCE_STREAK = 2;

/** A lead that must be bad is sent alone all the same: E-so's words for it are its own. */
const ALONE = { size: 1, gain: 0 };
