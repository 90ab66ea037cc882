/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
	return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN;
}
