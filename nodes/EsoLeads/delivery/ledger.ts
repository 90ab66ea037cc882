import type { Rejection } from '../lead/refusals';
import type { LeadOutcome, QueuedLead, SendFailure } from './outcome';
import type { GroupRefusal } from './send';

/** The outcomes of one batch while it is being delivered. The first entry for a lead stands. */
export interface Ledger {
	accept(leads: readonly QueuedLead[]): void;
	/** Leads that E-so refused alone. */
	refuse(leads: readonly QueuedLead[], refusal: GroupRefusal): void;
	/**
	 * Leads that are given up with their batch, since others of it were refused alone in the same
	 * words.
	 */
	refuseTogether(leads: readonly QueuedLead[], refusal: GroupRefusal): void;
	/** Leads that E-so refused together, and that are not split any further. */
	leaveTogether(leads: readonly QueuedLead[], refusal: GroupRefusal): void;
	/**
	 * Leads that E-so refused, or found too large, only together with others, when no more requests may be spent.
	 */
	leaveUnresolved(leads: readonly QueuedLead[], refusal: GroupRefusal): void;
	fail(leads: readonly QueuedLead[], sent: SendFailure): void;
	/** Those of `leads` that have no outcome yet, in the same order. */
	unsettled(leads: readonly QueuedLead[]): readonly QueuedLead[];
	/** One outcome a lead, in the order of `leads`. */
	outcomes(leads: readonly QueuedLead[]): LeadOutcome[];
}

/** An empty ledger for batch number `batch`. */
export function createLedger(batch: number): Ledger {
	const entries = new Map<QueuedLead, LeadOutcome>();
	const enter = (leads: readonly QueuedLead[], outcome: LeadOutcome) => {
		for (const lead of leads) if (!entries.has(lead)) entries.set(lead, outcome);
	};
	const reject = (leads: readonly QueuedLead[], rejection: Omit<Rejection, 'batch'>) =>
		enter(leads, { kind: 'rejected', rejection: { ...rejection, batch } });

	return {
		accept: (leads) => enter(leads, { kind: 'accepted' }),
		refuse: (leads, { statusCode, message }) =>
			reject(leads, {
				code: 'refused',
				message: `E-so refused this lead: ${message}`,
				statusCode,
				retryable: false,
			}),
		refuseTogether: (leads, { statusCode, message }) =>
			reject(leads, {
				code: 'refused',
				message: `E-so refused this lead with its batch, and others of the batch alone in the same words: ${message}. Check what all leads share, such as 'Support Channel Key'.`,
				statusCode,
				retryable: true,
			}),
		leaveTogether: (leads, { statusCode, message }) =>
			reject(leads, {
				code: 'not_isolated',
				message: `E-so refused this lead together with others: ${message}. Turn on 'Isolate Refused Leads' to find out which of them is bad, and send these again.`,
				statusCode,
				retryable: true,
			}),
		leaveUnresolved: (leads, { kind, statusCode, message }) =>
			reject(leads, {
				code: 'not_isolated',
				message:
					kind === 'tooLarge'
						? `E-so found this lead too large together with others: ${message}. Send these again with a smaller 'Batch Size'.`
						: `E-so refused this lead together with others, and which of them is bad was not found out: ${message}. Correct the leads that are 'refused', and send these again.`,
				statusCode,
				retryable: true,
			}),
		fail: (leads, { code, message, statusCode, retryable }) =>
			reject(leads, {
				code,
				message: code === 'not_sent' ? `Not sent: ${message}` : `Not delivered: ${message}`,
				...(statusCode === undefined ? {} : { statusCode }),
				retryable,
			}),
		unsettled: (leads) => (entries.size === 0 ? leads : leads.filter((lead) => !entries.has(lead))),
		outcomes: (leads) => leads.map((lead) => entries.get(lead) ?? FORGOTTEN),
	};
}

/**
 * Nothing may be lost, not even to a bug in this node: a lead without an entry is reported, never
 * taken for accepted.
 */
const FORGOTTEN: LeadOutcome = {
	kind: 'rejected',
	rejection: {
		code: 'delivery_failed',
		message: 'The node lost track of this lead. Run it again.',
		retryable: true,
	},
};
