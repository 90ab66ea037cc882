import type { QueuedLead, SendOutcome } from './outcome';

/**
 * How many requests may be spent on splitting a batch. Every lead that they settle adds to them, and
 * what one batch does not need is left to the batches that follow.
 *
 * No strategy tells the good leads from the bad ones in fewer requests than this, per lead (the
 * entropy of the refusal rate): 0.14 at 2 % bad leads, 0.29 at 5 %, 0.47 at 10 %, 0.72 at 20 % and
 * 0.97 at 40 %. Of 5,000 leads with 20 % bad ones, whose rate is known beforehand, the best nested
 * groups get 81 % of the good ones accepted in 2,500 requests, and 90 % in 3,000. Combining the
 * leads of refused groups anew gets no further: a new group of 2 to 6 leads is worth at most 1.64
 * accepted leads a request, but once each lead was in one, their leads are worth at most 0.7 to 1.2,
 * and then 0.6; in 2,500 requests that comes to 75 to 80 %. Information alone would allow 90 % in
 * 2,400, if each request could be as likely accepted as refused.
 */
export interface SplitBudget {
	/** Whether this many more requests may be made. */
	allows(requests: number): boolean;
	/** Books a request. Every lead that it settled, by being accepted or being refused alone, pays. */
	book(leads: readonly QueuedLead[], sent: SendOutcome): void;
	/** Reports that the batch is done. */
	end(): void;
}

/** The budgets of one run. */
export interface SplitBudgets {
	/** The budget of one more batch. */
	begin(): SplitBudget;
}

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

/** The budgets of a run that has split nothing yet. */
export function createSplitBudgets(): SplitBudgets {
	/** What earlier batches did not need, and what it takes to learn the refusal rate. */
	let saved = REQUESTS_TO_LEARN;
	let patience = MOST_PATIENCE;

	return {
		begin() {
			let requests = FIRST_REQUESTS;
			let spent = 0;
			let hasAccepted = false;
			return {
				allows: (wanted) => (hasAccepted ? requests + saved : patience - spent) >= wanted,
				book(leads, sent) {
					const isSettled = sent.kind === 'accepted' || leads.length === 1;
					requests += (isSettled ? REQUESTS_PER_LEAD * leads.length : 0) - 1;
					spent += 1;
					if (sent.kind === 'accepted') {
						hasAccepted = true;
						patience = MOST_PATIENCE;
					}
					if (requests >= 0) return;
					saved += requests;
					requests = 0;
				},
				end() {
					if (hasAccepted || spent === 0) saved += requests;
					else if (spent >= patience) patience = Math.max(LEAST_PATIENCE, Math.floor(patience / 2));
				},
			};
		},
	};
}
