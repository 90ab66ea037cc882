/** The node's one promise, in numbers. */
export interface Sums {
	itemsIn: number;
	accepted: number;
	rejected: number;
	/** Leads in the emulator's store. */
	stored: number;
}

/** Whether every row ended in exactly one place, and one line for each check. */
export function checkSums({ itemsIn, accepted, rejected, stored }: Sums): {
	hold: boolean;
	lines: string[];
} {
	const checks: Array<[boolean, string]> = [
		[
			itemsIn === accepted + rejected,
			`rows in the file ${itemsIn} = accepted ${accepted} + rejected ${rejected}`,
		],
		[accepted === stored, `accepted ${accepted} = leads that the emulator holds ${stored}`],
	];
	return {
		hold: checks.every(([holds]) => holds),
		lines: checks.map(([holds, sum]) => `${holds ? 'OK   ' : 'WRONG'}  ${sum}`),
	};
}
