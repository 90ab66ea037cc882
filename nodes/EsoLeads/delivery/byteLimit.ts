/**
 * How many bytes the body of a request may have, shared by all batches of a run. The API documents
 * no limit, so the node learns from what E-so, or a proxy in front of it, accepts and what it
 * refuses with 413.
 */
export type ByteLimit = ReturnType<typeof createByteLimit>;

/** Beyond this share of a refused size, larger bodies hardly save a request. */
const NEAR = 0.75;

/**
 * After this many full bodies in a row a larger one is tried, up to the size that was refused. Each
 * refused attempt costs three requests and delays the next one.
 */
const PATIENCE = 4;
const MORE_PATIENCE = 4;
const MOST_PATIENCE = 256;

/**
 * Of several proxies in front of E-so, one may have a lower limit than the others, or may have
 * restarted with another one. So a body that is refused although one as large was accepted is
 * repeated, as long as that helps once in a while.
 */
const REPEATS_IN_VAIN = 3;
const REPEATS_IN_VAIN_ONCE_HELPED = 16;

/**
 * A limit of `maxBytes` for a run in which nothing has been refused so far, and bodies of at most
 * `largest` bytes were accepted.
 */
export function createByteLimit(maxBytes: number, largest = 0) {
	let limit = maxBytes;
	/** The largest size that was accepted and the smallest that was refused, as far as is known. */
	let passed = largest;
	let refused = Infinity;
	let fullBodies = 0;
	let patience = PATIENCE;
	let repeats = REPEATS_IN_VAIN;

	const grow = () => {
		if (2 * limit < refused) limit = Math.min(maxBytes, 2 * limit);
		else if (fullBodies < patience) return;
		else if (limit >= NEAR * refused) limit = Math.min(maxBytes, refused);
		else limit = Math.min(maxBytes, Math.floor((limit + refused) / 2));
		fullBodies = 0;
	};

	return {
		/** How long a body may be at the moment. */
		bytes: () => limit,
		/** Reports that a body of this many bytes was accepted. A lowered limit grows again. */
		accepted(bytes: number): void {
			passed = Math.max(passed, bytes);
			largest = Math.max(largest, bytes);
			if (bytes >= refused) {
				// It had been refused for another reason, which is gone.
				refused = Infinity;
				patience = PATIENCE;
				repeats = Math.max(repeats, 1);
			}
			// A small body says nothing about larger ones.
			if (limit === maxBytes || bytes < limit / 2) return;
			fullBodies += 1;
			grow();
		},
		/** Reports that a body of this many bytes was refused as too large. */
		refused(bytes: number): void {
			fullBodies = 0;
			if (passed > 0 && bytes >= refused)
				patience = Math.min(MOST_PATIENCE, MORE_PATIENCE * patience);
			if (passed >= bytes) passed = 0;
			refused = Math.min(refused, bytes);
			limit = Math.min(limit, Math.max(passed, Math.floor(bytes / 2)));
		},
		/** Whether one as large has been accepted, so that a refusal of its size cannot be the whole truth. */
		hasPassed: (bytes: number) => bytes <= largest,
		/** Whether it is worth while to repeat such a body as it is. */
		mayRepeat: () => repeats > 0,
		/** Reports whether repeating it helped. */
		repeated(helped: boolean): void {
			repeats = helped ? REPEATS_IN_VAIN_ONCE_HELPED : repeats - 1;
		},
	};
}
