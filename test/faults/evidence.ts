import { readAccount, type Account } from './account';
import type { Ordeal } from './draw/ordeals';
import { chainsIn, type Chain } from './model/chains';
import { expectedRun, type ExpectedRun } from './model/expectedRun';
import type { Run, Trial } from './trial';

/** All that a promise can be held against. */
export interface Evidence {
	ordeal: Ordeal;
	run: Run;
	secondRun: Run | undefined;
	expected: ExpectedRun;
	chains: readonly Chain[];
	/** Undefined for a run that failed: it has no outputs. */
	account: Account | undefined;
}

/** Something that the node promises its users. */
export interface Promised {
	/** The promise, as a sentence. */
	says: string;
	/** @throws if it was not kept. */
	check(evidence: Evidence): void;
}

export function evidenceOf({ ordeal, run, secondRun }: Trial): Evidence {
	const expected = expectedRun(ordeal);
	return {
		ordeal,
		run,
		secondRun,
		expected,
		chains: chainsIn(run.answers),
		account: run.status === 'error' ? undefined : readAccount(run, expected, ordeal.parameters),
	};
}
