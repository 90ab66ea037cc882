import { z } from 'zod/v4';
import { parseFieldPath, readField } from '../lead/fields/fieldPath';

/** Reads a value of an answer; undefined for one that it cannot read. */
type Reader<Read> = (value: unknown) => Read | undefined;

/**
 * Where an answer can hold its content: no page shows the bodies of the answers to get, list and
 * tags. Documented of another endpoint of the vendor's: `payload.data`; assumed: the others. The
 * innermost goes first, since what holds a lead can look like one.
 */
const CONTENT_PLACES = ['payload.data', 'payload', 'data'].map(parseFieldPath);

/** Documented of the same endpoint: `payload.meta`. Assumed: it stands beside the content. */
const PAGING_PLACES = ['payload.meta', 'payload', 'meta'].map(parseFieldPath);

/** What `read` makes of the first of the places that it can read, or else of the answer itself. */
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

/** A page has a hundred leads; a list this long would fill the memory with items. */
const MAX_LIST_ENTRIES = 100_000;

/**
 * Reads a list entry by entry, up to the first that is not one: an answer can hold four million
 * numbers, and a schema for the whole list would keep an issue for each.
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

/** Any value that JSON has. */
type FieldValue = string | number | boolean | null | object;

/** A lead as E-so shows it, with all its fields: which ones those are is not public. */
const shownLeadSchema = z.custom<Record<string, FieldValue>>(
	(value) =>
		typeof value === 'object' && value !== null && !Array.isArray(value) && holdsField(value),
);

/** Without listing its keys, of which there can be millions. */
function holdsField(value: object): boolean {
	for (const name in value) if (Object.hasOwn(value, name)) return true;
	return false;
}

export type ShownLead = z.infer<typeof shownLeadSchema>;

function readShownLead(value: unknown): ShownLead | undefined {
	const lead = shownLeadSchema.safeParse(value).data;
	// Copying the lead would change the copy's prototype.
	if (lead !== undefined && Object.hasOwn(lead, '__proto__'))
		Reflect.deleteProperty(lead, '__proto__');
	return lead;
}

/** What tells leads apart (observed: both keys, and that ids are integers), as text. */
export interface LeadIdentity {
	id: string | undefined;
	contact_number: string | undefined;
}

/** The id and the contact number that a lead shows. */
export function getIdentity({ id, contact_number }: ShownLead): LeadIdentity {
	return { id: toIdText(id), contact_number: toIdText(contact_number) };
}

/** Text or a number: which of the two E-so shows is not known. */
function toIdText(value: FieldValue | undefined): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One page of the list of leads. */
export interface LeadPage {
	kind: 'page';
	leads: readonly ShownLead[];
	/** Whether the page itself says that no other one follows; undefined where it says nothing. */
	isLast: boolean | undefined;
	/** How many leads the whole list has, by its own account. */
	total: number | undefined;
}

/** An answer in a shape that nobody has seen: never to be taken for an empty one. */
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
	const leads = readFirst(answer, CONTENT_PLACES, (value) => readList(value, readShownLead));
	if (leads === undefined) return { kind: 'unknownShape' };
	// A list at the root has no room for anything else.
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

/** What E-so said when it was asked for one lead. */
export type OneLead =
	| { kind: 'lead'; lead: ShownLead }
	| { kind: 'noLead' }
	/** Only others than the one that was asked for. */
	| { kind: 'otherLead' }
	| UnknownShape;

/** An envelope without a lead in it is an object, too: a lead is known by what tells it apart. */
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
 * Reads an answer as one lead. How it is asked for is assumed: an API that does not
 * know the question might answer with any lead, which must not be taken for this one.
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

/** A business has a few dozen tags; this many entries without one are not a list of tags. */
const MAX_ODD_TAGS = 100;

/** Reads an answer as the tags of the business; undefined where it is none. */
export function readTags(answer: unknown): Tag[] | undefined {
	return readFirst(answer, CONTENT_PLACES, readTagList);
}

/** One odd tag must not hide the others; a list in which none can be read is no list of tags. */
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
