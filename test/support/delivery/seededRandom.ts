/** Gives `values` in turn, over and over. */
export function fixedRandom(...values: readonly number[]): () => number {
	let drawn = 0;
	return () => values[drawn++ % values.length] ?? 0;
}

/** Random numbers that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** `count` different whole numbers below `limit`, in ascending order. */
export function draw(count: number, limit: number, random: () => number): number[] {
	const drawn = new Set<number>();
	while (drawn.size < count) drawn.add(Math.floor(random() * limit));
	return [...drawn].sort((a, b) => a - b);
}
