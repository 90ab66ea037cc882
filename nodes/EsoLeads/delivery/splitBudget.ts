import type { QueuedLead, SendOutcome } from './outcome';

/**
 * How many requests may be spent on splitting a batch. Every lead that they settle adds to them, and
 * what one batch does not need is left to the batches that follow.
 *
 * No strategy tells the good leads from the bad ones in fewer requests than this, per lead (the
 * entropy of the refusal rate): 0.14 at 2 % bad leads, 0.29 at 5 %, 0.47 at 10 %, 0.72 at 20 % and
 * 0.97 at 40 %. Of 5,000 leads with 20 % bad ones, whose rate is known beforehand, the best nested
 * groups get 81 % of the good ones accepted in 2,500 requests, and 90 % in 3,000. Combining the
 * leads of refused groups with others gets 82.5 % in 2,500, and 90 % in 2,930.
 */
export type SplitBudgets = ReturnType<typeof createSplitBudgets>;

/** What may be spent on a batch before any lead is settled. */
const FIRST_REQUESTS = 80;

/** What the first batches may need beyond that, as long as their refusal rate is not known. */
const REQUESTS_TO_LEARN = 40;

/**
 * What each settled lead adds. This is enough to find every bad lead if up to one in ten is bad,
 * and to get nine in ten good leads through if one in five is.
 */
const REQUESTS_PER_LEAD = 0.6;

/**
 * What may be spent on a batch of which E-so has accepted nothing. It halves with every batch that
 * it was not enough for, as when E-so refuses everything from some point on, until a part of a batch
 * is accepted again.
 */
const MOST_PATIENCE = 60;
const LEAST_PATIENCE = 4;

/** The budgets of a run that has split nothing yet, of which E-so accepted so many batches whole. */
export function createSplitBudgets(spared = 0) {
	/** What earlier batches did not need, and what it takes to learn the refusal rate. */
	let saved = REQUESTS_TO_LEARN + spared * FIRST_REQUESTS;
	let patience = MOST_PATIENCE;

	return {
		/** The budget of one more batch. */
		begin() {
			let requests = FIRST_REQUESTS;
			let spent = 0;
			let hasAccepted = false;
			const accepted = () => {
				hasAccepted = true;
				patience = MOST_PATIENCE;
			};
			return {
				/** Reports that leads were accepted in a request that would have been made in any case. */
				accepted,
				/** Whether this many more requests may be made. */
				allows: (wanted: number) => (hasAccepted ? requests + saved : patience - spent) >= wanted,
				/** Books a request. Every lead that it settled, by being accepted or being refused alone, pays. */
				book(leads: readonly QueuedLead[], sent: SendOutcome): void {
					const isSettled = sent.kind === 'accepted' || leads.length === 1;
					requests += (isSettled ? REQUESTS_PER_LEAD * leads.length : 0) - 1;
					spent += 1;
					if (sent.kind === 'accepted') accepted();
					if (requests >= 0) return;
					saved += requests;
					requests = 0;
				},
				/** Reports that the batch is done. */
				end(): void {
					if (hasAccepted || spent === 0) saved += requests;
					else if (spent >= patience) patience = Math.max(LEAST_PATIENCE, Math.floor(patience / 2));
				},
			};
		},
		/** Reports a batch that E-so accepted whole. */
		spared(): void {
			saved += FIRST_REQUESTS;
		},
	};
}

/**
 * The share of leads that E-so refuses, as learned during a run: a distribution over possible
 * rates, which each answer about a group narrows by Bayes' rule. It suggests the size of the next
 * group: the request that is as likely to be accepted as refused tells the most.
 */
export type RefusalRate = ReturnType<typeof createRefusalRate>;

/** The possible rates: from one bad lead in two thousand to nearly all. */
const RATES = Array.from({ length: 40 }, (_, step) => 0.0005 * 1.21 ** step);

/**
 * Older answers count less: bad leads come in clusters, and one part of a list is not like another.
 */
const MEMORY = 0.97;

/** Few lists hold many bad leads. */
const PRIOR = RATES.map((rate) => 1 / (1 + 20 * rate));

/** A rate about which nothing is known yet. */
export function createRefusalRate() {
	let weights = toShares(PRIOR);

	const chance = (size: number, outOf: number | undefined) =>
		RATES.reduce((sum, rate, index) => sum + (weights[index] ?? 0) * allGood(rate, size, outOf), 0);

	return {
		/**
		 * Reports whether E-so accepted a group of `size` leads.
		 *
		 * @param outOf the size of the refused group that these leads are part of; undefined if nothing
		 *   was known about them.
		 */
		note(size: number, isAccepted: boolean, outOf?: number): void {
			const seen = weights.map((weight, index) => {
				const good = allGood(RATES[index] ?? 0, size, outOf);
				return weight ** MEMORY * Math.max(1e-9, isAccepted ? good : 1 - good);
			});
			weights = toShares(seen);
		},
		/**
		 * How many leads, up to `most`, to try together, and how many of them to expect accepted: the
		 * gain.
		 */
		bestGroup(most: number, outOf?: number) {
			let low = 1;
			let high = most;
			while (low < high) {
				const middle = Math.ceil((low + high) / 2);
				if (chance(middle, outOf) >= 0.5) low = middle;
				else high = middle - 1;
			}
			return { size: low, gain: low * chance(low, outOf) };
		},
	};
}

/** The probability that `size` leads are all good if the share of bad leads is `rate`. */
function allGood(rate: number, size: number, outOf: number | undefined): number {
	const good = (1 - rate) ** size;
	if (outOf === undefined) return good;
	const allOfThem = (1 - rate) ** outOf;
	return (good - allOfThem) / (1 - allOfThem);
}

function toShares(weights: readonly number[]): number[] {
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	return weights.map((weight) => weight / total);
}
