import { type Answer, done, leadNotFound } from '../answer';
import type { Business, Route, RouteRequest } from './route';

/** Documented in one line: "Delete a lead by contact number". Assumed: the answer, and the other prefix of the path. */
export const deleteLead: Route = {
	method: 'DELETE',
	path: /^\/api(?:\/engage)?\/v1\/leads\/(?<number>\d+)\/delete$/,
	answer,
};

function answer({ params: { number = '' } }: RouteRequest, { leads }: Business): Answer {
	const record = leads.find(number);
	if (record === undefined) return leadNotFound(`no lead with contact number ${number}`);
	leads.remove(record);
	return done('Lead deleted successfully!');
}
