/** Lets those who touch the same lead have their turns one after the other. */
export interface Turns {
	/**
	 * Does `work` after all that asked before for one of the same `leads`. `work` must not reject.
	 */
	take<Done>(leads: readonly string[], work: () => Promise<Done>): Promise<Done>;
}

/** Nobody has asked yet. */
export function createTurns(): Turns {
	const last = new Map<string, Promise<unknown>>();
	return {
		async take(leads, work) {
			const before = leads.flatMap((lead) => last.get(lead) ?? []);
			const done = before.length === 0 ? work() : Promise.all(before).then(work);
			for (const lead of leads) last.set(lead, done);
			return await done;
		},
	};
}
