/**
 * A circuit breaker for one run. When nothing gets through on several lanes, it is neither useful
 * nor polite to keep trying on all of them, so the circuit opens: single requests probe a few times
 * whether E-so answers again. If it does not, the run ends.
 */
export interface Circuit {
	/** Whether the last request failed. */
	readonly isTroubled: boolean;
	isOpen(): boolean;
	/** How many probes have failed since it opened. */
	tries(): number;
	/** Reports that E-so answered: the circuit closes. */
	answered(): void;
	/**
	 * Reports that a request that started at `startedAt` failed.
	 *
	 * @param sender what the request was made for, such as a batch. Failures of a single one may be
	 *   its own fault.
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
			// Requests that were already under way when it opened say nothing new.
			if (openedAt !== undefined) tries += startedAt >= openedAt ? 1 : 0;
			else if (failures >= FAILURES_TO_OPEN && sendersFailed > 1) openedAt = now();
		},
	};
	return circuit;
}

/** What delivery needs to know about a lead's JSON to find the field that E-so objects to. */
export interface CustomFields {
	/** Their names. */
	names(json: string): string[];
	/** The lead with only these custom fields. */
	keep(json: string, names: readonly string[]): string;
}

/**
 * The share of leads that E-so refuses, as learned during a run: a distribution over possible
 * rates, which each answer about a group narrows by Bayes' rule. It suggests the size of the next
 * group: the request that is as likely to be accepted as refused tells the most.
 */
export interface RefusalRate {
	/**
	 * Reports whether E-so accepted a group of `size` leads.
	 *
	 * @param outOf the size of the refused group that these leads are part of; undefined if nothing
	 *   was known about them.
	 */
	note(size: number, isAccepted: boolean, outOf?: number): void;
	/** How many leads, up to `most`, to try together, and how many of them to expect accepted. */
	bestGroup(most: number, outOf?: number): GroupPlan;
}

/** What to try next. */
export interface GroupPlan {
	size: number;
	/** The expected number of accepted leads. */
	gain: number;
}

/** The possible rates: from one bad lead in two thousand to nearly all. */
const RATES = Array.from({ length: 40 }, (_, step) => 0.0005 * 1.21 ** step);

/**
 * Older answers count less: bad leads come in clusters, and one part of a list is not like another.
 */
const MEMORY = 0.97;

/** Few lists hold many bad leads. */
const PRIOR = RATES.map((rate) => 1 / (1 + 20 * rate));

/** A rate about which nothing is known yet. */
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
