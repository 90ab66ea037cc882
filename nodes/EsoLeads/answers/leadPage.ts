import { z } from 'zod/v4';
import { readContent, readPaging } from './places';
import { identityOf, shownLeadSchema, type ShownLead } from './shownLead';

/** One page of the list of leads. */
export interface LeadPage {
	kind: 'page';
	leads: readonly ShownLead[];
	/** Whether the page itself says that no other one follows; undefined where it says nothing. */
	isLast: boolean | undefined;
}

/** An answer in a shape that nobody has seen: never to be taken for an empty one. */
export interface NotUnderstood {
	kind: 'notUnderstood';
}

const leadsSchema = z.array(shownLeadSchema);

const countSchema = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);
const pagingSchema = z.object({ current_page: countSchema, last_page: countSchema });

/** Reads an answer as a page of leads. */
export function readLeadPage(answer: unknown): LeadPage | NotUnderstood {
	const leads = readContent(answer, leadsSchema);
	if (leads === undefined) return { kind: 'notUnderstood' };
	const paging = readPaging(answer, pagingSchema)?.content;
	const isLast = paging && paging.current_page >= paging.last_page;
	return { kind: 'page', leads: leads.content, isLast };
}

/** Two pages of the same leads have the same fingerprint, whatever else has changed meanwhile. */
export function fingerprintOf({ leads }: LeadPage): string {
	return JSON.stringify(
		leads.map((lead) => {
			const { id, contact_number: number } = identityOf(lead);
			return id ?? number ?? lead;
		}),
	);
}
