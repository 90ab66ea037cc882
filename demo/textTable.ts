/** One column of a table: its heading, the most characters a cell may take, and on which side the text stands. */
export interface Column {
	heading: string;
	width: number;
	align?: 'left' | 'right';
}

/** A table in plain text, one string a line, each column as wide as its content and at most `width`. */
export function textTable(
	columns: readonly Column[],
	rows: ReadonlyArray<readonly unknown[]>,
): string[] {
	const texts = rows.map((cells) => columns.map(({ width }, i) => oneLine(cells[i], width)));
	const widths = columns.map(({ heading }, i) =>
		Math.max(getLength(heading), ...texts.map((cells) => getLength(cells[i] ?? ''))),
	);
	const line = (cells: readonly string[]) =>
		columns
			.map(({ align }, i) => padded(cells[i] ?? '', widths[i] ?? 0, align))
			.join('  ')
			.trimEnd();
	const rule = widths.map((width) => '-'.repeat(width)).join('  ');
	return [line(columns.map(({ heading }) => heading)), rule, ...texts.map(line)];
}

/** Direction marks are dropped, since one would turn the rest of its line around. */
function oneLine(cell: unknown, width: number): string {
	const text = String(cell ?? '')
		.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
		.replace(/\s+/g, ' ')
		.trim();
	const characters = [...text];
	return characters.length > width ? `${characters.slice(0, width - 1).join('')}…` : text;
}

function padded(text: string, width: number, align: Column['align']): string {
	const space = ' '.repeat(width - getLength(text));
	return align === 'right' ? space + text : text + space;
}

/** In characters as people count them, not in UTF-16 units. */
function getLength(text: string): number {
	return [...text].length;
}
