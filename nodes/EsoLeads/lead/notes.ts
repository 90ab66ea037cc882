/**
 * What preparing the leads changed or left out without rejecting anything: it is told to the user
 * in hints.
 */
export interface LeadNotes {
	/** Custom fields that were left out, since another one has the same name in lower case. */
	metNames: Set<string>;
	/** Custom fields that were left out, since E-so reads their names itself. */
	ownedNames: Set<string>;
	/** Selected custom fields that no item has had yet. */
	unseenNames: Set<string>;
	/** Leads whose number begins with a zero, which the channel key, a JSON number, cannot hold. */
	lostZeros: number;
}

/** Every item can have names of its own; a hint shows a few of them. */
const MAX_NOTED_NAMES = 100;

/** Notes of a run that has prepared nothing yet. */
export function createNotes(selectedNames: readonly string[] = []): LeadNotes {
	return {
		metNames: new Set(),
		ownedNames: new Set(),
		unseenNames: new Set(selectedNames),
		lostZeros: 0,
	};
}

/** Adds a name to a note, unless there are enough. */
export function noteName(names: Set<string>, name: string): void {
	if (names.size < MAX_NOTED_NAMES) names.add(name);
}
