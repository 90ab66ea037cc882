import { createNumberTable } from './numberTable';

/** Remembers the contact numbers of a run. */
export interface SeenNumbers {
	/**
	 * Where this number came first (the index of an item, or the line of a file), or undefined: then
	 * `place` is remembered as the first.
	 *
	 * E-so tells leads apart by the contact number without its country code (documented: "contact
	 * number"; assumed: alone). Two spellings that differ by a leading zero count as one, since they
	 * are one under the channel key, which is a number.
	 *
	 * @param digits 1 to 15 digits, not all zeros: a number holds that many exactly.
	 */
	firstPlaceOf(digits: string, place: number): number | undefined;
}

/** An empty memory; it belongs to one run. */
export function createSeenNumbers(): SeenNumbers {
	const firsts = createNumberTable();
	return { firstPlaceOf: (digits, place) => firsts.enter(Number(digits), place) };
}
