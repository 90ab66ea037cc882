import { fingerprintOf, readLeadPage } from '../../answers/leadPage';
import type { ShownLead } from '../../answers/shownLead';
import { failedWith, type Failed } from '../../lead/itemFailure';
import { listLeadsRequest, type PathPrefix } from '../../requests';
import { failedBy, notUnderstood, type Line } from '../eachItem/line';
import type { LeadsQuery } from './query';

/** The most that one request asks for. */
const MAX_PAGE_SIZE = 100;

/**
 * As few pages as the limit needs, all of one size, since a page begins where its number and its
 * size say: 5 leads are one page of 5, and 250 are three of 84 (and not of 100).
 */
export function pageSizeFor(limit: number): number {
	if (limit === Infinity) return MAX_PAGE_SIZE;
	return Math.ceil(limit / Math.ceil(limit / MAX_PAGE_SIZE));
}

/** Leads that were listed. */
export interface Listed {
	kind: 'listed';
	leads: readonly ShownLead[];
}

/**
 * Lists leads page by page, until the limit, the last page, an empty one, or one that repeats: an
 * API that does not know `page` answers with the first page for ever. A page that is shorter than
 * asked for is no sign: E-so may have a limit of its own.
 */
export async function listLeads(
	{ limit, filters }: LeadsQuery,
	line: Line,
	prefix: PathPrefix,
): Promise<Listed | Failed> {
	const size = pageSizeFor(limit);
	const leads: ShownLead[] = [];
	let previous: string | undefined;
	for (let page = 1; leads.length < limit; page += 1) {
		const answer = await line.ask(listLeadsRequest({ page, limit: size, filters }, prefix), true);
		if (answer.kind !== 'accepted') return failedBy(answer, `list of leads, page ${page}`);
		const read = readLeadPage(answer.answer);
		if (read.kind === 'notUnderstood') return notUnderstood(`page ${page} of the leads`);
		const fingerprint = fingerprintOf(read);
		if (read.leads.length === 0 || fingerprint === previous) {
			if (read.isLast === false) return endedEarly(page);
			break;
		}
		leads.push(...read.leads);
		if (read.isLast) break;
		previous = fingerprint;
	}
	return { kind: 'listed', leads: leads.slice(0, limit) };
}

/** A part of a list is never passed off as the list. */
function endedEarly(page: number): Failed {
	return failedWith(
		'unexpected_answer',
		`E-so's list of leads has more pages than ${page}, it says, but page ${page} brought nothing new. Please report it, with the version of the node.`,
	);
}
