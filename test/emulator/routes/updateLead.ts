import { type Answer, done, leadNotFound, unsupportedField, validationError } from '../answer';
import { readLeadChanges } from '../leadChanges';
import type { Business, Route, RouteRequest } from './route';

/** Documented on two pages: path and the keys of the body. Observed: a client that runs uses the shorter prefix. Assumed: the answer. */
export const updateLead: Route = {
	method: 'PUT',
	path: /^\/api(?:\/engage)?\/v1\/leads\/(?<number>\d+)\/update$/,
	answer,
};

// Assumed order of checks: 404, all that is 400, then 417.
function answer({ params, body }: RouteRequest, { leads, tags }: Business): Answer {
	const { number = '' } = params;
	const record = leads.find(number);
	if (record === undefined) return leadNotFound(`no lead with contact number ${number}`);
	const reading = readLeadChanges(body, tags);
	if (reading.kind === 'invalid') return validationError(reading.reason);
	if (reading.kind === 'unsupported') return unsupportedField(reading.reason);
	const { newNumber } = reading.changes;
	const owner = newNumber && leads.byContactNumber.get(newNumber.contactNumber);
	// Assumed: two leads cannot have one number.
	if (owner !== undefined && owner !== record.lead)
		return validationError('new_contact_number belongs to another lead');
	leads.change(record, reading.changes);
	return done('Lead updated successfully!');
}
