import { z } from 'zod/v4';
import { readApiAnswer } from './answer';

/** What an answer says about the leads one by one. */
export interface LeadResults {
	/** How many leads it says were taken, each identified. */
	taken: number;
	/** What it says about the first lead that was not taken; empty if it only counts them. */
	refusal: string | undefined;
}

/**
 * The keys under which an answer can hold a result for each lead, or the leads that were not taken.
 * None of this is documented, since the API answers for all leads at once. Assumed: it follows
 * common web services, with or without status 207.
 */
const RESULTS = /^results?$/i;
const NOT_TAKEN = /^(?:failed|failures|rejected|invalid|errors)(?:_?(?:count|leads|contacts))?$/i;

/**
 * A success can hold the leads themselves under these keys, and a lead may have a field called
 * `status`.
 */
const LEADS = /^(?:leads|contacts|items|data|payload)$/i;

/** The keys that identify a lead in a result, and the words that say that it was taken (assumed). */
const NAMES = ['contact_number', 'contactNumber', 'phone', 'mobile', 'number', 'index', 'id'];
const TAKEN = /^(?:ok|success(?:ful)?|created|added|accepted|exists|updated|ignored|done)$/i;

/** A request has at most 500 leads. */
const MAX_RESULTS = 500;

const recordSchema = z.record(z.string(), z.unknown());
const nameSchema = z.union([z.string().min(1), z.number()]);
const resultSchema = recordSchema.refine((result) =>
	NAMES.some((name) => nameSchema.safeParse(result[name]).success),
);

/**
 * Reads what an answer says about the leads one by one.
 *
 * @param isWhole whether the answer says that all of them were taken.
 */
export function readLeadResults(answer: unknown, isWhole: boolean): LeadResults {
	const results: LeadResults = { taken: 0, refusal: undefined };
	const body = recordSchema.safeParse(answer).data ?? {};
	for (const layer of [body, body.data, body.payload, body.result]) {
		for (const [place, value] of Object.entries(recordSchema.safeParse(layer).data ?? {})) {
			if (NOT_TAKEN.test(place)) readNotTaken(value, results);
			else if (RESULTS.test(place) || (!isWhole && LEADS.test(place))) readResults(value, results);
		}
	}
	return results;
}

/** A count of leads, or a list of them. */
function readNotTaken(value: unknown, results: LeadResults): void {
	if (typeof value === 'number' && value > 0) results.refusal ??= '';
	if (!Array.isArray(value)) return;
	const [first] = value;
	if (resultSchema.safeParse(first).success)
		results.refusal ??= readApiAnswer(first)?.message ?? '';
}

function readResults(list: unknown, results: LeadResults): void {
	if (!Array.isArray(list) || list.length > MAX_RESULTS) return;
	for (const element of list) {
		const result = resultSchema.safeParse(element);
		if (!result.success) return;
		// The keys that identify the lead are removed: a body that contains a lead is not read as
		// an answer.
		const said = { ...result.data, id: undefined, contact_number: undefined };
		const answer = readApiAnswer(said);
		if (answer?.says === 'no') results.refusal ??= answer.message ?? '';
		else if (answer?.says === 'yes' || saysTaken(said)) results.taken += 1;
	}
}

function saysTaken({ status, statusCode, result }: Record<string, unknown>): boolean {
	return [status, statusCode, result].some((state) =>
		typeof state === 'number' ? state >= 200 && state < 300 : TAKEN.test(String(state)),
	);
}
