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

/** A lead with what the business itself adds to it. */
export interface LeadRecord {
	/** Observed: an integer. Assumed: it counts from 1. */
	id: number;
	lead: StoredLead;
	/** The ids of its tags, in the order in which they were added. */
	tags: readonly number[];
}

/** What an update changes; what is not named stays. */
export interface LeadChanges {
	fields: CustomFields;
	addTags: readonly number[];
	removeTags: readonly number[];
	newNumber: Pick<StoredLead, 'contactNumber' | 'countryCode'> | undefined;
}

/** The leads of one business. */
export class LeadStore {
	/** By contact number. Assumed: the country code plays no part in telling leads apart. */
	readonly byContactNumber = new Map<string, StoredLead>();

	/** By id, and so in the order in which they were added. */
	private readonly records = new Map<number, LeadRecord>();

	private readonly ids = new Map<string, number>();

	private lastId = 0;

	/**
	 * Adds a lead unless its contact number is known.
	 * Documented: a known number is silently ignored, and of repeats in a request the first is kept.
	 */
	addIfNew(lead: StoredLead): void {
		if (this.byContactNumber.has(lead.contactNumber)) return;
		this.put({ id: ++this.lastId, lead, tags: [] });
	}

	/** All leads in the order in which they were added. */
	all(): LeadRecord[] {
		return [...this.records.values()];
	}

	/**
	 * The lead with a contact number. Observed: a client that runs sends it with the country code, while bulk create splits that
	 * off. Assumed: so both are taken, and a number that is stored just so goes first.
	 */
	find(digits: string): LeadRecord | undefined {
		const split = COUNTRY_CODE_LENGTHS.map((length) => this.withNumber(digits.slice(length)));
		return (
			this.withNumber(digits) ??
			split.find((record) => record !== undefined && fullNumber(record.lead) === digits)
		);
	}

	/** The lead with an id. */
	findById(id: number): LeadRecord | undefined {
		return this.records.get(id);
	}

	/** Changes a lead, which keeps its id and its place. */
	change({ id, lead, tags }: LeadRecord, changes: LeadChanges): void {
		const kept = tags.filter((tag) => !changes.removeTags.includes(tag));
		this.forgetNumber(lead);
		this.put({
			id,
			lead: { ...lead, ...changes.newNumber, fields: { ...lead.fields, ...changes.fields } },
			tags: [...new Set([...kept, ...changes.addTags])],
		});
	}

	/** Forgets a lead. */
	remove({ id, lead }: LeadRecord): void {
		this.forgetNumber(lead);
		this.records.delete(id);
	}

	/** Forgets every lead and every id. */
	reset(): void {
		this.byContactNumber.clear();
		this.records.clear();
		this.ids.clear();
		this.lastId = 0;
	}

	private put(record: LeadRecord): void {
		this.byContactNumber.set(record.lead.contactNumber, record.lead);
		this.records.set(record.id, record);
		this.ids.set(record.lead.contactNumber, record.id);
	}

	private forgetNumber({ contactNumber }: StoredLead): void {
		this.byContactNumber.delete(contactNumber);
		this.ids.delete(contactNumber);
	}

	private withNumber(contactNumber: string): LeadRecord | undefined {
		return this.records.get(this.ids.get(contactNumber) ?? 0);
	}
}

const COUNTRY_CODE_LENGTHS = [1, 2, 3];

function fullNumber({ countryCode, contactNumber }: StoredLead): string {
	return `${countryCode}${contactNumber}`;
}
