import { readOutputs, type Outputs } from './outputs';
import type { Ordeal } from './draw/ordeals';
import { chainsIn, type Chain } from './model/chains';
import { expectedRun, type ExpectedRun } from './model/expectedRun';
import { onABetterDay, type Run, type Trial } from './trial';

/** All that a promise can be held against. */
export interface Evidence {
	ordeal: Ordeal;
	run: Run;
	secondRun: Run | undefined;
	expected: ExpectedRun;
	chains: readonly Chain[];
	/** Undefined for a run that failed: it has no outputs. */
	outputs: Outputs | undefined;
}

/** Something that the node promises its users. */
export interface Promised {
	/** The promise, as a sentence. */
	says: string;
	/** @throws if it was not kept. */
	check(evidence: Evidence): void;
}

export function toEvidence({ ordeal, run, secondRun }: Trial): Evidence {
	const expected = expectedRun(ordeal);
	return {
		ordeal,
		run,
		secondRun,
		expected,
		chains: chainsIn(run.answers),
		outputs: run.status === 'error' ? undefined : readOutputs(run, expected, ordeal.parameters),
	};
}

/** The second run as one that stands for itself: of the items that came back, without faults. */
export function toEvidenceOfSecondRun(trial: Trial, { outputs }: Evidence): Evidence | undefined {
	const { ordeal, secondRun } = trial;
	if (secondRun === undefined) return undefined;
	const { items } = ordeal;
	const again = outputs?.rejected.flatMap(({ of }) => items[of] ?? []) ?? items;
	return toEvidence({
		ordeal: {
			...ordeal,
			items: again,
			parameters: onABetterDay(ordeal.parameters),
			faults: [],
			expiresAt: undefined,
		},
		run: secondRun,
		secondRun: undefined,
	});
}
