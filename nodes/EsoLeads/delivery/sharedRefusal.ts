import type { GroupRefusal } from './outcome';

/**
 * What a run knows about refused leads as long as E-so has accepted none. The cause may then be one
 * that all leads share, such as a wrong channel key, and every further request would be wasted.
 * Small leads that are too large have no cause of their own: of these, the ones since E-so last
 * accepted something count as well.
 */
export interface SharedRefusal {
	/** Reports that E-so accepted leads, so there is no shared cause. */
	accepted(): void;
	readonly isRuledOut: boolean;
	/**
	 * Reports that E-so refused a single lead of a batch, or a batch that is not to be split. Leads
	 * that are large by themselves are not reported.
	 */
	refused(batch: number, how: GroupRefusal['kind']): void;
	/** How often that was reported for a batch. */
	refusals(batch: number): number;
	/** Whether enough leads of several batches were refused to be sure of a shared cause. */
	isFound(): boolean;
	/** What leads were refused for together; `find` is called once per run. */
	explain(find: () => Promise<Explanation>): Promise<Explanation>;
	/** Reports that E-so refused all that was sent of a batch, though other batches may fare better. */
	suspect(cause: SharedCause): void;
	/** The first cause that was suspected, unless E-so has accepted leads since. */
	suspicion(): SharedCause | undefined;
}

/** Why E-so refuses all leads, in sentences. */
export interface Explanation {
	message: string;
	/** What to do about it: the last sentence of the message. */
	remedy: string;
}

/** Why E-so refuses all leads, and the batch that showed it. */
export interface SharedCause extends Explanation {
	statusCode: number;
	batch: number;
}

/** This many refused leads of a batch are no coincidence. */
export const REFUSALS_TO_FIND = 16;

/** A proxy that finds single leads too large says nothing about them, and may recover at any moment. */
export const TOO_LARGE_TO_FIND = 2 * REFUSALS_TO_FIND;

/** Nor are so many of several batches, of which each contributes at most this many. */
const LIMITS = {
	refused: { ofRun: REFUSALS_TO_FIND, ofBatch: REFUSALS_TO_FIND / 2 },
	tooLarge: { ofRun: 24, ofBatch: TOO_LARGE_TO_FIND / 2 },
} as const;

/** A run that has sent nothing yet. */
export function createSharedRefusal(): SharedRefusal {
	const byBatch = new Map<number, number>();
	let kind: GroupRefusal['kind'] = 'refused';
	let explanation: Promise<Explanation> | undefined;
	let suspected: SharedCause | undefined;
	const refusals = (batch: number) => byBatch.get(batch) ?? 0;
	const sharedRefusal = {
		isRuledOut: false,
		accepted() {
			sharedRefusal.isRuledOut = true;
			byBatch.clear();
		},
		refused(batch: number, how: GroupRefusal['kind']) {
			if (sharedRefusal.isRuledOut && how === 'refused') return;
			kind = how;
			byBatch.set(batch, refusals(batch) + 1);
		},
		refusals,
		isFound() {
			const { ofRun, ofBatch } = LIMITS[kind];
			const counted = [...byBatch.values()].map((count) => Math.min(count, ofBatch));
			return counted.reduce((sum, count) => sum + count, 0) >= ofRun;
		},
		async explain(find: () => Promise<Explanation>) {
			explanation ??= find();
			return await explanation;
		},
		suspect(cause: SharedCause) {
			suspected ??= cause;
		},
		suspicion: () => (sharedRefusal.isRuledOut ? undefined : suspected),
	};
	return sharedRefusal;
}
