import { type BracketScan, createBracketScan, isObject, type ListFinder } from './jsonList';
import type { RowJson } from './row';

/** Tells a lead from other objects. */
export type IsLead = (json: RowJson) => boolean;

/** A list within an object. */
export interface ListPlace {
	/** The position after its `[`. */
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

/** Nobody wraps leads more deeply, and each list that is looked into is read to its first object's end. */
const MAX_DEPTH = 20;

/** Looks for lists in an object that begins at `start`. */
export function findLists(head: string, start: number, isLead: IsLead): FoundLists {
	const found: FoundLists = { ofLeads: undefined, ofObjects: undefined, empty: undefined };
	const scan = createBracketScan();
	for (let at = start; at < head.length && found.ofLeads === undefined; at += 1) {
		if (scan.read(head.charCodeAt(at)) !== 'opened' || head[at] !== '[') continue;
		if (scan.depth() > MAX_DEPTH) continue;
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

/** The position after the bracket that closes the one at `from`; undefined if the text ends before it. */
export function findEnd(text: string, from: number): number | undefined {
	const scan = createBracketScan();
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

/** Longer objects are not checked. */
const MAX_OBJECT_CHARACTERS = 65_536;

/** Begins after the `]` of the list at `place`. */
export function createListFinder({ key }: ListPlace, isLead: IsLead): ListFinder {
	const brackets = createBracketScan();
	const keys = createKeyMemory();
	const others = createLeadSearch(brackets, isLead);

	return {
		otherLead: others.found,
		find(chunk, from) {
			for (let at = from; at < chunk.length; at += 1) {
				const character = chunk[at] ?? '';
				const mark = brackets.read(chunk.charCodeAt(at));
				if (others.read(character, mark, key !== '' && keys.last() === key)) continue;
				if (mark === 'opened' && character === '[' && key !== '' && keys.last() === key) {
					keys.forget();
					return at + 1;
				}
				keys.read(character, mark === 'text');
			}
			return undefined;
		},
	};
}

/** Remembers the text that was read last, as long as it can be the key of what follows. */
function createKeyMemory() {
	let text = '';
	let isInText = false;
	return {
		last: () => text,
		forget() {
			text = '';
		},
		read(character: string, isText: boolean) {
			if (isText) text = isInText ? text + character : character;
			else if (character !== ':' && character.trim() !== '') text = '';
			isInText = isText;
		},
	};
}

/**
 * Looks for a lead outside of the lists under the key: in the first object of another list, or in an
 * object that stands where such a list would.
 */
function createLeadSearch(brackets: BracketScan, isLead: IsLead) {
	let found: string | undefined;
	/** Whether a list has just been opened. */
	let isAtFirst = false;
	/** The object that is being read, and the depth at which it ends. */
	let object = '';
	let endDepth: number | undefined;

	const readObject = (character: string, isClosed: boolean) => {
		if (object.length < MAX_OBJECT_CHARACTERS) object += character;
		if (!isClosed || brackets.depth() !== endDepth) return;
		endDepth = undefined;
		const json = parseObject(object);
		if (json === undefined) return;
		if (isLead(json) || findLists(object, 0, isLead).ofLeads !== undefined) found ??= object;
	};

	return {
		found: () => found,
		/**
		 * @param isUnderKey whether the key of the lists has just been read.
		 * @returns whether the character is part of such an object.
		 */
		read(character: string, mark: ReturnType<BracketScan['read']>, isUnderKey: boolean): boolean {
			if (endDepth !== undefined) {
				readObject(character, mark === 'closed');
				return true;
			}
			const isCandidate = isAtFirst || isUnderKey;
			if (mark === 'opened' && character === '{' && isCandidate && found === undefined) {
				object = character;
				endDepth = brackets.depth() - 1;
			}
			if (character.trim() !== '') isAtFirst = mark === 'opened' && character === '[';
			return false;
		},
	};
}
