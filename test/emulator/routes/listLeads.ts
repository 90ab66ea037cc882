import type { Answer } from '../answer';
import { shapedAnswer } from '../answerShapes';
import { leadRow } from '../leadRow';
import type { LeadRecord } from '../leadStore';
import type { Tag } from '../tag';
import type { Business, Route, RouteRequest } from './route';

const DEFAULT_LIMIT = 20; // Assumed.

/**
 * Documented in one line: "Get leads with pagination and filters". Assumed: `page` and `limit`, the body, which is the vendor's
 * paginator of another endpoint, and the other prefix of the path, as the vendor's pages disagree about that of bulk create.
 */
export const listLeads: Route = {
	method: 'GET',
	path: /^\/api(?:\/engage)?\/v1\/leads$/,
	answer,
};

function answer({ query }: RouteRequest, { leads, tags, shapes }: Business): Answer {
	const page = positiveInteger(query.get('page'), 1);
	const limit = positiveInteger(query.get('limit'), DEFAULT_LIMIT);
	const filters = [...query].filter(([name]) => name !== 'page' && name !== 'limit');
	const found = leads.all().filter((record) => passes(record, filters, tags));
	const lastPage = Math.max(1, Math.ceil(found.length / limit));
	const meta = {
		total: found.length,
		per_page: limit,
		current_page: page,
		last_page: lastPage,
		next_page_url: page < lastPage ? `/?page=${page + 1}` : null,
	};
	const data = found.slice((page - 1) * limit, page * limit).map((record) => leadRow(record, tags));
	return shapedAnswer(shapes, 'Leads fetched successfully!', data, meta);
}

// Assumed: a filter's name is that of a field, and its value the field's whole value. The real filters are not public.
function passes(
	record: LeadRecord,
	filters: ReadonlyArray<readonly [string, string]>,
	tags: readonly Tag[],
): boolean {
	if (filters.length === 0) return true;
	const row = leadRow(record, tags);
	return filters.every(([name, value]) => String(row[name]) === value);
}

// Assumed: what is not a positive integer counts as not sent.
function positiveInteger(text: string | null, otherwise: number): number {
	return text !== null && /^[1-9]\d*$/.test(text) ? Number(text) : otherwise;
}
