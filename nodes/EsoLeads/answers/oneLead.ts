import { z } from 'zod/v4';
import type { NotUnderstood } from './leadPage';
import { readContent } from './places';
import { identityOf, shownLeadSchema, type LeadIdentity, type ShownLead } from './shownLead';

/** What E-so said when it was asked for one lead. */
export type OneLead =
	| { kind: 'lead'; lead: ShownLead }
	| { kind: 'noLead' }
	/** Only others than the one that was asked for. */
	| { kind: 'otherLead' }
	| NotUnderstood;

/** An envelope without a lead in it is an object, too: a lead is known by what tells it apart. */
const leadSchema = shownLeadSchema.refine((lead) => {
	const { id, contact_number: number } = identityOf(lead);
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
	if (found === undefined) return { kind: 'notUnderstood' };
	const [lead, ...others] = found.filter((shown) => isAsked(identityOf(shown)));
	if (lead !== undefined && others.length === 0) return { kind: 'lead', lead };
	return { kind: found.length === 0 ? 'noLead' : 'otherLead' };
}
