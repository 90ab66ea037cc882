import type { Answer } from '../answer';
import type { AnswerShapes } from '../answerShapes';
import type { LeadStore } from '../leadStore';
import type { Tag } from '../tag';

/** A request as the API reads it: authorized and within the rate limit. */
export interface RouteRequest {
	/** 0-based, in order of arrival. */
	index: number;
	headers: Record<string, string | string[] | undefined>;
	query: URLSearchParams;
	/** Parsed JSON; `undefined` when the body is none. */
	body: unknown;
	/** Named groups of the route's path. */
	params: Record<string, string>;
}

/** Why the business refuses a lead that is well formed; `undefined` accepts it. */
export type RefuseLead = (lead: Record<string, unknown>) => string | undefined;

/** What the routes work on. */
export interface Business {
	leads: LeadStore;
	tags: readonly Tag[];
	refuses: RefuseLead;
	shapes: AnswerShapes;
}

/** One operation of the API. `path` matches the whole path, without the query. */
export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: RegExp;
	answer: (request: RouteRequest, business: Business) => Answer;
}
