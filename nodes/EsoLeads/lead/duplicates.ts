/** Remembers the contact numbers of a run. */
export interface SeenNumbers {
	/**
	 * Where this number came first (the index of an item, or the line of a file), or undefined: then
	 * `place` is remembered as the first.
	 *
	 * E-so tells leads apart by the contact number without its country code (documented: "contact
	 * number"; assumed: alone). Two spellings that differ by a leading zero count as one, since they
	 * are one under the channel key, which is a number.
	 *
	 * @param digits 1 to 15 digits, not all zeros: a number holds that many exactly.
	 */
	firstPlaceOf(digits: string, place: number): number | undefined;
}

/** An empty memory; it belongs to one run. */
export function createSeenNumbers(): SeenNumbers {
	const firsts = createNumberTable();
	return { firstPlaceOf: (digits, place) => firsts.enter(Number(digits), place) };
}

/** A hash table from contact numbers to where each came first. */
export interface NumberTable {
	/**
	 * The place that `number` was entered with, or undefined: then it is entered with `place`.
	 *
	 * @param number a whole number from 1 to 2^53.
	 * @param place a whole number from 0 to 2^32 - 1.
	 */
	enter(number: number, place: number): number | undefined;
	/** What the table takes of memory, in bytes. */
	bytes(): number;
}

/**
 * The table grows one of these parts at a time: growing takes twice the memory of a part for a moment,
 * not of the whole.
 */
const PARTS = 256;

/** Numbers are looked for in the slots that follow their own: fuller than this, that takes long. */
const MAX_LOAD = 0.9;

/**
 * A slot takes 12 bytes, 8 for the number and 4 for its place. A part that has just grown is to 0.76
 * full (0.9 / 1.18), which makes 15.7 bytes a number; doubling would make it 27.
 */
const GROWTH = 1.18;

/** Small parts double: they take little memory in any case, and growing costs time. */
const SLOTS_TO_DOUBLE = 256;

const FIRST_SLOTS = 16;

/** An empty table: exact, with at most 16 bytes a number once it holds a hundred thousand. */
export function createNumberTable(): NumberTable {
	const parts: Array<Part | undefined> = Array.from({ length: PARTS });
	return {
		enter(number, place) {
			const hash = hashNumber(number);
			const at = hash % PARTS;
			let part = (parts[at] ??= createPart(FIRST_SLOTS));
			if (part.count >= part.numbers.length * MAX_LOAD) part = parts[at] = grow(part);
			const slot = findSlot(part, number, hash);
			if (part.numbers[slot] === number) return part.places[slot];
			part.numbers[slot] = number;
			part.places[slot] = place;
			part.count += 1;
			return undefined;
		},
		bytes: () =>
			parts.reduce(
				(sum, part) =>
					part === undefined ? sum : sum + part.numbers.byteLength + part.places.byteLength,
				0,
			),
	};
}

interface Part {
	/** 0 where a slot is free: no contact number is 0. */
	numbers: Float64Array;
	places: Uint32Array;
	count: number;
}

function createPart(slots: number): Part {
	return { numbers: new Float64Array(slots), places: new Uint32Array(slots), count: 0 };
}

function grow(part: Part): Part {
	const slots = part.numbers.length;
	const larger = createPart(slots < SLOTS_TO_DOUBLE ? slots * 2 : Math.ceil(slots * GROWTH));
	for (let slot = 0; slot < slots; slot += 1) {
		const number = part.numbers[slot] ?? 0;
		if (number === 0) continue;
		const free = findSlot(larger, number, hashNumber(number));
		larger.numbers[free] = number;
		larger.places[free] = part.places[slot] ?? 0;
	}
	larger.count = part.count;
	return larger;
}

/** The slot that holds `number`, or else the free one where it belongs. */
function findSlot({ numbers }: Part, number: number, hash: number): number {
	// Scales the hash to the slots; its lowest bits have chosen the part already.
	let slot = Math.floor((hash / 2 ** 32) * numbers.length);
	for (let found = numbers[slot]; found !== 0 && found !== number; found = numbers[slot]) {
		slot = slot + 1 === numbers.length ? 0 : slot + 1;
	}
	return slot;
}

/** 32 bits that neighbouring numbers share nothing of: the mixing steps of MurmurHash3. */
function hashNumber(number: number): number {
	const high = Math.floor(number / 2 ** 32);
	const low = number - high * 2 ** 32;
	let hash = Math.imul(high, 0x9e3779b1) ^ low;
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}
