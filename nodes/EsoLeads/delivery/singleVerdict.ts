import { type ApiAnswer, parseBody, readApiAnswer } from './answer';
import { readLeadResults } from './leadResults';
import {
	type Answered,
	classifyNetworkFailure,
	classifyStatus,
	type Inconclusive,
	type Reply,
	toMessage,
	unconfirmed,
} from './verdict';

/** What E-so said to a request about one lead, or to one for a list. */
export type SingleVerdict =
	/** `answer` is the body, as JSON has it. */
	| { kind: 'accepted'; statusCode: number; message: string; answer: unknown }
	| { kind: 'notFound'; statusCode: number; message: string }
	/** Something in this request is bad; the next one may fare better. */
	| { kind: 'refused'; statusCode: number; message: string };

/**
 * Classifies the reply to a request that only reads. Its content is read later, by what was asked
 * for: an answer without any is then of an unknown shape.
 */
export function classifyRead(reply: Reply, nowMs: number): SingleVerdict | Inconclusive {
	if (reply.kind === 'networkFailure') return classifyNetworkFailure(reply);
	const answer = parseBody(reply.body);
	// A list has no envelope to say yes or no.
	const said = Array.isArray(answer) ? SILENT : readApiAnswer(reply.body);
	return (
		classifySaid(reply, said, nowMs) ?? {
			kind: 'accepted',
			statusCode: reply.statusCode,
			message: toMessage(reply.statusCode, said),
			answer,
		}
	);
}

const SILENT: ApiAnswer = { says: 'nothing', showsLead: false, hasSuccess: false };

/**
 * Reads the reply to a request that changes a lead. How E-so confirms a change is not public. Taken
 * for a confirmation: the documented `success: true`; assumed: a body that names a status of success,
 * or that shows the lead, and 204, by which HTTP says that it was done and that there is nothing to
 * add. Anything else with a status of success may be any server's, and confirms nothing.
 */
export function classifyChange(reply: Reply, nowMs: number): SingleVerdict | Inconclusive {
	if (reply.kind === 'networkFailure') return classifyNetworkFailure(reply);
	const answer = parseBody(reply.body);
	const said = readApiAnswer(reply.body);
	const { statusCode } = reply;
	const settled = classifySaid(reply, said, nowMs);
	if (settled !== undefined) return settled;
	const { refusal } = readLeadResults(answer, false);
	if (refusal !== undefined)
		return { kind: 'refused', statusCode, message: refusal || toMessage(statusCode, said) };
	return isConfirmed(statusCode, said, answer)
		? { kind: 'accepted', statusCode, message: toMessage(statusCode, said), answer }
		: unconfirmed(statusCode, said, 'that it was done');
}

function isConfirmed(statusCode: number, said: ApiAnswer | undefined, answer: unknown): boolean {
	if (said === undefined) return false;
	// Results for each lead, of which there can be only one here.
	if (statusCode === 207) return readLeadResults(answer, false).taken > 0;
	if (said.says === 'yes' || statusCode === 204) return true;
	// There is a `success`, but it is not true.
	if (said.hasSuccess) return false;
	return (said.status !== undefined && said.status < 300) || said.showsLead;
}

/** What an answer means that does not succeed; undefined for one that nothing contradicts. */
function classifySaid(
	reply: Answered,
	said: ApiAnswer | undefined,
	nowMs: number,
): SingleVerdict | Inconclusive | undefined {
	const verdict = classifyStatus(reply, said, nowMs);
	switch (verdict?.kind) {
		case 'tooLarge':
			return { ...verdict, kind: 'refused' };
		case 'failed':
			// Below 500 E-so said no, one way or another; from 500 on it broke down, and may have done
			// it.
			return verdict.statusCode < 500 ? { ...verdict, kind: 'refused' } : verdict;
		case 'stop':
			if (verdict.statusCode !== 404) return verdict;
			// Assumed: a lead that is not there is answered with 404, as is customary. A page of a proxy
			// says that the address is wrong; JSON that was cut off says nothing.
			if (said !== undefined) return { ...verdict, kind: 'notFound' };
			return isBegunJson(reply.body)
				? { ...verdict, kind: 'retry', isRateLimit: false, outcomeUncertain: true }
				: verdict;
		default:
			return verdict;
	}
}

function isBegunJson(body: unknown): boolean {
	return typeof body === 'string' && /^[[{]/.test(body.trimStart());
}
