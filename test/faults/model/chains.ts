import { readLeads } from '../../emulator/requestLog';
import type { Parameters } from '../draw/parameters';
import type { Answer } from './answer';

/** One group of leads on its way to a verdict: a request and its retries, in order. */
export interface Chain {
	answers: readonly Answer[];
	/** Contact numbers. */
	leads: readonly string[];
	last: Answer;
}

/** A group of leads has one body, and no body is sent again after a verdict. */
export function chainsIn(answers: readonly Answer[]): Chain[] {
	const byBody = new Map<string, Answer[]>();
	for (const answer of answers) {
		const { text } = answer.request;
		byBody.set(text, [...(byBody.get(text) ?? []), answer]);
	}
	return [...byBody.values()].flatMap((chain) => {
		const last = chain.at(-1);
		return last === undefined ? [] : [{ answers: chain, leads: contactNumbersIn(last), last }];
	});
}

/** Of the leads that a request carried. */
export function contactNumbersIn({ request }: Answer): string[] {
	return readLeads(request).map((lead) => {
		const key = Object.keys(lead).find((name) => name.startsWith('contact-')) ?? '';
		return String(lead['contact_number'] ?? lead[key]);
	});
}

/** Whether an answer counts as a retry: a rate limit does not, nor a wait that the server asks for. */
export function isCharged({ means, askedMs, request }: Answer): boolean {
	return means === 'retry' && askedMs === undefined && request.statusCode !== 429;
}

/**
 * The least that must pass after the answer at `index` of a chain: what it asks for, or else, by the
 * drawn chances, at least half of the backoff, which doubles with each.
 */
export function leastWaitMs(answers: readonly Answer[], index: number): number {
	const backoffs = answers.slice(0, index).filter(({ askedMs }) => askedMs === undefined).length;
	return answers[index]?.askedMs ?? 0.5 * Math.min(30_000, 1_000 * 2 ** backoffs);
}

/** Whether the leads of a chain got no verdict. */
export function isGivenUp({ last }: Chain): boolean {
	return last.means === 'retry' || last.means === 'failed' || last.means === 'stop';
}

/**
 * Whether a chain asks again about a lead that was refused alone: in the search for the field that
 * E-so objects to, whose answers change nothing about the verdict.
 */
export function isSearch(chain: Chain, chains: readonly Chain[]): boolean {
	const [number, ...others] = chain.leads;
	const begunAt = chain.answers[0]?.request.arrivedAt ?? 0;
	const hasVerdict = ({ leads, last }: Chain) =>
		leads.length === 1 &&
		leads[0] === number &&
		last.means === 'refused' &&
		last.request.arrivedAt < begunAt;
	return others.length === 0 && chains.some(hasVerdict);
}

/** Whether a chain that was given up used up its retries. */
export function hasUsedItsRetries({ answers, last }: Chain, { options }: Parameters): boolean {
	return isCharged(last) && answers.filter(isCharged).length > options.maxRetries;
}

/** Whether a chain that was given up may have met the end of Max Wait: the run and one more wait are longer. */
export function mayHaveRunOutOfTime({ last }: Chain, { options }: Parameters): boolean {
	const { arrivedAt, answeredAt } = last.request;
	const knownAt = answeredAt ?? arrivedAt + 2 * options.timeoutSeconds * 1_000;
	const waitMs = last.askedMs ?? LONGEST_BACKOFF_MS;
	return knownAt + waitMs > options.maxWaitMinutes * 60_000;
}

const LONGEST_BACKOFF_MS = 30_000;

/** Whether nothing more is sent after this chain, whatever On Error says. */
export function mayEndTheRun(chain: Chain, parameters: Parameters): boolean {
	const { means, askedMs, request } = chain.last;
	const isAsked = request.statusCode === 429 || askedMs !== undefined;
	return means === 'stop' || (isAsked && mayHaveRunOutOfTime(chain, parameters));
}

/** So many requests in a row that come to nothing, over several batches, are tried again one at a time. */
const FAILURES_TO_GO_SINGLY = 4;

/** Whether the run may have ended since nothing got through any more. */
export function mayHaveLostTouch(chains: readonly Chain[]): boolean {
	const failing = chains.filter(({ answers }) => answers.some(isCharged));
	const failures = failing.flatMap(({ answers }) => answers.filter(isCharged));
	return failing.length > 1 && failures.length >= FAILURES_TO_GO_SINGLY;
}

/** Of so many leads that were refused alone, a batch giving half of them at most, the run ends. */
const REFUSALS_TO_STOP = 16;

/** Whether E-so accepted nothing and refused so much that all leads may share the cause. */
export function mayShareACause(chains: readonly Chain[]): boolean {
	const hasAccepted = chains.some(({ last }) => last.means === 'accepted');
	const refused = chains.filter(
		({ last }) => last.means === 'refused' || last.means === 'tooLarge',
	);
	return !hasAccepted && refused.length >= REFUSALS_TO_STOP / 2;
}
