import { seededRandom } from '../support/delivery/seededRandom';

/**
 * When a process is killed, as E-so sees it: before it stores the leads of a request, when it has stored
 * them and said nothing yet, or just after it answered. Other requests are under way meanwhile.
 */
export type Moment = 'beforeStore' | 'beforeAnswer' | 'afterAnswer';

export interface Kill {
	moment: Moment;
	/** Of the import, from 0. */
	request: number;
}

const MOMENTS: readonly Moment[] = ['beforeStore', 'beforeAnswer', 'afterAnswer'];

/** `count` kills of an import that takes `requests` requests; the same ones for the same seed. */
export function drawKills(seed: number, count: number, requests: number): Kill[] {
	const random = seededRandom(seed);
	return Array.from({ length: count }, () => ({
		moment: MOMENTS[Math.floor(random() * MOMENTS.length)] ?? 'beforeAnswer',
		request: Math.floor(random() * requests),
	}));
}
