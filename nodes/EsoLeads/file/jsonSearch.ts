import { createScan, isObject, type ListFinder } from './jsonList';
import type { RowJson } from './row';

/** Tells a lead from other objects. */
export type IsLead = (json: RowJson) => boolean;

/** A list within an object. */
export interface ListPlace {
	/** Behind its `[`. */
	at: number;
	/** Its key as it is written, with quotes; empty where it has none. */
	key: string;
}

/** The lists that the beginning of a JSON file holds. */
export interface FoundLists {
	/** The first whose first object is a lead. */
	ofLeads: ListPlace | undefined;
	/** The first one of objects. */
	ofObjects: ListPlace | undefined;
	/** One without elements, directly in the outermost object: `{"data":[]}`. */
	empty: ListPlace | undefined;
}

/** Looks for lists in an object that begins at `start`. */
export function findLists(head: string, start: number, isLead: IsLead): FoundLists {
	const found: FoundLists = { ofLeads: undefined, ofObjects: undefined, empty: undefined };
	const scan = createScan();
	for (let at = start; at < head.length && found.ofLeads === undefined; at += 1) {
		if (scan.read(head.charCodeAt(at)) !== 'opened' || head[at] !== '[') continue;
		const inside = head.slice(at + 1, at + 200).trimStart();
		const place = { at: at + 1, key: readKey(head.slice(Math.max(start, at - 300), at)) };
		if (inside.startsWith(']') && scan.depth() === 2) found.empty ??= place;
		if (!inside.startsWith('{')) continue;
		found.ofObjects ??= place;
		const from = head.indexOf('{', at);
		const json = parseObject(head.slice(from, findEnd(head, from) ?? from));
		if (json !== undefined && isLead(json)) found.ofLeads = place;
	}
	return found;
}

function readKey(before: string): string {
	return /("(?:[^"\\]|\\.)*")\s*:\s*$/.exec(before)?.[1] ?? '';
}

/** The place behind the bracket that closes what is opened at `from`; undefined if it is not in the text. */
export function findEnd(text: string, from: number): number | undefined {
	const scan = createScan();
	for (let at = from; at < text.length; at += 1) {
		if (scan.read(text.charCodeAt(at)) === 'closed' && scan.depth() === 0) return at + 1;
	}
	return undefined;
}

/** The object that a text is; undefined if it is something else. */
export function parseObject(text: string): RowJson | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Of an object longer than that it is not found out whether it is a lead. */
const MAX_OBJECT_CHARACTERS = 65_536;

/** Begins behind the `]` of the list at `place`. */
export function createListFinder({ key }: ListPlace, isLead: IsLead): ListFinder {
	const scan = createScan();
	let isInText = false;
	let isFirst = false;
	/** The text that was read last, if it can be the key of what follows. */
	let word = '';
	let object = '';
	let objectDepth: number | undefined;
	let other: string | undefined;

	const readObject = (character: string, isClosed: boolean) => {
		if (object.length < MAX_OBJECT_CHARACTERS) object += character;
		if (!isClosed || scan.depth() !== objectDepth) return;
		objectDepth = undefined;
		const json = parseObject(object);
		if (json !== undefined && isLead(json)) other ??= object;
	};
	const readWord = (character: string, isText: boolean) => {
		if (isText) word = isInText ? word + character : character;
		else if (character !== ':' && character.trim() !== '') word = '';
		isInText = isText;
	};

	return {
		other: () => other,
		find(chunk, from) {
			for (let at = from; at < chunk.length; at += 1) {
				const character = chunk[at] ?? '';
				const mark = scan.read(chunk.charCodeAt(at));
				if (objectDepth !== undefined) {
					readObject(character, mark === 'closed');
					continue;
				}
				if (mark === 'opened' && character === '[' && key !== '' && word === key) {
					word = '';
					return at + 1;
				}
				if (mark === 'opened' && character === '{' && isFirst && other === undefined) {
					object = character;
					objectDepth = scan.depth() - 1;
				}
				if (character.trim() !== '') isFirst = mark === 'opened' && character === '[';
				readWord(character, mark === 'text');
			}
			return undefined;
		},
	};
}
