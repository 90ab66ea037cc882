import { z } from 'zod/v4';
import { parseFieldPath, readField } from '../lead/fields/fieldPath';

/** Content as its schema reads it. */
export interface Content<Read> {
	content: Read;
}

/**
 * Where an answer can hold its content: no page shows the bodies of the answers to get, list and
 * tags. Documented of another endpoint of the vendor's: `payload.data`; assumed: the others. The
 * innermost goes first, since what holds a lead can look like one.
 */
const CONTENT_PLACES = ['payload.data', 'payload', 'data'].map(parseFieldPath);

/** Documented of the same endpoint: `payload.meta`. Assumed: it stands beside the content. */
const PAGING_PLACES = ['payload.meta', 'payload', 'meta'].map(parseFieldPath);

/** The first content of an answer that `schema` understands; undefined where there is none. */
export function readContent<Read>(
	answer: unknown,
	schema: z.ZodType<Read>,
): Content<Read> | undefined {
	return readFirst(answer, CONTENT_PLACES, schema);
}

/** What an answer says about its pages, where it says so. */
export function readPaging<Read>(
	answer: unknown,
	schema: z.ZodType<Read>,
): Content<Read> | undefined {
	return readFirst(answer, PAGING_PLACES, schema);
}

function readFirst<Read>(
	answer: unknown,
	places: typeof CONTENT_PLACES,
	schema: z.ZodType<Read>,
): Content<Read> | undefined {
	const inside =
		typeof answer === 'object' && answer !== null
			? places.map((place) => readField(answer, place))
			: [];
	for (const place of [...inside, answer]) {
		const read = schema.safeParse(place);
		if (read.success) return { content: read.data };
	}
	return undefined;
}

/** Any value that JSON has. */
const fieldSchema = z.union([
	z.string(),
	z.number(),
	z.boolean(),
	z.null(),
	z.custom<object>((value) => typeof value === 'object' && value !== null),
]);

/** A lead as E-so shows it, with all its fields: which ones those are is not public. */
export const shownLeadSchema = z.record(z.string(), fieldSchema);

export type ShownLead = z.infer<typeof shownLeadSchema>;

/** Text or a number, as text: which of the two E-so shows is not known. */
const textSchema = z.union([z.string().min(1), z.number().transform(String)]).optional();

/** What tells leads apart (observed: both keys, and that ids are integers). */
const identitySchema = z.object({
	id: textSchema.catch(undefined),
	contact_number: textSchema.catch(undefined),
});

export type LeadIdentity = z.infer<typeof identitySchema>;

/** The id and the contact number that a lead shows. */
export function getIdentity(lead: ShownLead): LeadIdentity {
	return identitySchema.parse(lead);
}

/** One page of the list of leads. */
export interface LeadPage {
	kind: 'page';
	leads: readonly ShownLead[];
	/** Whether the page itself says that no other one follows; undefined where it says nothing. */
	isLast: boolean | undefined;
}

/** An answer in a shape that nobody has seen: never to be taken for an empty one. */
export interface UnknownShape {
	kind: 'unknownShape';
}

const leadsSchema = z.array(shownLeadSchema);

const countSchema = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);
const pagingSchema = z.object({ current_page: countSchema, last_page: countSchema });

/** Reads an answer as a page of leads. */
export function readLeadPage(answer: unknown): LeadPage | UnknownShape {
	const leads = readContent(answer, leadsSchema);
	if (leads === undefined) return { kind: 'unknownShape' };
	const paging = readPaging(answer, pagingSchema)?.content;
	const isLast = paging && paging.current_page >= paging.last_page;
	return { kind: 'page', leads: leads.content, isLast };
}

/** Two pages of the same leads have the same fingerprint, whatever else has changed meanwhile. */
export function toFingerprint({ leads }: LeadPage): string {
	return JSON.stringify(
		leads.map((lead) => {
			const { id, contact_number: number } = getIdentity(lead);
			return id ?? number ?? lead;
		}),
	);
}

/** What E-so said when it was asked for one lead. */
export type OneLead =
	| { kind: 'lead'; lead: ShownLead }
	| { kind: 'noLead' }
	/** Only others than the one that was asked for. */
	| { kind: 'otherLead' }
	| UnknownShape;

/** An envelope without a lead in it is an object, too: a lead is known by what tells it apart. */
const leadSchema = shownLeadSchema.refine((lead) => {
	const { id, contact_number: number } = getIdentity(lead);
	return id !== undefined || number !== undefined;
});

/** Assumed: a lead, a list with it, an empty list, or null. */
const foundSchema = z.union([
	leadSchema.transform((lead) => [lead]),
	z.array(leadSchema),
	z.null().transform((): ShownLead[] => []),
]);

/**
 * Reads an answer as one lead. How it is asked for is assumed: an API that does not
 * know the question might answer with any lead, which must not be taken for this one.
 */
export function readOneLead(
	answer: unknown,
	isAsked: (identity: LeadIdentity) => boolean,
): OneLead {
	const found = readContent(answer, foundSchema)?.content;
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

/** One odd tag must not hide the others; a list in which none can be read is no list of tags. */
const tagsSchema = z
	.array(tagSchema.nullable().catch(null))
	.refine((tags) => tags.length === 0 || tags.some((tag) => tag !== null))
	.transform((tags) => tags.filter((tag) => tag !== null));

export type Tag = z.infer<typeof tagSchema>;

/** Reads an answer as the tags of the business; undefined where it is none. */
export function readTags(answer: unknown): Tag[] | undefined {
	return readContent(answer, tagsSchema)?.content;
}
