import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDERS } from './parts';

const ROOT = join(__dirname, '../..');
const SOURCES = join(ROOT, 'nodes/EsoLeads');
const STORE = join(ROOT, 'docs/mutation-scores.json');
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
	writeFileSync(STORE, `${JSON.stringify(scores, undefined, '\t')}\n`);
	const report = readFileSync(REPORT, 'utf8');
	const [before = '', after = ''] = report.split(/<!-- scores -->[^]*<!-- \/scores -->/);
	writeFileSync(
		REPORT,
		`${before}<!-- scores -->\n\n${toTable(scores)}\n\n<!-- /scores -->${after}`,
	);
}

/** Without those of files that are there no more. */
function readScores(): Scores {
	if (!existsSync(STORE)) return {};
	const scores: Scores = JSON.parse(readFileSync(STORE, 'utf8'));
	return Object.fromEntries(
		Object.entries(scores).filter(([file]) => existsSync(join(SOURCES, file))),
	);
}

function countFiles(folder: string): number {
	return readdirSync(join(SOURCES, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.ts'),
	).length;
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
		const measured = `${files.length} of ${countFiles(folder)}`;
		return [`\`${folder}/\``, measured, mutants, sum('noticed'), score, commits];
	});
	const lines = [
		['folder', 'files', 'mutants', 'noticed', 'score', 'commit'],
		[':--', '--:', '--:', '--:', '--:', ':--'],
		...rows,
	];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
