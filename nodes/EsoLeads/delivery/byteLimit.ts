/**
 * How many bytes the body of a request may have, shared by all batches of a run. The API documents
 * no limit: what E-so, or a proxy in front of it, accepts is learnt from what it takes and refuses
 * (413).
 */
export interface ByteLimit {
	/** How long a body may be now. */
	bytes(): number;
	/** Reports that a body of this many bytes was accepted: a lowered limit grows again. */
	accepted(bytes: number): void;
	/** Reports that a body of this many bytes was refused as too large. */
	refused(bytes: number): void;
}

/** Closer to a refused size than this, more bytes hardly save a request. */
const NEAR = 0.75;

/**
 * After this many full bodies in a row a larger one is tried, up to the size that was refused. Each
 * refused try costs three requests, and puts off the next one.
 */
const PATIENCE = 4;
const MORE_PATIENCE = 4;
const MOST_PATIENCE = 256;

/** A limit of `maxBytes` for a run in which nothing was refused yet. */
export function createByteLimit(maxBytes: number): ByteLimit {
	let limit = maxBytes;
	/** The largest size that passed and the smallest that did not, as far as known. */
	let passed = 0;
	let refused = Infinity;
	let fullBodies = 0;
	let patience = PATIENCE;

	const grow = () => {
		if (2 * limit < refused) limit = Math.min(maxBytes, 2 * limit);
		else if (fullBodies < patience) return;
		else if (limit >= NEAR * refused) limit = Math.min(maxBytes, refused);
		else limit = Math.min(maxBytes, Math.floor((limit + refused) / 2));
		fullBodies = 0;
	};

	return {
		bytes: () => limit,
		accepted(bytes) {
			passed = Math.max(passed, bytes);
			if (bytes >= refused) {
				// It was refused for another reason, which is gone.
				refused = Infinity;
				patience = PATIENCE;
			}
			// A small body says nothing about larger ones.
			if (limit === maxBytes || bytes < limit / 2) return;
			fullBodies += 1;
			grow();
		},
		refused(bytes) {
			fullBodies = 0;
			if (passed > 0 && bytes >= refused)
				patience = Math.min(MOST_PATIENCE, MORE_PATIENCE * patience);
			if (passed >= bytes) passed = 0;
			refused = Math.min(refused, bytes);
			limit = Math.min(limit, Math.max(passed, Math.floor(bytes / 2)));
		},
	};
}
