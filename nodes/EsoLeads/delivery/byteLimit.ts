/**
 * How many bytes the body of a request may have, shared by all batches of a run. No limit of the
 * API's is documented: what E-so, or a proxy before it, bears is found by what it takes and refuses
 * (413).
 */
export interface ByteLimit {
	/** How long a body may be now. */
	bytes(): number;
	/** Tells that a body of so many bytes was accepted: a lowered limit grows again. */
	accepted(bytes: number): void;
	/** Tells that a body of so many bytes was refused as too large. */
	refused(bytes: number): void;
}

/** Nearer to a size that was refused than this, more bytes save hardly a request. */
const NEAR = 0.75;

/**
 * A larger size that is refused costs three requests: it is tried after so many full bodies in a
 * row, and one that was refused before after so many.
 */
const BODIES_TO_TRY_MORE = 4;
const BODIES_TO_TRY_AGAIN = 50;

/** A limit of `maxBytes` for a run in which nothing was refused yet. */
export function createByteLimit(maxBytes: number): ByteLimit {
	let limit = maxBytes;
	/** The largest size that passed and the smallest that did not, as far as known. */
	let passed = 0;
	let refused = Infinity;
	let fullBodies = 0;

	const grow = () => {
		const isNear = limit >= NEAR * refused;
		if (2 * limit < refused) limit = Math.min(maxBytes, 2 * limit);
		else if (fullBodies < (isNear ? BODIES_TO_TRY_AGAIN : BODIES_TO_TRY_MORE)) return;
		else limit = Math.min(maxBytes, isNear ? refused : Math.floor((limit + refused) / 2));
		fullBodies = 0;
	};

	return {
		bytes: () => limit,
		accepted(bytes) {
			passed = Math.max(passed, bytes);
			// It was refused for another cause, which has passed.
			if (bytes >= refused) refused = Infinity;
			// What a small body says of larger ones is nothing.
			if (limit === maxBytes || bytes < limit / 2) return;
			fullBodies += 1;
			grow();
		},
		refused(bytes) {
			fullBodies = 0;
			refused = Math.min(refused, bytes);
			if (passed >= bytes) passed = 0;
			limit = Math.min(limit, Math.max(passed, Math.floor(bytes / 2)));
		},
	};
}
