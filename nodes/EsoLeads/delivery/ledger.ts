import type { Rejection } from '../lead/rejection';
import type { LeadOutcome, QueuedLead } from './outcome';

/** The outcomes of one batch while it is being delivered: each lead is entered once. */
export interface Ledger {
	accept(leads: readonly QueuedLead[]): void;
	reject(leads: readonly QueuedLead[], rejection: Rejection): void;
	/** Those of `leads` that have no outcome yet, in the same order. */
	unsettled(leads: readonly QueuedLead[]): readonly QueuedLead[];
	hasAccepted(): boolean;
	/**
	 * One outcome a lead, in the order of `leads`; `missing` stands in for a lead that was never
	 * entered.
	 */
	outcomes(leads: readonly QueuedLead[], missing: Rejection): LeadOutcome[];
}

/** An empty ledger. */
export function createLedger(): Ledger {
	const entries = new Map<QueuedLead, LeadOutcome>();
	const enter = (leads: readonly QueuedLead[], outcome: LeadOutcome) => {
		for (const lead of leads) if (!entries.has(lead)) entries.set(lead, outcome);
	};
	let accepted = false;
	return {
		accept(leads) {
			accepted = true;
			enter(leads, { kind: 'accepted' });
		},
		reject: (leads, rejection) => enter(leads, { kind: 'rejected', rejection }),
		unsettled: (leads) => (entries.size === 0 ? leads : leads.filter((lead) => !entries.has(lead))),
		hasAccepted: () => accepted,
		outcomes: (leads, missing) =>
			leads.map((lead) => entries.get(lead) ?? { kind: 'rejected', rejection: missing }),
	};
}
