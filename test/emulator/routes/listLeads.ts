import { type Answer, jsonAnswer } from '../answer';
import type { StoredLead } from '../leadStore';
import type { Business, Route, RouteRequest } from './route';

const DEFAULT_LIMIT = 20; // Assumed.

/**
 * Documented in one line: "Get leads with pagination and filters". Assumed: `page` and `limit`, and the body, which is the vendor's
 * paginator of another endpoint. The filters are not public, so there are none.
 */
export const listLeads: Route = {
	method: 'GET',
	path: /^\/api\/engage\/v1\/leads$/,
	answer,
};

function answer({ query }: RouteRequest, { leads }: Business): Answer {
	const page = positiveInteger(query.get('page'), 1);
	const limit = positiveInteger(query.get('limit'), DEFAULT_LIMIT);
	const total = leads.byContactNumber.size;
	const lastPage = Math.max(1, Math.ceil(total / limit));
	const meta = {
		total,
		per_page: limit,
		current_page: page,
		last_page: lastPage,
		next_page_url: page < lastPage ? `/?page=${page + 1}` : null,
	};
	const data = leads.slice((page - 1) * limit, limit).map(({ id, lead }) => row(id, lead));
	return jsonAnswer(200, {
		status: 200,
		success: true,
		message: 'Leads fetched successfully!',
		payload: { meta, data },
	});
}

// Observed: `id`, `contact_number`, `name` (a custom field here) and `latest_tags`. Assumed: the rest, and that the number is text.
function row(id: number | undefined, lead: StoredLead): Record<string, unknown> {
	return {
		...lead.fields,
		id,
		contact_number: lead.contactNumber,
		country_code: lead.countryCode,
		origin: lead.origin,
		latest_tags: [],
	};
}

// Assumed: what is not a positive integer counts as not sent.
function positiveInteger(text: string | null, otherwise: number): number {
	return text !== null && /^[1-9]\d*$/.test(text) ? Number(text) : otherwise;
}
