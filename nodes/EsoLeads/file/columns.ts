/** The names of the columns of a file, in order: no two alike, none empty. */
export type Columns = readonly string[];

/** An object's key of this name would be no field: assigning it changes the object's prototype. */
const UNSAFE_NAME = '__proto__';

/**
 * The names in a header row, without the blanks around them. A column without a name is called by
 * its place (`column_3`); of columns that share a name the later ones get a number (`name_2`), so
 * that no value is lost.
 */
export function nameColumns(header: readonly string[]): Columns {
	const names = new Set<string>();
	for (const [index, cell] of header.entries()) {
		const name = cell.trim();
		names.add(unusedName(name === '' || name === UNSAFE_NAME ? columnName(index) : name, names));
	}
	return [...names];
}

/** Names for the columns of a file without a header row. */
export function numberColumns(count: number): Columns {
	return Array.from({ length: count }, (_, index) => columnName(index));
}

/** `column_1` for the first column. */
export function columnName(index: number): string {
	return `column_${index + 1}`;
}

function unusedName(name: string, names: ReadonlySet<string>): string {
	if (!names.has(name)) return name;
	let copy = 2;
	while (names.has(`${name}_${copy}`)) copy += 1;
	return `${name}_${copy}`;
}
