import { readFileSync } from 'node:fs';

/** `\n`, `\\` and `\u2066` stand for what a table cannot hold or nobody can see. */
const ESCAPE = /\\(?:u[0-9a-f]{4}|[nr\\])/g;

/** The rows of a table of cells, without its head. */
export function readTable(path: string): string[][] {
	const [, ...lines] = readFileSync(path, 'utf8')
		.split('\n')
		.filter((line) => line !== '');
	const unescape = (cell: string) =>
		cell.replace(ESCAPE, (escape) => String(JSON.parse(`"${escape}"`)));
	return lines.map((line) => line.split('\t').map(unescape));
}
