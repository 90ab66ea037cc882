/** Remembers the contact numbers of a run. */
export interface SeenNumbers {
	/**
	 * The index of the item that had this number first, or undefined: then `item` is remembered as
	 * the first.
	 *
	 * E-so tells leads apart by the contact number without its country code (documented: "contact
	 * number"; assumed: alone). Two spellings that differ by a leading zero count as one, since they
	 * are one under the channel key, which is a number.
	 */
	firstItemWith(digits: string, item: number): number | undefined;
}

/** An empty memory; it belongs to one run. */
export function createSeenNumbers(): SeenNumbers {
	const firstItems = new Map<string, number>();
	return {
		firstItemWith(digits, item) {
			const number = digits.startsWith('0') ? digits.replace(/^0+/, '') : digits;
			const first = firstItems.get(number);
			if (first === undefined) firstItems.set(number, item);
			return first;
		},
	};
}
