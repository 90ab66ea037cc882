import type { Ledger } from './ledger';
import type { QueuedLead } from './outcome';
import type { GroupRefusal, SendOutcome } from './send';

/** Leads that E-so refused together, and what it said. */
export interface RefusedGroup {
	leads: readonly QueuedLead[];
	refusal: GroupRefusal;
}

/**
 * Sends some leads of the batch. Whatever the answer settles is entered in the ledger; a refusal is
 * returned for isolation to settle.
 */
export type Attempt = (leads: readonly QueuedLead[]) => Promise<SendOutcome>;

/** How many more requests a batch may take to be split. */
export interface SplitBudget {
	requests: number;
}

/**
 * One bad lead in 500 takes at most 18; many bad leads must not turn a batch into one request per
 * lead.
 */
export const MAX_SPLIT_REQUESTS = 60;

/**
 * When both halves of a batch are refused, this many leads, spread over the batch, are sent alone.
 * If E-so refuses every one with the same words, the fault lies in what all leads share, such as a
 * wrong channel key.
 */
const PROBES = 8;

/**
 * Finds the refused leads of a batch: halves what was refused until refused leads stand alone; the
 * largest groups first, so that most of the good leads are through when the budget is used up.
 *
 * Every lead of `batch` has an outcome in the ledger afterwards.
 */
export async function isolate(
	batch: RefusedGroup,
	attempt: Attempt,
	ledger: Ledger,
	budget: SplitBudget,
): Promise<void> {
	const groups: RefusedGroup[] = [batch];

	/** Sends leads alone or in a group; a group that is refused is queued for halving. */
	const tryLeads = async (leads: readonly QueuedLead[]): Promise<SendOutcome> => {
		budget.requests -= 1;
		const sent = await attempt(leads);
		if (!isRefusal(sent)) return sent;
		if (leads.length > 1) groups.push({ leads, refusal: sent });
		else ledger.refuse(leads, sent);
		return sent;
	};

	/** @returns whether both halves were refused. */
	const tryHalves = async ({ leads, refusal }: RefusedGroup): Promise<boolean> => {
		const [left, right] = halve(leads);
		const sentLeft = await tryLeads(left);
		if (sentLeft.kind === 'accepted' && right.length > 1) {
			// With a good left half the refusal was the right half's: it need not be sent to know that.
			groups.push({ leads: right, refusal });
			return false;
		}
		const sentRight = await tryLeads(right);
		return isRefusal(sentLeft) && isRefusal(sentRight);
	};

	for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
		const leads = ledger.unsettled(group.leads);
		if (leads.length === 0) continue;
		if (budget.requests < 2) {
			ledger.leaveUnresolved(leads, group.refusal);
		} else if (leads.length < group.leads.length) {
			// Some were settled alone meanwhile: the old refusal says nothing of those that are left.
			await tryLeads(leads);
		} else if ((await tryHalves(group)) && group === batch && budget.requests >= PROBES) {
			const cause = await probe(batch.leads, tryLeads, ledger);
			if (cause !== undefined) ledger.refuseTogether(ledger.unsettled(batch.leads), cause);
		}
	}
}

/**
 * @returns the refusal that all probes met in the same words; undefined if any lead was accepted or
 *   met something else.
 */
async function probe(
	batch: readonly QueuedLead[],
	tryLeads: Attempt,
	ledger: Ledger,
): Promise<GroupRefusal | undefined> {
	let cause: GroupRefusal | undefined;
	for (const lead of spread(ledger.unsettled(batch), PROBES)) {
		const sent = await tryLeads([lead]);
		if (!isRefusal(sent)) return undefined;
		if (cause !== undefined && sent.message !== cause.message) return undefined;
		cause = sent;
	}
	return cause;
}

/** A lead that is too large to travel with others is found like a bad one. */
function isRefusal(sent: SendOutcome): sent is GroupRefusal {
	return sent.kind === 'refused' || sent.kind === 'tooLarge';
}

/** A list in two halves; the left one is the larger. */
export function halve<Part>(whole: readonly Part[]): [readonly Part[], readonly Part[]] {
	const middle = Math.ceil(whole.length / 2);
	return [whole.slice(0, middle), whole.slice(middle)];
}

/** At most `count` parts (2 or more) at even distances, the first and the last among them. */
export function spread<Part>(whole: readonly Part[], count: number): Part[] {
	if (whole.length <= count) return [...whole];
	const step = (whole.length - 1) / (count - 1);
	const places = new Set(Array.from({ length: count }, (_, index) => Math.round(index * step)));
	return whole.filter((_, place) => places.has(place));
}
