import type { ContactNumber } from './lead';
import { otherSpelling } from './phone/numberingPlan';

/** The lead that already has a number. */
export interface EarlierLead {
	/** The index of its item, or its line in the file. */
	place: number;
	/** Whether it has the same digits after another country code. */
	isOfOtherCountry: boolean;
}

/** Remembers the contact numbers of a run. */
export interface SeenNumbers {
	/**
	 * The lead that had this number first, or undefined; then `place` is remembered as the first.
	 *
	 * Two spellings are the same number if WhatsApp takes them for the same person: with or without
	 * Brazil's ninth digit, with or without Argentina's 9. E-so identifies leads by the contact
	 * number without its country code (documented: "contact number"; assumed: by nothing else).
	 * Spellings that differ only in a leading zero are the same, too: the channel key is a number
	 * and cannot tell them apart.
	 */
	enter(
		number: Pick<ContactNumber, 'countryCode' | 'digits'>,
		place: number,
	): EarlierLead | undefined;
}

/** An empty memory for one run. `random` returns a number in [0, 1). */
export function createSeenNumbers(random: () => number): SeenNumbers {
	const table = createNumberTable(random);
	return {
		enter({ countryCode, digits }, place) {
			const other = otherSpelling(String(countryCode), digits);
			const spelled = other === undefined ? undefined : table.find(Number(other));
			if (spelled?.country === countryCode)
				return { place: spelled.place, isOfOtherCountry: false };
			const first = table.enter(Number(digits), countryCode, place);
			return first && { place: first.place, isOfOtherCountry: first.country !== countryCode };
		},
	};
}

/** What a number was entered with. */
export interface TableEntry {
	/** A calling code, from 1 to 999. */
	country: number;
	/** A whole number from 0 to 2^32 - 1. */
	place: number;
}

/** A hash table from contact numbers, which are whole numbers from 1 to 2^53, to where each came first. */
export interface NumberTable {
	/** What `number` was entered with; undefined if it is new, and then it is entered. */
	enter(number: number, country: number, place: number): TableEntry | undefined;
	/** What `number` was entered with. */
	find(number: number): TableEntry | undefined;
	/** How much memory the table takes, in bytes. */
	bytes(): number;
}

/**
 * The table grows one part at a time, so growing briefly needs twice the memory of a part and not
 * of the whole table.
 */
const PARTS = 256;

/**
 * A search starts at the number's own slot and moves on from there. In a fuller part it takes too
 * long.
 */
const MAX_LOAD = 0.9;

/**
 * A slot takes 13 bytes: 8 for the number, 4 for its place and 1 for its country. A part that has
 * just grown is 82 % full (0.9 / 1.1), which comes to 15.9 bytes per number; doubling would come to
 * 29.
 */
const GROWTH = 1.1;

/** Small parts double: they take little memory anyway, and growing costs time. */
const SLOTS_TO_DOUBLE = 256;

const FIRST_SLOTS = 16;

/**
 * An empty table. It is exact, and takes at most 16 bytes per number once it holds a hundred
 * thousand. Its hash is seeded, so that nobody can craft a file whose numbers all fall into one
 * slot.
 */
export function createNumberTable(random: () => number): NumberTable {
	const parts: Array<Part | undefined> = Array.from({ length: PARTS });
	const hash = createHash(random);
	// There are fewer than 256 calling codes, so a byte can hold an index into this list.
	const countries: number[] = [];
	const places = new Map<number, number>();
	const toEntry = (part: Part, slot: number): TableEntry => ({
		country: countries[part.countries[slot] ?? 0] ?? 0,
		place: part.places[slot] ?? 0,
	});
	return {
		enter(number, country, place) {
			const hashed = hash(number);
			const at = hashed % PARTS;
			let part = (parts[at] ??= createPart(FIRST_SLOTS));
			if (part.count >= part.numbers.length * MAX_LOAD) part = parts[at] = grow(part, hash);
			const slot = findSlot(part, number, hashed);
			if (part.numbers[slot] === number) return toEntry(part, slot);
			let index = places.get(country);
			if (index === undefined) places.set(country, (index = countries.push(country) - 1));
			part.numbers[slot] = number;
			part.places[slot] = place;
			part.countries[slot] = index;
			part.count += 1;
			return undefined;
		},
		find(number) {
			const hashed = hash(number);
			const part = parts[hashed % PARTS];
			const slot = part === undefined ? 0 : findSlot(part, number, hashed);
			return part?.numbers[slot] === number ? toEntry(part, slot) : undefined;
		},
		bytes: () => parts.reduce((sum, part) => sum + countBytes(part), 0),
	};
}

interface Part {
	/** 0 marks a free slot: no contact number is 0. */
	numbers: Float64Array;
	places: Uint32Array;
	countries: Uint8Array;
	count: number;
}

function createPart(slots: number): Part {
	return {
		numbers: new Float64Array(slots),
		places: new Uint32Array(slots),
		countries: new Uint8Array(slots),
		count: 0,
	};
}

function countBytes(part: Part | undefined): number {
	if (part === undefined) return 0;
	return part.numbers.byteLength + part.places.byteLength + part.countries.byteLength;
}

function grow(part: Part, hash: Hash): Part {
	const slots = part.numbers.length;
	const larger = createPart(slots < SLOTS_TO_DOUBLE ? slots * 2 : Math.ceil(slots * GROWTH));
	for (let slot = 0; slot < slots; slot += 1) {
		const number = part.numbers[slot] ?? 0;
		if (number === 0) continue;
		const free = findSlot(larger, number, hash(number));
		larger.numbers[free] = number;
		larger.places[free] = part.places[slot] ?? 0;
		larger.countries[free] = part.countries[slot] ?? 0;
	}
	larger.count = part.count;
	return larger;
}

/** The slot that holds `number`, or else the free one where it belongs. */
function findSlot({ numbers }: Part, number: number, hash: number): number {
	// Scales the hash to the number of slots; its lowest bits have already chosen the part.
	let slot = Math.floor((hash / 2 ** 32) * numbers.length);
	for (let found = numbers[slot]; found !== 0 && found !== number; found = numbers[slot]) {
		slot = slot + 1 === numbers.length ? 0 : slot + 1;
	}
	return slot;
}

type Hash = (number: number) => number;

/**
 * A 32-bit hash that scatters neighbouring numbers: the mixing steps of MurmurHash3, with a
 * separate seed for each half of the number.
 */
function createHash(random: () => number): Hash {
	const seeds = [random, random].map((draw) => Math.floor(draw() * 2 ** 32));
	const [highSeed = 0, lowSeed = 0] = seeds;
	return (number) => {
		const high = Math.floor(number / 2 ** 32);
		const low = number - high * 2 ** 32;
		let hash = Math.imul(high ^ highSeed, 0x9e3779b1);
		hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ low ^ lowSeed;
		hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
		hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
		return (hash ^ (hash >>> 16)) >>> 0;
	};
}
