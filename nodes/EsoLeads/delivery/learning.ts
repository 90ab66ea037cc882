/**
 * A circuit breaker for one run. When nothing gets through on several lanes, asking on all of them
 * is neither useful nor polite, so the circuit opens: one request at a time probes, a few times,
 * whether E-so answers again, and a run that gets no answer ends.
 */
export interface Circuit {
	/** Whether the last request came to nothing. */
	readonly isTroubled: boolean;
	isOpen(): boolean;
	/** How many probes have failed since it opened. */
	tries(): number;
	/** Reports that E-so answered: the circuit closes. */
	answered(): void;
	/**
	 * Reports that a request that started at `startedAt` failed.
	 *
	 * @param sender what the request was made for, such as a batch: faults that meet only one may be
	 *   its own.
	 */
	failed(sender: object, startedAt: number): void;
}

/** As many as a run has lanes at first. */
const FAILURES_TO_OPEN = 4;

/** A closed circuit; `now` is the clock's time. */
export function createCircuit(now: () => number): Circuit {
	let openedAt: number | undefined;
	let failures = 0;
	let tries = 0;
	let senders = new WeakSet<object>();
	let sendersFailed = 0;

	const circuit = {
		isTroubled: false,
		isOpen: () => openedAt !== undefined,
		tries: () => tries,
		answered() {
			circuit.isTroubled = false;
			openedAt = undefined;
			failures = 0;
			tries = 0;
			senders = new WeakSet();
			sendersFailed = 0;
		},
		failed(sender: object, startedAt: number) {
			circuit.isTroubled = true;
			failures += 1;
			if (!senders.has(sender)) sendersFailed += 1;
			senders.add(sender);
			// Requests that were under way when it opened say nothing new.
			if (openedAt !== undefined) tries += startedAt >= openedAt ? 1 : 0;
			else if (failures >= FAILURES_TO_OPEN && sendersFailed > 1) openedAt = now();
		},
	};
	return circuit;
}

/**
 * What a run has seen of leads that E-so refuses, as long as it has accepted none: then the cause may
 * be one that all leads share, such as a wrong channel key, and each request for it is wasted.
 */
export interface SharedRefusal {
	/** Tells that E-so accepted leads: the fault lies with those that it refuses. */
	accepted(): void;
	readonly isRuledOut: boolean;
	/** Tells that E-so refused a lead of a batch alone, or the batch where it is not to be split. */
	refused(batch: number): void;
	/** How often that was told of a batch. */
	refusals(batch: number): number;
	/** Whether enough leads of several batches were refused. */
	isFound(): boolean;
	/** What all leads share, in a sentence; `find` is asked once in a run. */
	explain(find: () => Promise<string>): Promise<string>;
}

/** So many refusals, of which a batch gives at most half, are no chance. */
export const REFUSALS_TO_FIND = 16;
const REFUSALS_OF_BATCH = REFUSALS_TO_FIND / 2;

/** A run that has sent nothing yet. */
export function createSharedRefusal(): SharedRefusal {
	const byBatch = new Map<number, number>();
	let explanation: Promise<string> | undefined;
	const refusals = (batch: number) => byBatch.get(batch) ?? 0;
	const sharedRefusal = {
		isRuledOut: false,
		accepted() {
			sharedRefusal.isRuledOut = true;
			byBatch.clear();
		},
		refused(batch: number) {
			if (!sharedRefusal.isRuledOut) byBatch.set(batch, refusals(batch) + 1);
		},
		refusals,
		isFound() {
			const counted = [...byBatch.values()].map((count) => Math.min(count, REFUSALS_OF_BATCH));
			return counted.reduce((sum, count) => sum + count, 0) >= REFUSALS_TO_FIND;
		},
		async explain(find: () => Promise<string>) {
			explanation ??= find();
			return await explanation;
		},
	};
	return sharedRefusal;
}

/** What delivery must know of the JSON of a lead to find out which field E-so minds. */
export interface CustomFields {
	/** Their names. */
	names(json: string): string[];
	/** The lead with no other custom fields than these. */
	keep(json: string, names: readonly string[]): string;
}

/**
 * How many of the leads E-so refuses, as a run learns it: a distribution over possible rates, which
 * each answer about a group sharpens by Bayes' rule. It tells how large the next group should be:
 * an answer that is as likely to be yes as no teaches most.
 */
export interface RefusalRate {
	/**
	 * Tells how E-so took a group of `size` leads.
	 *
	 * @param outOf how many leads a refused group had of which these are a part; undefined where
	 *   nothing was known of them.
	 */
	note(size: number, isAccepted: boolean, outOf?: number): void;
	/** How many of `most` leads should be tried together, and how many that will accept on average. */
	bestGroup(most: number, outOf?: number): GroupPlan;
}

/** What to try next. */
export interface GroupPlan {
	size: number;
	/** Leads that the request is expected to have accepted. */
	gain: number;
}

/** The rates that are told apart: from one bad lead in two thousand to nearly all. */
const RATES = Array.from({ length: 40 }, (_, step) => 0.0005 * 1.21 ** step);

/**
 * What was seen long ago counts less: bad leads come in clusters, and one part of a list is not like
 * another.
 */
const MEMORY = 0.97;

/** Few lists hold many bad leads. */
const PRIOR = RATES.map((rate) => 1 / (1 + 20 * rate));

/** A rate of which nothing is known yet. */
export function createRefusalRate(): RefusalRate {
	let weights = toShares(PRIOR);

	const chance = (size: number, outOf: number | undefined) =>
		RATES.reduce((sum, rate, index) => sum + (weights[index] ?? 0) * allGood(rate, size, outOf), 0);

	return {
		note(size, isAccepted, outOf) {
			const seen = weights.map((weight, index) => {
				const good = allGood(RATES[index] ?? 0, size, outOf);
				return weight ** MEMORY * Math.max(1e-9, isAccepted ? good : 1 - good);
			});
			weights = toShares(seen);
		},
		bestGroup(most, outOf) {
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

/** How likely `size` leads are all good, if a lead is bad with `rate`. */
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
