import { inspect } from 'node:util';
import type { Parameters } from '../draw/parameters';
import { contactNumbersIn } from '../model/chains';
import { TOKEN } from '../server';
import { onABetterDay } from '../trial';
import { toName, type ImportOrdeal } from './draw';
import { getFirst, readRows, type ToldRows } from './told';
import type { ImportRun, ImportTrial } from './trial';

/** Something that an import promises, whatever happens. */
interface Promised {
	says: string;
	check(import_: ToldImport): void;
}

/** A run, and where its rows are by what it says itself. */
interface ToldImport {
	ordeal: ImportOrdeal;
	parameters: Parameters;
	run: ImportRun;
	/** Undefined for a run that failed: it has no outputs. */
	told: ToldRows | undefined;
}

/** Whether nothing may be sent, as far as the file can be read. */
function hasInvalid({ rows }: ImportOrdeal): boolean {
	return rows.some(({ digits }) => digits === undefined);
}

/** Not readable to its end. */
function isCut({ storage }: ImportOrdeal): boolean {
	return storage.ending !== 'whole';
}

const PROMISES: readonly Promised[] = [
	{
		says: 'every row that was read is in exactly one place, and those are the first of the file: all, if the file is whole',
		check({ told, ordeal, run, parameters }) {
			if (told === undefined) return;
			const isUnstarted = parameters.options.invalidLeads === 'stop' && run.answers.length === 0;
			if (isUnstarted) return;
			const { accepted, rejected, dropped } = told;
			const seen = [...accepted, ...rejected.keys()].sort((a, b) => a - b);
			expect(new Set(seen).size).toBe(seen.length);
			const isWhole = !isCut(ordeal) && run.stopped === undefined && !wasEnded(told);
			const rows = isWhole ? ordeal.rows.length : (seen.at(-1) ?? -1) + 1;
			const all = new Set([...seen, ...dropped]);
			for (let row = 0; row < rows; row += 1)
				expect({ row, isTold: all.has(row) }).toEqual({ row, isTold: true });
		},
	},
	{
		says: 'every accepted row is a lead that E-so has, with its own values',
		check({ told, ordeal, run }) {
			for (const row of told?.accepted ?? []) {
				expect({ row, first: getFirst(row, ordeal) }).toEqual({ row, first: row });
				expect({ row, isStored: run.stored.has(ordeal.rows[row]?.digits ?? '') }).toEqual({
					row,
					isStored: true,
				});
			}
			for (const [number, { fields, origin, countryCode }] of run.stored) {
				const row = ordeal.rows.findIndex(({ digits }) => digits === number);
				expect({ number, row }).not.toEqual({ number, row: -1 });
				expect({ fields, origin, countryCode }).toEqual({
					fields: { name: toName(row), note: ordeal.rows[row]?.note },
					origin: 'UPLOAD',
					countryCode: 91,
				});
			}
		},
	},
	{
		says: 'E-so has no lead of which the outputs do not say that it may have it',
		check({ told, ordeal, run }) {
			if (told === undefined || run.answers.length === 0) return;
			const accepted = new Set(told.accepted);
			for (const number of run.stored.keys()) {
				const row = ordeal.rows.findIndex(({ digits }) => digits === number);
				if (accepted.has(row)) continue;
				const isAnswerLost = run.answers.some(
					(answer) => answer.isLost && contactNumbersIn(answer).includes(number),
				);
				const wasSent = run.answers.some((answer) => contactNumbersIn(answer).includes(number));
				// The leads of the first run.
				if (!wasSent) continue;
				const { code, message = '' } = told.rejected.get(row) ?? {};
				const isTold = code === 'delivery_failed' || message.includes('E-so may have it');
				expect({
					row,
					code,
					isTold,
					isAnswerLost: isAnswerLost || run.stopped !== undefined,
				}).toEqual({ row, code, isTold: true, isAnswerLost: true });
			}
		},
	},
	{
		says: 'a rejected row has a true reason',
		check({ told, ordeal }) {
			for (const [row, { code }] of told?.rejected ?? []) {
				const first = getFirst(row, ordeal);
				if (first === undefined)
					expect(['invalid_contact_number', 'missing_contact_number', 'not_sent']).toContain(code);
				else if (first !== row) expect(['duplicate_contact_number', 'not_sent']).toContain(code);
				else expect(['refused', 'not_isolated', 'delivery_failed', 'not_sent']).toContain(code);
			}
		},
	},
	{
		says: 'a file that breaks off, or is not there, is on Rejected itself, to be tried again; a whole one is not',
		check({ told, ordeal, run }) {
			if (told === undefined || run.stopped !== undefined) return;
			const { ending } = ordeal.storage;
			const isLost = ending === 'breaks' || ending === 'gone';
			if (wasEnded(told) || !isLost) return;
			expect(told.ofFile).toMatchObject([{ retryable: true }]);
		},
	},
	{
		says: 'where the user stops, no request starts any more, and the execution ends within a second',
		check({ run }) {
			if (run.stopped === undefined) return;
			expect(run.stopped.requestsSince).toBe(0);
			expect(run.stopped.tookMs).toBeLessThanOrEqual(1_000);
			expect(['canceled', 'success', 'error']).toContain(run.status);
		},
	},
	{
		says: 'an execution that nobody stops ends as On Error wants it',
		check({ run, parameters }) {
			if (run.stopped !== undefined) return;
			const isStopping = parameters.onError === 'stopWorkflow';
			expect(isStopping ? ['success', 'error'] : ['success']).toContain(run.status);
		},
	},
	{
		says: 'it is never green where leads got no verdict or rows were not read, unless the node continues',
		check({ run, told, ordeal, parameters }) {
			if (parameters.onError !== 'stopWorkflow' || run.status !== 'success') return;
			for (const [, { code }] of told?.rejected ?? [])
				expect(['delivery_failed', 'not_sent']).not.toContain(code);
			expect(isCut(ordeal)).toBe(false);
		},
	},
	{
		says: 'a run that failed tells how many leads were accepted',
		check({ run }) {
			if (run.status !== 'error') return;
			const accepted = new Set(
				run.answers.filter(({ means }) => means === 'accepted').flatMap(contactNumbersIn),
			).size;
			const words = `${run.error?.message ?? ''} ${run.error?.description ?? ''}`;
			const counted = /(\d+) of \d+ leads? accepted/.exec(words)?.[1];
			expect({ words, accepted: Number(counted ?? 0) }).toEqual({ words, accepted });
		},
	},
	{
		says: 'nothing is sent of a file with invalid rows where Invalid Leads is set to stop',
		check({ run, ordeal, parameters }) {
			const isDue = hasInvalid(ordeal) || isCut(ordeal);
			if (parameters.options.invalidLeads === 'stop' && isDue) expect(run.answers).toEqual([]);
		},
	},
	{
		says: 'every stream is closed, and the token is nowhere',
		check({ run }) {
			expect(run.leftOpen).toBe(0);
			expect(JSON.stringify(run.run)).not.toContain(TOKEN);
			expect(inspect(run.error, { depth: 20, showHidden: true })).not.toContain(TOKEN);
		},
	},
];

