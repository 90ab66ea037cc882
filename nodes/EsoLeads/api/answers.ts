import { z } from 'zod/v4';
import { readApiAnswer } from '../delivery/answer';
import { isEmptyObject } from '../delivery/answerWords';
import { parseFieldPath, readField } from '../lead/fields/fieldPath';

/** Reads a value of an answer; undefined if it cannot. */
type Reader<Read> = (value: unknown) => Read | undefined;

/**
 * Where an answer may hold its content: the answers to get, list and tags are not documented.
 * `payload.data` is documented for another endpoint of the vendor; the others are assumed. The
 * innermost is tried first, since an object that holds a lead can look like one.
 */
const CONTENT_PLACES = ['payload.data', 'payload', 'data'].map(parseFieldPath);

/** `payload.meta` is documented for the same endpoint. Assumed: it is next to the content. */
const PAGING_PLACES = ['payload.meta', 'payload', 'meta'].map(parseFieldPath);

/** The result of `read` for the first place that it can read, or else for the answer itself. */
function readFirst<Read>(
	answer: unknown,
	places: typeof CONTENT_PLACES,
	read: Reader<Read>,
): Read | undefined {
	if (typeof answer === 'object' && answer !== null) {
		for (const place of places) {
			const found = read(readField(answer, place));
			if (found !== undefined) return found;
		}
	}
	return read(answer);
}

/** A page has a hundred leads. A list this long would fill the memory with items. */
const MAX_LIST_ENTRIES = 100_000;

/**
 * Reads a list entry by entry, and stops at the first that cannot be read: an answer can hold four
 * million numbers, and a schema for the whole list would collect an issue for each.
 */
function readList<Read>(value: unknown, read: Reader<Read>): Read[] | undefined {
	if (!Array.isArray(value) || value.length > MAX_LIST_ENTRIES) return undefined;
	const entries: Read[] = [];
	for (const entry of value) {
		const found = read(entry);
		if (found === undefined) return undefined;
		entries.push(found);
	}
	return entries;
}

/** Any JSON value. */
type FieldValue = string | number | boolean | null | object;

/** A lead as E-so returns it, with all its fields, which are not public. */
const shownLeadSchema = z.custom<Record<string, FieldValue>>(
	(value) =>
		typeof value === 'object' && value !== null && !Array.isArray(value) && !isEmptyObject(value),
);

export type ShownLead = z.infer<typeof shownLeadSchema>;

function readShownLead(value: unknown): ShownLead | undefined {
	const lead = shownLeadSchema.safeParse(value).data;
	// Copying the lead would change the copy's prototype.
	if (lead !== undefined && Object.hasOwn(lead, '__proto__'))
		Reflect.deleteProperty(lead, '__proto__');
	return lead;
}

/** An entry that says no is a lead only if something identifies it: leads can have such fields. */
function readListedLead(entry: unknown): ShownLead | undefined {
	const lead = readShownLead(entry);
	if (lead === undefined) return undefined;
	const { id, contact_number } = getIdentity(lead);
	const isNamed = id !== undefined || contact_number !== undefined;
	return isNamed || readApiAnswer(lead)?.says !== 'no' ? lead : undefined;
}

/** What identifies a lead, as text (observed: both keys, and that IDs are integers). */
export interface LeadIdentity {
	id: string | undefined;
	contact_number: string | undefined;
}

/** The ID and the contact number of a lead that E-so returned. */
export function getIdentity({ id, contact_number }: ShownLead): LeadIdentity {
	return { id: toIdText(id), contact_number: toIdText(contact_number) };
}

/** Accepts text or a number: it is not known which of the two E-so returns. */
function toIdText(value: FieldValue | undefined): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One page of the list of leads. */
export interface LeadPage {
	kind: 'page';
	leads: readonly ShownLead[];
	/** Whether the page says that it is the last one; undefined if it says nothing. */
	isLast: boolean | undefined;
	/** How many leads the whole list has, if the answer says so. */
	total: number | undefined;
}

