import { type ApiAnswer, readApiAnswer, readListedAnswer } from './answer';
import { readLeadResults } from './leadResults';
import { type Answered, parseBody, type Reply } from './ports';
import {
	classifyNetworkFailure,
	classifyStatus,
	type Inconclusive,
	toMessage,
	unconfirmed,
} from './verdict';

/** What E-so said to a request for one lead or a list. */
export type SingleVerdict =
	/** `answer` is the parsed body. */
	| { kind: 'accepted'; statusCode: number; message: string; answer: unknown }
	| { kind: 'notFound'; statusCode: number; message: string }
	/** Something in this request is bad; the next one may be accepted. */
	| { kind: 'refused'; statusCode: number; message: string };

/**
 * Classifies the reply to a request that only reads. Its content is read later, depending on what
 * was asked for; an answer without content then has an unknown shape.
 */
export function classifyRead(reply: Reply, nowMs: number): SingleVerdict | Inconclusive {
	if (reply.kind === 'networkFailure') return classifyNetworkFailure(reply);
	const answer = parseBody(reply.body);
	// A list has no envelope to say yes or no, unless that is all it holds.
	const said = Array.isArray(answer)
		? (readListedAnswer(answer) ?? SILENT)
		: readApiAnswer(reply.body);
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
 * Classifies the reply to a request that changes a lead. How E-so confirms a change is not public.
 * These count as a confirmation: the documented `success: true`; assumed: a body with a success
 * status or with the lead itself, and 204, which is HTTP for "done, nothing to add". Anything else
 * with a success status may come from any server and confirms nothing.
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
		: unconfirmed(reply, said, nowMs, 'that it was done');
}

function isConfirmed(statusCode: number, said: ApiAnswer | undefined, answer: unknown): boolean {
	if (said === undefined) return false;
	// Results per lead; here there can be only one.
	if (statusCode === 207) return readLeadResults(answer, false).taken > 0;
	if (said.says === 'yes' || statusCode === 204) return true;
	// There is a `success` key, but it is not true.
	if (said.hasSuccess) return false;
	const { status = 0 } = said;
	return (status >= 200 && status < 300) || said.showsLead;
}

/** The meaning of an answer that is no success; undefined if nothing speaks against a success. */
function classifySaid(
	reply: Answered,
	said: ApiAnswer | undefined,
	nowMs: number,
): SingleVerdict | Inconclusive | undefined {
	const verdict = classifyStatus(reply, said, nowMs);
	switch (verdict?.kind) {
		case 'refused':
		case 'tooLarge':
			return { ...verdict, kind: 'refused' };
		case 'failed':
			// Below 500, E-so said no in some way; from 500 on it broke down, and below 200 its answer
			// is still to come: then it may have carried out the request.
			return verdict.statusCode >= 200 && verdict.statusCode < 500
				? { ...verdict, kind: 'refused' }
				: verdict;
		case 'stop':
			if (verdict.statusCode !== 404) return verdict;
			// Assumed: E-so answers 404 for a lead that does not exist, as is usual. A proxy's page
			// means that the address is wrong; truncated JSON means nothing.
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
