import type { ContactNumber } from './phone/contactNumber';
import { otherSpelling } from './phone/numberingPlan';

/** The lead that has a number already. */
export interface EarlierLead {
	/** The index of its item, or its line in the file. */
	place: number;
	/** Whether it has the same digits behind another country code. */
	isOfOtherCountry: boolean;
}

/** Remembers the contact numbers of a run. */
export interface SeenNumbers {
	/**
	 * The lead that came first with this number, or undefined: then `place` is remembered as the first.
	 *
	 * A number is one person's, as WhatsApp sees it: with Brazil's ninth digit or without, with
	 * Argentina's 9 or without. E-so tells leads apart by the contact number without its country code
	 * (documented: "contact number"; assumed: alone). Two spellings that differ by a leading zero count
	 * as one, since they are one under the channel key, which is a number.
	 */
	enter(
		number: Pick<ContactNumber, 'countryCode' | 'digits'>,
		place: number,
	): EarlierLead | undefined;
}

/** An empty memory; it belongs to one run. `random` gives a number from 0 up to, not including, 1. */
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
	/** What `number` was entered with, or undefined: then it is entered. */
	enter(number: number, country: number, place: number): TableEntry | undefined;
	/** What `number` was entered with. */
	find(number: number): TableEntry | undefined;
	/** What the table takes of memory, in bytes. */
	bytes(): number;
}

/**
 * The table grows one of these parts at a time: growing takes twice the memory of a part for a moment,
 * not of the whole.
 */
const PARTS = 256;

/**
 * A number is looked for from its own slot onwards: in a part that is fuller than this, that takes
 * long.
 */
const MAX_LOAD = 0.9;

/**
 * A slot takes 13 bytes, 8 for the number, 4 for its place and 1 for its country. A part that has just
 * grown is to 0.82 full (0.9 / 1.1), which makes 15.9 bytes a number; doubling would make it 29.
 */
const GROWTH = 1.1;

/** Small parts double: they take little memory in any case, and growing costs time. */
const SLOTS_TO_DOUBLE = 256;

const FIRST_SLOTS = 16;

/**
 * An empty table: exact, with at most 16 bytes a number once it holds a hundred thousand. Its hash is
 * seeded, so that nobody can craft a file of numbers that all fall into one slot.
 */
export function createNumberTable(random: () => number): NumberTable {
	const parts: Array<Part | undefined> = Array.from({ length: PARTS });
	const hash = createHash(random);
	// There are fewer than 256 calling codes: a byte holds the place of one in this list.
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
	/** 0 where a slot is free: no contact number is 0. */
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
	// Scales the hash to the slots; its lowest bits have chosen the part already.
	let slot = Math.floor((hash / 2 ** 32) * numbers.length);
	for (let found = numbers[slot]; found !== 0 && found !== number; found = numbers[slot]) {
		slot = slot + 1 === numbers.length ? 0 : slot + 1;
	}
	return slot;
}

type Hash = (number: number) => number;

/**
 * A hash of 32 bits that differs widely for neighbouring numbers: the mixing steps of MurmurHash3,
 * with both halves of a number under a seed of their own.
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
