import { z } from 'zod/v4';
import { readApiAnswer } from './answer';
import { isEmptyObject, saysNo } from './answerWords';
import { type LeadResult, NUMBERS, placeResults } from './resultPlaces';

/** What an answer says about the leads one by one. */
export interface LeadResults {
	/** How many leads it says were taken, each identified. */
	taken: number;
	/** What it says about the first lead that was not taken; empty if it only counts them. */
	refusal: string | undefined;
	/**
	 * What it says about each lead that was not taken, by its place among those that were sent;
	 * undefined unless it is known what became of every lead.
	 */
	reasonsByPlace: ReadonlyMap<number, string> | undefined;
}

/**
 * The keys under which an answer can hold a result for each lead, or the leads that were not taken.
 * None of this is documented, since the API answers for all leads at once. Assumed: it follows
 * common web services, with or without status 207.
 */
const RESULTS = /^results?$/i;
const NOT_TAKEN =
	/^(?:num|total|count)?_?(?:fail(?:ed|ures?)|rejected|refused|invalid|errors?)(?:_?(?:count|total|leads|contacts|records|items|rows|numbers))?$/i;

/** These may be about the request as a whole; their presence alone already says no. */
const ERRORS = /^(?:errors?|failure)$/i;

/** What an answer, or a summary in it, is wrapped in. */
const WRAPPERS = /^(?:data|payload|result|response|body|meta|summary|stats|statistics|counts?)$/i;

/**
 * A success can hold the leads themselves under these keys, and a lead may have a field called
 * `status`.
 */
const LEADS = /^(?:leads|contacts|items|data|payload)$/i;

/** The keys that identify a lead in a result, and the words that say that it was taken (assumed). */
const NAMES = [...NUMBERS, 'index', 'id'];
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
 * @param leads those that were sent, as JSON; none where there was only one.
 */
export function readLeadResults(
	answer: unknown,
	isWhole: boolean,
	leads: readonly string[] = [],
): LeadResults {
	const results: LeadResult[] = [];
	const unnamed: string[] = [];
	let failures = 0;
	for (const [place, value] of listFields(answer)) {
		if (NOT_TAKEN.test(place)) {
			if (!ERRORS.test(place)) failures = Math.max(failures, countLeads(value));
			results.push(...readResults(value, readNotTaken));
		} else if (RESULTS.test(place) || LEADS.test(place)) {
			const isOfLeads = isWhole && !RESULTS.test(place);
			if (!isOfLeads) results.push(...readResults(value, readResult));
			// A list that wraps a single entry is read as the answer itself.
			const isWrapper = WRAPPERS.test(place) && Array.isArray(value) && value.length === 1;
			if (!isWrapper) unnamed.push(...readUnnamedRefusals(value));
		}
	}
	failures = Math.max(failures, unnamed.length);
	const refusals = results.flatMap(({ refusal }) => refusal ?? []);
	const refusal = refusals[0] ?? unnamed[0] ?? (failures > 0 ? '' : undefined);
	if (leads.length === 0 || results.length === 0)
		return { taken: results.length - refusals.length, refusal, reasonsByPlace: undefined };
	const places = placeResults(results, leads);
	const reasons = new Map(
		[...places].flatMap(([place, reason]) =>
			reason === undefined ? [] : [[place, reason] as const],
		),
	);
	const isEachKnown =
		(isWhole || places.size === leads.length) &&
		reasons.size === Math.max(refusals.length, failures);
	return {
		taken: places.size - reasons.size,
		refusal,
		reasonsByPlace: isEachKnown ? reasons : undefined,
	};
}

/** The fields of an answer, and those of what is wrapped in it. */
function listFields(answer: unknown, depth = 0): Array<[place: string, value: unknown]> {
	const fields = Object.entries(recordSchema.safeParse(answer).data ?? {});
	if (depth > 2) return fields;
	const wrapped = fields.filter(([place]) => WRAPPERS.test(place));
	return [...fields, ...wrapped.flatMap(([, value]) => listFields(value, depth + 1))];
}

/** How many leads a count or a list stands for, whether or not its entries name them. */
function countLeads(value: unknown): number {
	if (Array.isArray(value)) return value.length;
	if (typeof value === 'object' && value !== null) return isEmptyObject(value) ? 0 : 1;
	const count = Number(value);
	if (Number.isFinite(count)) return count;
	return saysNo('error', value) && !saysNo('ok', value) ? 1 : 0;
}

/** What those of a list say that refuse a lead without naming it: `[{"success":false}]`. */
function readUnnamedRefusals(list: unknown): string[] {
	if (!Array.isArray(list)) return [];
	const isTooLong = list.length > MAX_RESULTS;
	return list
		.slice(0, MAX_RESULTS)
		.filter((element) => isTooLong || !isResult(element))
		.flatMap((element) => readResult(element)?.refusal ?? []);
}

/** A list of results, or a map of them by the numbers of their leads. */
function toList(value: unknown): readonly unknown[] {
	if (Array.isArray(value)) return value;
	return Object.entries(recordSchema.safeParse(value).data ?? {})
		.filter(([number]) => /^\+?\d{5,}$/.test(number))
		.map(([number, said]) => ({
			...(recordSchema.safeParse(said).data ?? { message: said }),
			number,
		}));
}

function readResults(
	value: unknown,
	read: (element: unknown) => LeadResult | undefined,
): LeadResult[] {
	const list = toList(value);
	if (list.length > MAX_RESULTS) return [];
	// Of a list with something else in it, only what comes before that.
	const odd = list.findIndex((element) => !isResult(element));
	return list.slice(0, odd === -1 ? undefined : odd).flatMap((element) => read(element) ?? []);
}

function isResult(element: unknown): boolean {
	return resultSchema.safeParse(element).success || nameSchema.safeParse(element).success;
}

/** An object that names the lead, or its number alone. */
function readNotTaken(element: unknown): LeadResult {
	const result = recordSchema.safeParse(element).data ?? { number: element };
	return { result, refusal: readApiAnswer(withoutLead(result))?.message ?? '' };
}

function readResult(element: unknown): LeadResult | undefined {
	const result = recordSchema.safeParse(element).data;
	if (result === undefined) return undefined;
	const said = withoutLead(result);
	const answer = readApiAnswer(said);
	if (answer?.says === 'no') return { result, refusal: answer.message ?? '' };
	return answer?.says === 'yes' || saysTaken(said) ? { result, refusal: undefined } : undefined;
}

/** Without the keys that name the lead: a body that shows a lead is not read as an answer. */
function withoutLead(result: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return { ...result, id: undefined, contact_number: undefined };
}

function saysTaken({ status, statusCode, result }: Record<string, unknown>): boolean {
	return [status, statusCode, result].some((state) =>
		typeof state === 'number' ? state >= 200 && state < 300 : TAKEN.test(String(state)),
	);
}
