import type { CustomFields } from './customFields';

/** A lead of the business. `request` is the index of the request that stored it. */
export interface StoredLead {
	/** Digits, without the country code. */
	contactNumber: string;
	countryCode: number;
	origin: string;
	/** Keys in lower case. */
	fields: CustomFields;
	request: number;
}

/** The leads of one business, in the order in which they were added. */
export class LeadStore {
	/** By contact number. Assumed: the country code plays no part in telling leads apart. */
	readonly byContactNumber = new Map<string, StoredLead>();

	private readonly ids = new Map<string, number>();

	private lastId = 0;

	/**
	 * Adds a lead unless its contact number is known.
	 * Documented: a known number is silently ignored, and of repeats in a request the first is kept.
	 */
	addIfNew(lead: StoredLead): void {
		if (this.byContactNumber.has(lead.contactNumber)) return;
		this.byContactNumber.set(lead.contactNumber, lead);
		this.ids.set(lead.contactNumber, ++this.lastId);
	}

	/** Leads `from` (0-based) up to `from + count`, each with its id. Observed: leads have an integer id; assumed: it counts from 1. */
	slice(from: number, count: number): { id: number | undefined; lead: StoredLead }[] {
		return [...this.byContactNumber.values()]
			.slice(from, from + count)
			.map((lead) => ({ id: this.ids.get(lead.contactNumber), lead }));
	}

	/** Forgets every lead and every id. */
	reset(): void {
		this.byContactNumber.clear();
		this.ids.clear();
		this.lastId = 0;
	}
}
