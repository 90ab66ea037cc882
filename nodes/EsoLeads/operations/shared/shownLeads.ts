import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import { getIdentity, type LeadPage, readLeadPage, type ShownLead } from '../../api/answers';
import { listLeadsRequest, type PageQuery, type PathPrefix } from '../../api/requests';
import { type FailedItem, failedWith } from '../../lead/refusals';
import { formatCount } from '../../lead/wording';
import { readItemParameter } from './parameters';
import { type ItemClient, toFailure, unknownShape } from './perItem';

/** The leads that one item asks for. */
export interface LeadsQuery {
	kind: 'query';
	/** Infinity for all leads. */
	limit: number;
	filters: PageQuery['filters'];
}

/** The most leads that one request asks for. */
const MAX_PAGE_SIZE = 100;

/**
 * The page size that needs the fewest pages. All pages must have the same size, because the number
 * and the size together say where a page begins: 5 leads are one page of 5, and 250 are three of 84
 * (not of 100).
 */
export function pageSizeFor(limit: number): number {
	if (limit === Infinity) return MAX_PAGE_SIZE;
	return Math.ceil(limit / Math.ceil(limit / MAX_PAGE_SIZE));
}

/** A million leads, if E-so returns as many per page as it is asked for. */
const MAX_PAGES = 10_000;

/** After this many pages in a row with hardly anything new, the list is not advancing. */
const MAX_STALE_PAGES = 3;

/** A list that grows while it is read repeats some leads; one that repeats more goes round. */
const MAX_REPEATED = 2 * MAX_PAGE_SIZE;
const MAX_REPEATED_SHARE = 0.25;

/** Leads that were listed. */
export interface Listed {
	kind: 'listed';
	leads: readonly ShownLead[];
}

/**
 * Lists leads page by page, until the limit, the last page, or a page without anything new: an
 * empty one, or one that only repeats leads. A page that is shorter than requested does not mean
 * the end, since E-so may have a limit of its own. A lead that comes twice, for example because the
 * list has grown in the meantime, counts once.
 */
export async function listLeads(
	{ limit, filters }: LeadsQuery,
	client: ItemClient,
	prefix: PathPrefix,
): Promise<Listed | FailedItem> {
	const size = pageSizeFor(limit);
	const leads: ShownLead[] = [];
	const isNew = createMemory();
	let received = 0;
	let stale = 0;
	for (let page = 1; ; page += 1) {
		if (page > MAX_PAGES) return endless(page - 1, leads.length, limit);
		const answer = await client.read(listLeadsRequest({ page, limit: size, filters }, prefix));
		if (answer.kind !== 'accepted') return toFailure(answer, `list of leads, page ${page}`);
		const read = readLeadPage(answer.answer);
		if (read.kind === 'unknownShape') return unknownShape(`page ${page} of the leads`);
		const before = leads.length;
		for (const lead of read.leads) if (isNew(lead)) leads.push(lead);
		const added = leads.length - before;
		if (added === 0) {
			if (hasMore(read, page, received, size)) return endedEarly(page, leads.length, limit);
			break;
		}
		// The last page that is needed may look like one of a list that does not advance.
		if (read.isLast || leads.length >= limit) break;
		received += read.leads.length;
		stale = added * 2 < read.leads.length ? stale + 1 : 0;
		const repeated = received - leads.length;
		const goesRound = repeated > MAX_REPEATED && repeated > received * MAX_REPEATED_SHARE;
		if (stale === MAX_STALE_PAGES || goesRound) return endless(page, leads.length, limit);
	}
	return { kind: 'listed', leads: leads.slice(0, limit) };
}

/**
 * Whether a list goes on after a page that brought nothing new. The page itself may say so. If it
 * does not, a second page that repeats a full first page shows that E-so ignores the page number,
 * so there may well be more. If the first page was shorter, it is taken as the whole list: it
 * cannot be told from a list that ends there.
 */
function hasMore({ isLast, total, leads }: LeadPage, page: number, received: number, size: number) {
	if (isLast !== undefined) return !isLast;
	if (total !== undefined) return total > received;
	return page === 2 && leads.length > 0 && received >= size;
}

