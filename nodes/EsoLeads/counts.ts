/** 10000 as "10,000". */
export function formatCount(count: number): string {
	return count.toLocaleString('en-US');
}

/** "1 batch", "20 batches". */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
	return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
