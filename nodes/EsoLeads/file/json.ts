import { parseFieldPath, readField } from '../lead/fields/fieldPath';
import { readJson } from './jsonList';
import { findEnd, findLists, type IsLead, type ListPlace, parseObject } from './jsonSearch';
import { LINE_BREAK, lineBlocks, type PeekedText } from './lines';
import { type FileRow, malformedText, matchColumn, type RowJson, TOO_LONG } from './row';
import { MissingColumn, UnreadableFile } from './unreadable';

/** How the objects of a JSON file are laid out. */
export type JsonLayout =
	/** An object a line (NDJSON, JSON Lines, JSON text sequences). */
	| { kind: 'lines' }
	/** A list within an object; behind it there may be further ones, such as the pages of an answer. */
	| { kind: 'list'; place: ListPlace }
	/** Objects, or lists of them, one after the other, each over any number of lines. */
	| { kind: 'values' };

/** What a JSON text sequence (RFC 7464) has before each object. */
const RECORD_SEPARATOR = '\x1e';
const BYTE_ORDER_MARK = '\ufeff';
/** How objects, and lists of something, begin. */
const JSON_START = /^(?:\{\s*["}]|\[\s*(?:[{[\]"\d-]|null|true|false))/;

/** Whether a text looks like JSON that holds objects, by its first characters. */
export function looksLikeJson(head: string): boolean {
	return JSON_START.test(head.slice(findStart(head)));
}

function findStart(head: string): number {
	let at = 0;
	while (at < head.length && isBefore(head[at] ?? '')) at += 1;
	return at;
}

function isBefore(character: string): boolean {
	return character === RECORD_SEPARATOR || character === BYTE_ORDER_MARK || character.trim() === '';
}

/**
 * Finds out how a JSON file is laid out by its beginning.
 *
 * @param isLead whether an object has the field with the contact number.
 */
export function findJsonLayout(
	{ head, isWhole }: Pick<PeekedText, 'head' | 'isWhole'>,
	isLead: IsLead,
): JsonLayout {
	const start = findStart(head);
	if (head[start] === '[') return { kind: 'values' };
	const lines = head.slice(start).split(LINE_BREAK).map(tidyLine);
	const cut = isWhole ? lines : lines.slice(0, -1);
	const [first, ...others] = cut.filter((line) => line !== '').map(parseObject);
	const isLine = (json: RowJson | undefined) => json !== undefined && isLead(json);
	if (isLine(first) || (first !== undefined && others.some(isLine))) return { kind: 'lines' };
	const end = findEnd(head, start);
	const root = end === undefined ? undefined : parseObject(head.slice(start, end));
	if (isLine(root)) return { kind: 'values' };
	const { ofLeads, ofObjects, empty } = findLists(head, start, isLead);
	if (ofLeads !== undefined) return { kind: 'list', place: ofLeads };
	if (first !== undefined && others.length > 0) return { kind: 'lines' };
	const isAlone = end === undefined || head.slice(end).trim() === '';
	if (root !== undefined && !isAlone) return { kind: 'values' };
	const list = ofObjects ?? empty;
	if (list !== undefined) return { kind: 'list', place: list };
	return first !== undefined || others.some((line) => line !== undefined)
		? { kind: 'lines' }
		: { kind: 'values' };
}

function tidyLine(line: string): string {
	return line.replaceAll(RECORD_SEPARATOR, '').trim().replace(/,$/, '');
}

/** Reads NDJSON, an object a line: the rows of each chunk of text. Blank lines are skipped. */
export async function* readJsonLines(
	text: AsyncIterable<string>,
): AsyncGenerator<readonly FileRow[]> {
	for await (const { line, text: lines, isTooLong } of lineBlocks(text)) {
		if (isTooLong) {
			yield [malformedText(line, lines, TOO_LONG)];
			continue;
		}
		yield lines.split(LINE_BREAK).flatMap((json, index) => {
			const tidy = tidyLine(json);
			return tidy === '' || tidy === '[' || tidy === ']' ? [] : [readJson(line + index, tidy)];
		});
	}
}

/** Whether an object has a field by one of these paths, or a key that a person would call so. */
export function hasField(json: RowJson, paths: readonly string[]): boolean {
	return (
		paths.some((path) => readField(json, parseFieldPath(path)) !== undefined) ||
		findKey(json, paths) !== undefined
	);
}

function findKey(json: RowJson, paths: readonly string[]): string | undefined {
	const keys = Object.keys(json);
	for (const path of paths) {
		const match = matchColumn(keys, path);
		if (match.kind === 'column') return keys[match.index];
	}
	return undefined;
}

const NO_OBJECTS = 'The JSON of the file holds no objects, and so no leads.';

/** Without the field in so many objects it is a wrong setting; and so much of a file is held in memory. */
const MAX_HELD_ROWS = 1_000;
const MAX_HELD_GROUPS = 64;

/**
 * Hands rows on as soon as one of them has the field with the contact number. A key that only a person would
 * take for it is renamed.
 *
 * @param paths the field's names; none to hand on everything.
 * @param notes is told which fields the first objects have.
 * @throws MissingColumn where no object has it, UnreadableFile where there are no objects.
 */
export async function* expectField(
	groups: AsyncIterable<readonly FileRow[]>,
	paths: readonly string[],
	notes: { columns?: readonly string[] },
): AsyncGenerator<readonly FileRow[]> {
	const [path = ''] = paths;
	const parsed = parseFieldPath(path);
	const held: Array<readonly FileRow[]> = [];
	let heldRows = 0;
	let isFound = false;
	for await (const group of groups) {
		for (const row of group) {
			if (row.kind === 'malformed') continue;
			if (readField(row.json, parsed) === undefined) renameField(row, path, paths);
			isFound ||= hasField(row.json, paths);
		}
		held.push(group);
		if (isFound || path === '') {
			notes.columns ??= listFields(held);
			yield* held.splice(0);
			continue;
		}
		heldRows += group.length;
		if (heldRows > MAX_HELD_ROWS || held.length > MAX_HELD_GROUPS) break;
	}
	const samples = held.flat().flatMap((row) => (row.kind === 'record' ? [row.json] : []));
	if (samples.length > 0) throw new MissingColumn(path, listFields(held), samples);
	const [first] = held.flat();
	if (first?.kind === 'malformed') throw new UnreadableFile(`${NO_OBJECTS} ${first.reason}`);
}

function renameField(row: FileRow, path: string, paths: readonly string[]): void {
	const key = findKey(row.json, paths);
	if (key === undefined || key === path || paths.includes(key)) return;
	const entries = Object.entries(row.json);
	row.json = Object.fromEntries(
		entries.map(([name, value]) => [name === key ? path : name, value]),
	);
}

function listFields(groups: ReadonlyArray<readonly FileRow[]>): string[] {
	const records = groups.flat().filter(({ kind }) => kind === 'record');
	return [...new Set(records.flatMap(({ json }) => Object.keys(json)))].slice(0, MAX_HELD_ROWS);
}