/** Tells whether a lead is new, by remembering its identity, or else a digest of the lead. */
function createMemory(): (lead: ShownLead) => boolean {
	const seen = new Set<string | number>();
	return (lead) => {
		const { id, contact_number: number } = getIdentity(lead);
		const key =
			id === undefined ? (number === undefined ? digest(lead) : `+${number}`) : compact(id);
		const { size } = seen;
		return seen.add(key).size > size;
	};
}

/** A number takes a fraction of the memory of its digits as text. */
function compact(id: string): string | number {
	return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : id;
}

/**
 * Two 32-bit FNV-1a hashes with different starting values: even among a million leads hardly two
 * share both.
 */
function digest(lead: ShownLead): string {
	const text = JSON.stringify(lead);
	let one = 0x811c9dc5;
	let two = 0x9e3779b9;
	for (let at = 0; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		one = Math.imul(one ^ code, 0x01000193);
		two = Math.imul(two ^ code ^ (one >>> 15), 0x85ebca6b);
	}
	return `#${one}.${two}.${text.length}`;
}

/** A part of a list is never passed off as the list. */
function endedEarly(page: number, leads: number, limit: number): FailedItem {
	const advice = leads === 0 ? '' : ` To get what came before, ${adviseLimit(leads, limit)}.`;
	return failedWith(
		'unexpected_answer',
		`E-so's list of leads seems to have more than ${page} pages, but page ${page} held nothing new.${advice} Please report it, with the version of the node.`,
	);
}

function endless(page: number, leads: number, limit: number): FailedItem {
	const known = formatCount(leads);
	return failedWith(
		'unexpected_answer',
		`E-so's list of leads does not come to an end: after page ${formatCount(page)} there were ${known} leads, and E-so went on. To get a part of them, ${adviseLimit(leads, limit)}, or use 'Filters'.`,
	);
}

/** The editor shows 'Limit' only while 'Return All' is off. */
function adviseLimit(leads: number, limit: number): string {
	const show = limit === Infinity ? "turn off 'Return All' and " : '';
	return `${show}set 'Limit' to at most ${formatCount(leads)}`;
}

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** How to show the leads of one item. */
export function createLeadDisplay(
	context: IExecuteFunctions,
): (item: number) => (lead: ShownLead) => ShownLead {
	const simplify = readItemParameter(context, 'simplify', true);
	return (item) => (simplify.at(item) === false ? (lead) => lead : simplifyLead);
}

const NAMES = ['id', 'contact_number', 'country_code', 'name'];

/** Assumed: names such as `created_at` or `createdAt`. */
const DATE_NAME = /(?:_at|_date|[a-z]At|[a-z]Date)$/;

/**
 * Observed: `latest_tags[].title`. Assumed: the other names, which tags have elsewhere, and plain
 * text.
 */
const tagTitleSchema = z.union([
	z.string(),
	z.object({ title: z.string() }).transform(({ title }) => title),
	z.object({ name: z.string() }).transform(({ name }) => name),
	z.object({ tag_name: z.string() }).transform(({ tag_name: name }) => name),
]);

/** A lead has a few tags. An answer can hold four million, whose check would block n8n for a minute. */
const MAX_TAGS = 1_000;

function readTagTitles(tags: unknown): string[] | undefined {
	if (!Array.isArray(tags)) return undefined;
	return tags.slice(0, MAX_TAGS).flatMap((tag) => tagTitleSchema.safeParse(tag).data ?? []);
}

/**
 * The fields of a lead that most workflows need. A lead without any of them stays as it is, since
 * an empty item would hide it.
 */
function simplifyLead(lead: ShownLead): ShownLead {
	const fields = Object.entries(lead).filter(
		([name]) => NAMES.includes(name) || DATE_NAME.test(name),
	);
	if (fields.length === 0) return lead;
	const tags = readTagTitles(lead.latest_tags ?? lead.tags);
	return { ...Object.fromEntries(fields), ...(tags === undefined ? {} : { tags }) };
}