/** An answer of unknown shape, which must never be taken for an empty one. */
export interface UnknownShape {
	kind: 'unknownShape';
}

const countSchema = z.union([
	z.number(),
	z
		.string()
		.regex(/^\d{1,15}$/)
		.transform(Number),
]);
const pagingSchema = z.object({ current_page: countSchema, last_page: countSchema });
const totalSchema = z.object({ total: countSchema });

/** Reads an answer as a page of leads. */
export function readLeadPage(answer: unknown): LeadPage | UnknownShape {
	const leads = readFirst(answer, CONTENT_PLACES, (value) => readList(value, readListedLead));
	if (leads === undefined) return { kind: 'unknownShape' };
	// A list at the root has no room for paging information.
	const beside = Array.isArray(answer) ? undefined : answer;
	const paging = readFirst(beside, PAGING_PLACES, (value) => pagingSchema.safeParse(value).data);
	const total = readFirst(
		beside,
		PAGING_PLACES,
		(value) => totalSchema.safeParse(value).data?.total,
	);
	const isLast = paging && paging.current_page >= paging.last_page;
	return { kind: 'page', leads, isLast, total };
}

/** E-so's answer to a request for one lead. */
export type OneLead =
	| { kind: 'lead'; lead: ShownLead }
	| { kind: 'noLead' }
	/** Only leads other than the requested one. */
	| { kind: 'otherLead' }
	| UnknownShape;

/** An empty envelope is an object, too, so a lead is recognised by its identity. */
function readLead(value: unknown): ShownLead | undefined {
	const lead = readShownLead(value);
	if (lead === undefined) return undefined;
	const { id, contact_number } = getIdentity(lead);
	return id === undefined && contact_number === undefined ? undefined : lead;
}

/** Assumed: a lead, a list with it, an empty list, or null. */
function readFound(value: unknown): ShownLead[] | undefined {
	if (value === null) return [];
	const lead = readLead(value);
	return lead === undefined ? readList(value, readLead) : [lead];
}

/**
 * Reads an answer as one lead. The form of the request is assumed: an API that does not understand
 * it might return any lead, which must not be taken for the requested one.
 */
export function readOneLead(
	answer: unknown,
	isAsked: (identity: LeadIdentity) => boolean,
): OneLead {
	const found = readFirst(answer, CONTENT_PLACES, readFound);
	if (found === undefined) return { kind: 'unknownShape' };
	const [lead, ...others] = found.filter((shown) => isAsked(getIdentity(shown)));
	if (lead !== undefined && others.length === 0) return { kind: 'lead', lead };
	return { kind: found.length === 0 ? 'noLead' : 'otherLead' };
}

/** A tag of the business (observed: an integer id under two keys, and a name under three). */
const tagSchema = z
	.object({
		id: z.int().nullish(),
		tag_id: z.int().nullish(),
		name: z.string().nullish(),
		tag_name: z.string().nullish(),
		title: z.string().nullish(),
	})
	.transform((tag) => ({ id: tag.id ?? tag.tag_id, name: tag.name ?? tag.tag_name ?? tag.title }))
	.pipe(z.object({ id: z.int(), name: z.string() }));

export type Tag = z.infer<typeof tagSchema>;

/** A business has a few dozen tags. A list with this many other entries is not a list of tags. */
const MAX_ODD_TAGS = 100;

/** Reads an answer as the tags of the business; undefined if it is not a list of tags. */
export function readTags(answer: unknown): Tag[] | undefined {
	return readFirst(answer, CONTENT_PLACES, readTagList);
}

/**
 * One unreadable tag must not hide the others, but a list without any readable tag is not a list of
 * tags.
 */
function readTagList(value: unknown): Tag[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const tags: Tag[] = [];
	let odd = 0;
	for (const entry of value) {
		const tag = tagSchema.safeParse(entry).data;
		if (tag !== undefined) tags.push(tag);
		else odd += 1;
		if (odd > MAX_ODD_TAGS) return undefined;
	}
	return tags.length === 0 && odd > 0 ? undefined : tags;
}
