import { type Answer, leadsAdded, unsupportedField, validationError } from '../answer';
import { readCustomFields } from '../customFields';
import { type IdentifiedLead, readLead } from '../lead';
import type { StoredLead } from '../leadStore';
import { isRecord } from '../record';
import type { Business, RefuseLead, Route, RouteRequest } from './route';

// Documented: "Maximum 500 leads per request".
const MAX_LEADS = 500;

/** Documented: the page of May 2026 prints `/api/v1/…`, that of December 2025 `/api/engage/v1/…`. */
export const bulkCreate: Route = {
	method: 'POST',
	path: /^\/api(?:\/engage)?\/v1\/leads\/bulk-create$/,
	answer,
};

type Step<T> = { kind: 'passed'; value: T } | { kind: 'refused'; answer: Answer };

// Assumed: one bad lead fails its request, and nothing of it is stored. Assumed order: all that is 400, then 417.
function answer(request: RouteRequest, business: Business): Answer {
	const data = readData(request);
	if (data.kind === 'refused') return data.answer;
	const identified = identify(data.value, business.refuses);
	if (identified.kind === 'refused') return identified.answer;
	const storable = storableLeads(identified.value, request.index);
	if (storable.kind === 'refused') return storable.answer;
	for (const lead of storable.value) business.leads.addIfNew(lead);
	return leadsAdded();
}

function readData({ headers, body }: RouteRequest): Step<unknown[]> {
	// Documented: the content type is required. Assumed: a body of any other type is not read.
	if (!/^application\/json\b/i.test(String(headers['content-type'])))
		return invalid('content type is not application/json');
	if (body === undefined) return invalid('body is not JSON');
	const data = isRecord(body) ? body['data'] : undefined;
	if (!Array.isArray(data)) return invalid('data is not an array');
	if (data.length === 0) return invalid('data is empty'); // Assumed.
	if (data.length > MAX_LEADS) return invalid(`data holds ${data.length} leads`);
	return { kind: 'passed', value: data };
}

function identify(data: unknown[], refuses: RefuseLead): Step<IdentifiedLead[]> {
	const leads: IdentifiedLead[] = [];
	for (const [position, sent] of data.entries()) {
		const reading = readLead(sent);
		if (reading.kind === 'invalid') return invalid(`data[${position}]: ${reading.reason}`);
		leads.push(reading.lead);
	}
	for (const [position, lead] of leads.entries()) {
		const message = refuses(lead.sent);
		if (message !== undefined) return invalid(`data[${position}]: ${message}`, message);
	}
	return { kind: 'passed', value: leads };
}

function storableLeads(identified: IdentifiedLead[], request: number): Step<StoredLead[]> {
	const leads: StoredLead[] = [];
	for (const [position, lead] of identified.entries()) {
		const reading = readCustomFields(lead.customFields);
		if (reading.kind === 'unsupported') {
			const reason = `data[${position}]: ${reading.key} is neither boolean, string nor number`;
			return { kind: 'refused', answer: unsupportedField(reason) };
		}
		const { contactNumber, countryCode, origin } = lead;
		leads.push({ contactNumber, countryCode, origin, fields: reading.fields, request });
	}
	return { kind: 'passed', value: leads };
}

function invalid(reason: string, message?: string): { kind: 'refused'; answer: Answer } {
	return { kind: 'refused', answer: validationError(reason, message) };
}
