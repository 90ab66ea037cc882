/** A list in two halves; the left one is the larger. */
export function halve<Part>(whole: readonly Part[]): [readonly Part[], readonly Part[]] {
	const middle = Math.ceil(whole.length / 2);
	return [whole.slice(0, middle), whole.slice(middle)];
}

/** At most `count` parts (2 or more) at even distances, the first and the last among them. */
export function spread<Part>(whole: readonly Part[], count: number): Part[] {
	if (whole.length <= count) return [...whole];
	const step = (whole.length - 1) / (count - 1);
	const places = new Set(Array.from({ length: count }, (_, index) => Math.round(index * step)));
	return whole.filter((_, place) => places.has(place));
}
