import type { Ledger } from './ledger';
import type { QueuedLead } from './outcome';
import type { Sent } from './send';

/** Leads that E-so refused together, and what it said. */
export interface RefusedGroup {
	leads: readonly QueuedLead[];
	statusCode: number;
	message: string;
}

/**
 * Sends some leads of the batch. Whatever the answer settles is entered in the ledger; a refusal is
 * returned for isolation to settle.
 */
export type Attempt = (leads: readonly QueuedLead[]) => Promise<Sent>;

/**
 * One bad lead in 500 takes at most 18; many bad leads must not turn a batch into a request for
 * each.
 */
const MAX_EXTRA_REQUESTS = 60;

/**
 * When both halves of a batch are refused, this many leads, spread over the batch, are sent alone.
 * If E-so refuses every one with the same words, the fault lies in what all leads share, such as a
 * wrong channel key.
 */
const PROBES = 8;

/**
 * Finds the refused leads of a batch: halves what was refused until refused leads stand alone; the
 * largest groups first, so that most of the good leads are through when the requests are used up.
 *
 * Every lead of `batch` has an outcome in the ledger afterwards.
 */
export async function isolate(
	batch: RefusedGroup,
	number: number,
	attempt: Attempt,
	ledger: Ledger,
): Promise<void> {
	const groups: RefusedGroup[] = [batch];
	let requests = 0;
	let hasProbed = false;

	/** Sends leads alone or in a group; a group that is refused is queued for halving. */
	const tryLeads = async (leads: readonly QueuedLead[]): Promise<Sent> => {
		requests += 1;
		const sent = await attempt(leads);
		if (!isRefusal(sent)) return sent;
		if (leads.length > 1)
			groups.push({ leads, statusCode: sent.statusCode, message: sent.message });
		else rejectRefused(leads, sent, number, ledger);
		return sent;
	};

	for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
		const leads = ledger.unsettled(group.leads);
		if (leads.length === 0) continue;
		if (requests >= MAX_EXTRA_REQUESTS) {
			rejectUnresolved(leads, group, number, ledger);
		} else if (leads.length < group.leads.length) {
			// Some were settled alone meanwhile: the old refusal says nothing of those that are left.
			await tryLeads(leads);
		} else {
			const [left, right] = halve(leads);
			const sentLeft = await tryLeads(left);
			// With a good left half the refusal was the right half's: a group of several need not be sent
			// to know that.
			if (sentLeft.kind === 'accepted' && right.length > 1) groups.push({ ...group, leads: right });
			else {
				const sentRight = await tryLeads(right);
				if (!hasProbed && isRefusal(sentLeft) && isRefusal(sentRight) && !ledger.hasAccepted()) {
					hasProbed = true;
					const cause = await probe(batch.leads, tryLeads, ledger);
					if (cause !== undefined)
						return rejectRefused(ledger.unsettled(batch.leads), cause, number, ledger);
				}
			}
		}
	}
}

/**
 * @returns the refusal that all probes met in the same words; undefined if any lead was accepted or
 * met something else.
 */
async function probe(
	batch: readonly QueuedLead[],
	tryLeads: Attempt,
	ledger: Ledger,
): Promise<Refusal | undefined> {
	let cause: Refusal | undefined;
	for (const lead of spread(ledger.unsettled(batch), PROBES)) {
		const sent = await tryLeads([lead]);
		if (!isRefusal(sent) || (cause !== undefined && sent.message !== cause.message))
			return undefined;
		cause = sent;
	}
	return cause;
}

type Refusal = Extract<Sent, { kind: 'refused' | 'tooLarge' | 'accepted' }> & {
	kind: 'refused' | 'tooLarge';
};

/** A lead that is too large to travel with others is found like a bad one. */
function isRefusal(sent: Sent): sent is Refusal {
	return sent.kind === 'refused' || sent.kind === 'tooLarge';
}

/** At most `count` leads at even distances, the first and the last among them. */
function spread(leads: readonly QueuedLead[], count: number): QueuedLead[] {
	if (leads.length <= count) return [...leads];
	const step = (leads.length - 1) / (count - 1);
	return Array.from({ length: count }, (_, index) => leads[Math.round(index * step)]).filter(
		(lead) => lead !== undefined,
	);
}

function halve(leads: readonly QueuedLead[]): [readonly QueuedLead[], readonly QueuedLead[]] {
	const middle = Math.ceil(leads.length / 2);
	return [leads.slice(0, middle), leads.slice(middle)];
}

/** Enters leads as refused, in E-so's words. */
export function rejectRefused(
	leads: readonly QueuedLead[],
	{ statusCode, message }: { statusCode: number; message: string },
	batch: number,
	ledger: Ledger,
): void {
	ledger.reject(leads, {
		code: 'refused',
		message: `E-so refused this lead: ${message}`,
		batch,
		statusCode,
		retryable: false,
	});
}

function rejectUnresolved(
	leads: readonly QueuedLead[],
	{ statusCode, message }: RefusedGroup,
	batch: number,
	ledger: Ledger,
): void {
	ledger.reject(leads, {
		code: 'not_isolated',
		message: `E-so refused this lead together with ${leads.length - 1} others, too many to find out which: ${message}. Correct the leads that are 'refused', and send these again.`,
		batch,
		statusCode,
		retryable: true,
	});
}
