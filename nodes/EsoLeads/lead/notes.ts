/**
 * What preparing the leads changed or left out without rejecting anything: it is told to the user
 * in hints.
 */
export interface LeadNotes {
	/** Custom fields that were left out, since another one has the same name in lower case. */
	metNames: Set<string>;
	/** Custom fields that were left out, since E-so reads their names itself. */
	ownedNames: Set<string>;
	/** Leads whose number begins with a zero, which the channel key, a JSON number, cannot hold. */
	lostZeros: number;
}

/** Notes of a run that has prepared nothing yet. */
export function createNotes(): LeadNotes {
	return { metNames: new Set(), ownedNames: new Set(), lostZeros: 0 };
}
