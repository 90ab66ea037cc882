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
