import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDERS } from './parts';

const ROOT = join(__dirname, '../..');
const STORE = join(ROOT, 'reports/mutation/scores.json');
const REPORT = join(ROOT, 'docs/mutation-testing.md');

/** What became of the mutants of a file. */
export interface FileScore {
	/** Those that a test noticed, in whichever way. */
	noticed: number;
	mutants: number;
	commit: string;
}

/** By file, such as `report/items.ts`. */
export type Scores = Record<string, FileScore>;

/** Keeps the scores of some files beside those that were measured before, and writes the report of all. */
export function keepScores(measured: Scores): void {
	const scores = { ...readScores(), ...measured };
	mkdirSync(join(STORE, '..'), { recursive: true });
	writeFileSync(STORE, JSON.stringify(scores, undefined, '\t'));
	const report = readFileSync(REPORT, 'utf8');
	const [before = '', after = ''] = report.split(/<!-- scores -->[^]*<!-- \/scores -->/);
	writeFileSync(
		REPORT,
		`${before}<!-- scores -->\n\n${toTable(scores)}\n\n<!-- /scores -->${after}`,
	);
}

function readScores(): Scores {
	try {
		return JSON.parse(readFileSync(STORE, 'utf8'));
	} catch {
		return {};
	}
}

/** A row a folder. */
export function toTable(scores: Scores): string {
	const rows = FOLDERS.map((folder) => {
		const files = Object.entries(scores).filter(([file]) => file.startsWith(`${folder}/`));
		const sum = (figure: 'mutants' | 'noticed') =>
			files.reduce((total, [, score]) => total + score[figure], 0);
		const mutants = sum('mutants');
		const score = mutants === 0 ? '' : `${((100 * sum('noticed')) / mutants).toFixed(1)} %`;
		const commits = [...new Set(files.map(([, { commit }]) => commit))].join(', ');
		return [`\`${folder}/\``, files.length, mutants, sum('noticed'), score, commits];
	});
	const lines = [
		['folder', 'files', 'mutants', 'noticed', 'score', 'commit'],
		[':--', '--:', '--:', '--:', '--:', ':--'],
		...rows,
	];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
