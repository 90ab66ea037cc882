import type { Promised } from '../evidence';

export const rowsAddUp: Promised = {
	says: 'the rows of Batches add up, each by itself and all of them to what was accepted, rejected and sent',
	check({ outputs, run }) {
		if (outputs === undefined) return;
		const { rows, accepted } = outputs;
		rows.forEach((row, index) => {
			expect(row.batch).toBe(index + 1);
			expect(row.accepted + row.notAccepted).toBe(row.leads);
			expect(row.status).toBe(toStatus(row.accepted, row.leads, row.status));
		});
		expect(sum(rows.map((row) => row.accepted))).toBe(accepted.length);
		expect(sum(rows.map((row) => row.requests))).toBe(run.answers.length);
	},
};

/** The word that a batch's figures allow. */
function toStatus(accepted: number, leads: number, told: string): string {
	if (accepted === leads) return 'accepted';
	if (accepted > 0) return 'partial';
	return ['refused', 'failed', 'notSent'].includes(told) ? told : 'refused, failed or notSent';
}

export const hintAddsUp: Promised = {
	says: 'the hint tells the figures of the outputs',
	check({ outputs, run, expected, ordeal }) {
		if (outputs === undefined || expected.isUnstarted) return;
		const [summary] = run.hints;
		const { items } = ordeal;
		const duplicates = outputs.rejected.filter(
			({ rejection }) => rejection.code === 'duplicate_contact_number',
		).length;
		expect(figuresIn(summary?.message ?? '')).toEqual({
			items: items.length,
			accepted: outputs.accepted.length,
			batches: outputs.rows.filter((row) => row.accepted > 0).length,
			rejected: outputs.rejected.length - duplicates,
			duplicates,
			dropped: outputs.dropped.length,
		});
	},
};

function figuresIn(hint: string): Record<string, number> {
	const figure = (pattern: RegExp) => Number(pattern.exec(hint)?.[1] ?? 0);
	return {
		items: figure(/^\d+ of (\d+) leads?\b/),
		accepted: figure(/^(\d+) of/),
		batches: figure(/accepted in (\d+) batch/),
		rejected: figure(/(\d+) rejected\b/),
		duplicates: figure(/(\d+) duplicates?(?! dropped)\b/),
		dropped: figure(/(\d+) duplicates? dropped\b/),
	};
}

function sum(figures: readonly number[]): number {
	return figures.reduce((total, figure) => total + figure, 0);
}