/** Whether E-so ended the run before the file was read. */
function wasEnded({ rejected }: ToldRows): boolean {
	return [...rejected.values()].some(({ code }) => code === 'not_sent');
}

/** What holds of the whole: the same file again on a better day. */
function expectBetterDay({ ordeal, again }: ImportTrial): void {
	const { rows, refusals, refusesAll, maxBodyBytes } = ordeal;
	if (refusesAll !== undefined || maxBodyBytes !== undefined) return;
	expect(again.status).toBe('success');
	for (const { digits } of rows) {
		if (digits === undefined || refusals.has(Number(digits))) continue;
		expect({ digits, isStored: again.stored.has(digits) }).toEqual({ digits, isStored: true });
	}
}

/** @throws with its words, if a promise is broken. */
export function expectPromises(
	trial: ImportTrial,
	withWords: (says: string, check: () => void) => void,
): void {
	const { ordeal, run, again } = trial;
	const better: ImportOrdeal = {
		...ordeal,
		storage: { ...ordeal.storage, ending: 'whole' },
		stopAtMs: undefined,
	};
	const parts = [
		{ ordeal, run, parameters: ordeal.parameters },
		{ ordeal: better, run: again, parameters: onABetterDay(ordeal.parameters) },
	];
	for (const part of parts) {
		let told: ToldRows | undefined;
		withWords('the outputs are as the design says', () => {
			told =
				part.run.status === 'error' ? undefined : readRows(part.run, part.ordeal, part.parameters);
		});
		for (const { says, check } of PROMISES) withWords(says, () => check({ ...part, told }));
	}
	withWords('the same file on a better day brings every valid lead', () => expectBetterDay(trial));
}
