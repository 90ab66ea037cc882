import { nameKey, parseFieldPath, readField } from '../lead/fields/fieldPath';
import { readJson } from './jsonList';
import { findEnd, findLists, type IsLead, type ListPlace, parseObject } from './jsonSearch';
import type { CsvFormat } from './layout';
import { BYTE_ORDER_MARK, LINE_BREAK, lineBlocks, type PeekedText } from './lines';
import {
	type FileRecord,
	type FileRow,
	malformedText,
	matchColumn,
	type RowJson,
	TOO_LONG,
} from './row';
import { MissingColumn, UnreadableFile } from './unreadable';

/** How the objects of a JSON file are laid out. */
export type JsonLayout =
	/** One object per line (NDJSON, JSON Lines, JSON text sequences). */
	| { kind: 'lines' }
	/** A list within an object, perhaps followed by others, as in a file of saved answers. */
	| { kind: 'list'; place: ListPlace }
	/** Objects, or lists of them, one after the other, each over any number of lines. */
	| { kind: 'values' };

/** The separator before each object in a JSON text sequence (RFC 7464). */
const RECORD_SEPARATOR = '\x1e';
/** How objects and lists begin. */
const JSON_START = /^(?:\{\s*["}]|\[\s*(?:[{[\]"\d-]|null|true|false))/;

/** Whether a text looks like JSON, by its first characters. */
export function looksLikeJson(head: string): boolean {
	return JSON_START.test(head.slice(findStart(head)));
}

function findStart(head: string): number {
	let at = 0;
	while (at < head.length && canPrecede(head[at] ?? '')) at += 1;
	return at;
}

function canPrecede(character: string): boolean {
	return character === RECORD_SEPARATOR || character === BYTE_ORDER_MARK || character.trim() === '';
}

/**
 * Detects the layout of a JSON file from its beginning: first by what shows a lead, from single lines
 * to lists inside objects; where nothing does, the layout that loses the least, so that the user is
 * told which fields there are.
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
	const wholeLines = isWhole ? lines : lines.slice(0, -1);
	const [first, ...others] = wholeLines.filter((line) => line !== '').map(parseObject);
	const isLeadLine = (json: RowJson | undefined) => json !== undefined && isLead(json);
	if (isLeadLine(first) || (first !== undefined && others.some(isLeadLine)))
		return { kind: 'lines' };
	const end = findEnd(head, start);
	const root = end === undefined ? undefined : parseObject(head.slice(start, end));
	if (isLeadLine(root)) return { kind: 'values' };
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

/**
 * Reads NDJSON, one object per line, and yields the rows of each chunk of text. Blank lines are
 * skipped.
 */
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

/** Whether an object has a field at one of these paths, or a key that a person would take for it. */
export function hasColumn(json: RowJson, paths: readonly string[]): boolean {
	return (
		paths.some((path) => readField(json, parseFieldPath(path)) !== undefined) ||
		paths.some((path) => matchColumn(Object.keys(json), path).kind === 'column')
	);
}

/** Renames the keys of an object to the names in the node's parameters that a person would take for them. */
function createRenamer(names: readonly string[]): (row: FileRecord) => void {
	const wanted = names.map((name) => ({ name, path: parseFieldPath(name), key: nameKey(name) }));
	const keys = new Map<string, string>();
	const toKey = (name: string) => {
		const key = keys.get(name) ?? nameKey(name);
		if (keys.size < MAX_NAMES) keys.set(name, key);
		return key;
	};
	return (row) => {
		const { json } = row;
		const missing = wanted.filter(({ path }) => readField(json, path) === undefined);
		if (missing.length === 0) return;
		const renamed = new Map<string, string>();
		const spellings = Object.keys(json).filter((name) => !names.includes(name));
		for (const { name, key } of missing) {
			const [spelling, ...others] = spellings.filter((other) => toKey(other) === key);
			if (spelling === undefined || others.length > 0 || renamed.has(spelling)) continue;
			renamed.set(spelling, name);
		}
		if (renamed.size === 0) return;
		const entries = Object.entries(json);
		row.json = Object.fromEntries(
			entries.map(([name, value]) => [renamed.get(name) ?? name, value]),
		);
	};
}

const NO_OBJECTS = 'The JSON of the file holds no objects, and therefore no leads.';

/** If this many objects lack the field, the setting is wrong. They are held in memory until then. */
const MAX_HELD_ROWS = 1_000;
const MAX_HELD_GROUPS = 64;

/** Objects can all have different fields. */
const MAX_NAMES = 1_000;

/**
 * Hands rows on as soon as one of them has the field with the contact number, under the names that
 * the node's parameters use.
 *
 * @param format the names of the field, or none to require no field; and all names in the parameters.
 * @param notes receives the fields of the first objects.
 * @throws MissingColumn if no object has the field, UnreadableFile if there is text but no object; an
 *   empty list holds no rows.
 */
export async function* requireNumberField(
	groups: AsyncIterable<readonly FileRow[]>,
	{
		contactNumberColumns,
		wantedColumns,
	}: Pick<CsvFormat, 'contactNumberColumns' | 'wantedColumns'>,
	notes: { columns?: readonly string[] },
): AsyncGenerator<readonly FileRow[]> {
	const [path = ''] = contactNumberColumns;
	const rename = createRenamer([...contactNumberColumns, ...wantedColumns]);
	const held: Array<readonly FileRow[]> = [];
	let heldRows = 0;
	let isFound = false;
	for await (const group of groups) {
		for (const row of group) {
			if (row.kind === 'malformed') continue;
			rename(row);
			isFound ||= hasColumn(row.json, contactNumberColumns);
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
	if (samples.length > 0) {
		throw new MissingColumn(path, listFields(held), samples, { kind: 'json' });
	}
	const [first] = held.flat();
	if (first?.kind === 'malformed') throw new UnreadableFile(`${NO_OBJECTS} ${first.reason}`);
}

function listFields(groups: ReadonlyArray<readonly FileRow[]>): string[] {
	const records = groups.flat().filter(({ kind }) => kind === 'record');
	return [...new Set(records.flatMap(({ json }) => Object.keys(json)))].slice(0, MAX_NAMES);
}
