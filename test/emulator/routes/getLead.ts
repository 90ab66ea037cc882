import { type Answer, leadNotFound, validationError } from '../answer';
import { shapedAnswer } from '../answerShapes';
import { leadRow } from '../leadRow';
import type { LeadRecord, LeadStore } from '../leadStore';
import { isRecord } from '../record';
import type { Business, Route, RouteRequest } from './route';

/** Documented in one line: "Get single lead by ID or contact number". Assumed: the keys of the body, and the answer. */
export const getLead: Route = {
	method: 'POST',
	path: /^\/api(?:\/engage)?\/v1\/leads$/,
	answer,
};

function answer({ body }: RouteRequest, { leads, tags, shapes }: Business): Answer {
	const asked = isRecord(body) ? body : {};
	const [name] = ['id', 'contact_number'].filter((key) => asked[key] !== undefined);
	if (name === undefined) return validationError('neither id nor contact_number');
	const value = String(asked[name]);
	if (!/^\d+$/.test(value)) return validationError(`${name} is not a number`);
	const record = find(leads, name, value);
	if (record === undefined) return leadNotFound(`no lead with ${name} ${value}`);
	const row = leadRow(record, tags);
	return shapedAnswer(shapes, 'Lead fetched successfully!', shapes.listsOne ? [row] : row);
}

function find(leads: LeadStore, name: string, value: string): LeadRecord | undefined {
	return name === 'id' ? leads.findById(Number(value)) : leads.find(value);
}
