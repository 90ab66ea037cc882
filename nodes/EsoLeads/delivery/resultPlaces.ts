import { z } from 'zod/v4';
import { parseBody } from './ports';

/** What an answer says of one lead. */
export interface LeadResult {
	result: Readonly<Record<string, unknown>>;
	/** Undefined where it was taken. */
	refusal: string | undefined;
}

/** The keys under which a result can hold the number of its lead (assumed). */
export const NUMBERS = ['contact_number', 'contactNumber', 'phone', 'mobile', 'number'];

const leadSchema = z.record(z.string(), z.unknown());

/**
 * Finds the leads that results are about, by their places among those that were sent. If two results
 * differ about the same lead, none of them is trusted.
 */
export function placeResults(
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
		const lead = leadSchema.safeParse(parseBody(json)).data ?? {};
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
