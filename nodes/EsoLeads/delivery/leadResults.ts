import { z } from 'zod/v4';
import { readApiAnswer } from './answer';
import { parseBody } from './ports';

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
const NOT_TAKEN = /^(?:failed|failures|rejected|invalid|errors)(?:_?(?:count|leads|contacts))?$/i;

/** These may be about the request as a whole; their presence alone already says no. */
const ERRORS = /^errors$/i;

/**
 * A success can hold the leads themselves under these keys, and a lead may have a field called
 * `status`.
 */
const LEADS = /^(?:leads|contacts|items|data|payload)$/i;

/** The keys that identify a lead in a result, and the words that say that it was taken (assumed). */
const NUMBERS = ['contact_number', 'contactNumber', 'phone', 'mobile', 'number'];
const NAMES = [...NUMBERS, 'index', 'id'];
const TAKEN = /^(?:ok|success(?:ful)?|created|added|accepted|exists|updated|ignored|done)$/i;

/** A request has at most 500 leads. */
const MAX_RESULTS = 500;

const recordSchema = z.record(z.string(), z.unknown());
const nameSchema = z.union([z.string().min(1), z.number()]);
const resultSchema = recordSchema.refine((result) =>
	NAMES.some((name) => nameSchema.safeParse(result[name]).success),
);

/** What is said of one lead. */
interface LeadResult {
	result: Readonly<Record<string, unknown>>;
	/** Undefined where it was taken. */
	refusal: string | undefined;
}

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
	let failures = 0;
	const body = recordSchema.safeParse(answer).data ?? {};
	for (const layer of [body, body.data, body.payload, body.result]) {
		for (const [place, value] of Object.entries(recordSchema.safeParse(layer).data ?? {})) {
			if (NOT_TAKEN.test(place)) {
				if (!ERRORS.test(place)) failures = Math.max(failures, countLeads(value));
				results.push(...readResults(value, readNotTaken));
			} else if (RESULTS.test(place) || (!isWhole && LEADS.test(place)))
				results.push(...readResults(value, readResult));
		}
	}
	const refusals = results.flatMap(({ refusal }) => refusal ?? []);
	const refusal = refusals[0] ?? (failures > 0 ? '' : undefined);
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

/** How many leads a count or a list stands for, whether or not its entries name them. */
function countLeads(value: unknown): number {
	if (typeof value === 'number') return value;
	return Array.isArray(value) ? value.length : 0;
}

function readResults(
	list: unknown,
	read: (element: unknown) => LeadResult | undefined,
): LeadResult[] {
	if (!Array.isArray(list) || list.length > MAX_RESULTS) return [];
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

/**
 * Finds the leads that results are about, by their places among those that were sent. If two results
 * differ about the same lead, none of them is trusted.
 */
function placeResults(
	results: readonly LeadResult[],
	leads: readonly string[],
): ReadonlyMap<number, string | undefined> {
	const byNumber = numberLeads(leads);
	const indices = new Set(results.map(({ result }) => result.index));
	// Whether they are counted from 0 or from 1 shows at the ends alone.
	const first = [0, 1].find((start) => indices.has(start === 0 ? 0 : leads.length));
	const places = new Map<number, string | undefined>();
	for (const { result, refusal } of results) {
		const named = NUMBERS.map((name) => byNumber.get(toDigits(result[name])));
		const counted = Number(result.index) - (first ?? NaN);
		const place = named.find((at) => at !== undefined) ?? (counted < leads.length ? counted : -1);
		if (place < 0 || !Number.isInteger(place)) continue;
		if (places.has(place) && places.get(place) !== refusal) return new Map();
		places.set(place, refusal);
	}
	return places;
}

/** The places of leads by their numbers, with and without the country code; undefined where two share one. */
function numberLeads(leads: readonly string[]): ReadonlyMap<string, number | undefined> {
	const places = new Map<string, number | undefined>();
	for (const [at, json] of leads.entries()) {
		const lead = recordSchema.safeParse(parseBody(json)).data ?? {};
		const key = Object.keys(lead).find((name) => name.startsWith('contact-')) ?? '';
		const digits = toDigits(lead.contact_number ?? lead[key]);
		for (const number of [digits, `${toDigits(lead.country_code)}${digits}`])
			places.set(number, places.has(number) ? undefined : at);
	}
	return places;
}

/** The channel key is a number, in which zeros at the beginning are lost. */
function toDigits(value: unknown): string {
	const isNumber = typeof value === 'number' || typeof value === 'string';
	return isNumber ? String(value).replace(/\D/g, '').replace(/^0+/, '') : '';
}
