import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { readContactNumber } from '../nodes/EsoLeads/lead/phone/contactNumber';
import { readCountry } from '../nodes/EsoLeads/lead/phone/country';
import { median } from './median';

/**
 * What the table allows: readable kinds and refused ones, by the time that libphonenumber-js alone takes for a plain number. Our
 * own plain number would be no yardstick: reading it faster would make all others too slow.
 */
const MOST = { read: 4, refused: 11 };
const ROUNDS = 15;
const NUMBERS = 500;

interface Kind {
	name: string;
	/** Whether it comes out as a number. */
	is: 'read' | 'refused';
	/** A cell for a four-digit ending. */
	write: (ending: string) => unknown;
	/** The default country; India where there is none here. */
	country?: string;
	/** What stands in the column Country. */
	own?: string;
}

const inScript = (text: string, zero: number) =>
	text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

const KINDS: readonly Kind[] = [
	{ name: 'plain', is: 'read', write: (e) => `819282${e}` },
	{ name: 'with a plus', is: 'read', write: (e) => `+91 81928 2${e}` },
	{ name: 'behind 00', is: 'read', write: (e) => `0091 819282${e}` },
	{ name: 'with a lost plus', is: 'read', write: (e) => `91819282${e}` },
	{ name: 'a JSON number', is: 'read', write: (e) => Number(`819282${e}`) },
	{ name: 'a landline', is: 'read', write: (e) => `022 2345 ${e}` },
	{ name: 'a German landline', is: 'read', country: 'DE', write: (e) => `030 123${e}` },
	{ name: 'a number of the USA', is: 'read', country: 'US', write: (e) => `(213) 373-${e}` },
	{ name: 'a number of Mexico', is: 'read', country: 'MX', write: (e) => `044 55 3223 ${e}` },
	{ name: 'digits of another script', is: 'read', write: (e) => inScript(`819282${e}`, 0x0966) },
	{ name: 'full-width', is: 'read', write: (e) => inScript(`＋９１（81928）2${e}`, 0xff10) },
	{ name: 'invisible characters', is: 'read', write: (e) => `\u202a+91\u00a081928 2${e}\u202c` },
	{ name: 'a label', is: 'read', write: (e) => `Mob.: 819282${e}` },
	{ name: 'a label in Hindi', is: 'read', write: (e) => `मोबाइल नं. 819282${e}` },
	{ name: 'a name', is: 'read', write: (e) => `819282${e} (Ravi Kumar)` },
	{ name: 'a vCard line', is: 'read', write: (e) => `TEL;TYPE=CELL:+91 81928 2${e}` },
	{ name: 'a tel: link', is: 'read', write: (e) => `tel:+91-81928-2${e};isub=1` },
	{ name: 'a WhatsApp link', is: 'read', write: (e) => `https://wa.me/91819282${e}?text=Hi` },
	{ name: 'a WhatsApp ID', is: 'read', write: (e) => `91819282${e}@s.whatsapp.net` },
	{
		name: 'slashes',
		is: 'read',
		country: 'FR',
		write: (e) => `06/12/34/${e.slice(0, 2)}/${e.slice(2)}`,
	},
	{ name: 'a decimal', is: 'read', write: (e) => `819282${e}.0` },
	{ name: 'an amount', is: 'read', write: (e) => `8,192,82${e[0]},${e.slice(1)}.00` },
	{ name: 'scientific', is: 'read', write: (e) => `8.19282${e.replace(/0$/, '1')}E+09` },
	{ name: 'the same twice', is: 'read', write: (e) => `+91819282${e} ::: +91819282${e}` },
	{
		name: 'a long label',
		is: 'read',
		write: (e) => `Contact No. of Dr. A. K. Sharma (Personal, WhatsApp): 819282${e}`,
	},
	{
		name: 'a whole vCard',
		is: 'read',
		write: (e) =>
			`BEGIN:VCARD\nVERSION:3.0\nFN:Ravi Kumar\nTEL;TYPE=CELL:+91 81928 2${e}\nEND:VCARD`,
	},
	{
		name: 'the same link twice',
		is: 'read',
		write: (e) => `https://wa.me/91819282${e}, https://wa.me/91819282${e}`,
	},
	{ name: 'the same side by side', is: 'read', write: (e) => `81928 2${e} 81928 2${e}` },
	{ name: 'three times', is: 'read', write: (e) => `819282${e}, 819282${e}; +91819282${e}` },
	{ name: 'a phone and a fax', is: 'read', write: (e) => `Tel: 022 2345 ${e} Fax: 022 2345 6780` },
	{ name: 'an amount with a plus', is: 'read', write: (e) => `+919,819,282,${e.slice(1)}.00` },
	{ name: 'a country in Hindi', is: 'read', own: 'भारत', write: (e) => `819282${e}` },
	{
		name: 'a country and area code',
		is: 'read',
		own: 'Puerto Rico (+1-787/939)',
		write: (e) => `787 555 ${e}`,
	},
	{ name: 'a country in words', is: 'read', own: 'India', write: (e) => `819282${e}` },
	{ name: 'a country with its code', is: 'read', own: 'India (+91)', write: (e) => `819282${e}` },
	{ name: 'empty', is: 'refused', write: () => '' },
	{ name: 'a filler', is: 'refused', write: () => 'N/A' },
	{ name: 'too short', is: 'refused', write: (e) => `8192${e}` },
	{ name: 'too long', is: 'refused', write: (e) => `+91 819282${e}00` },
	{ name: 'of no country', is: 'refused', write: (e) => `+999 819282${e}` },
	{ name: 'letters', is: 'refused', write: (e) => `call me at ${e}` },
	{ name: 'a mailbox', is: 'refused', write: (e) => `ravi${e}@example.com` },
	{ name: 'a date', is: 'refused', write: (e) => `15.01.19${e.slice(2)}` },
	{ name: 'a fax', is: 'refused', write: (e) => `Fax 022 2345 ${e}` },
	{ name: 'an extension', is: 'refused', write: (e) => `819282${e} ext. 12` },
	{ name: 'two numbers', is: 'refused', write: (e) => `819282${e} / 919282${e}` },
	{ name: 'lost digits', is: 'refused', write: (e) => `8.1${e.slice(2)}E+09` },
	{ name: 'a calculated one', is: 'refused', write: (e) => `-819282${e}` },
	{ name: 'a lost zero', is: 'refused', country: 'IT', write: (e) => `66982${e}` },
	{ name: 'a lost foreign plus', is: 'refused', write: (e) => `44791112${e}` },
	{ name: 'two readings', is: 'refused', country: 'ID', write: (e) => `06281234${e}` },
	{ name: 'a contradiction', is: 'refused', own: '44', write: (e) => `+91819282${e}` },
	{ name: 'no such country', is: 'refused', own: 'Atlantis', write: (e) => `819282${e}` },
	{ name: 'a filler in Hindi', is: 'refused', write: () => 'कोई नहीं' },
	{ name: 'a code twice', is: 'refused', write: (e) => `+91 91 819282${e}` },
	{
		name: 'several numbers',
		is: 'refused',
		write: (e) => `M: 819282${e}, T: 022 2345 ${e}, 98765 4${e}`,
	},
	{
		name: '40 characters of garbage',
		is: 'refused',
		write: (e) => `a1-b2/c3;d4,e5:f6|g7(h8)i9.j0_k1 ${e} é१२٣`,
	},
	{
		name: '40 digits in groups',
		is: 'refused',
		write: (e) => `1234 5678 9012 3456 7890 1234 5678 9012 ${e} 12`,
	},
	{ name: '500 digits and blanks', is: 'refused', write: (e) => `${'12 '.repeat(164)} ${e}` },
	{ name: '500 separators', is: 'refused', write: (e) => `${'1,/;'.repeat(120)} ${e}` },
	{ name: '500 pluses', is: 'refused', write: (e) => `${'+1'.repeat(240)} ${e}` },
	{ name: '500 letters', is: 'refused', write: (e) => `${'x'.repeat(490)} ${e}` },
];

const ENDINGS = Array.from({ length: NUMBERS }, (_, index) => String(1_111 + index * 7));

/** @returns µs a number. */
function measure({ write, country = 'IN', own }: Kind): number {
	const cells = ENDINGS.map(write);
	const defaultCountry = readCountry(country);
	const startedAt = performance.now();
	for (const cell of cells) {
		const ownCountry = readCountry(own);
		readContactNumber(cell, { field: 'phone', ownCountry, defaultCountry, check: 'possible' });
	}
	return ((performance.now() - startedAt) / cells.length) * 1_000;
}

/** @returns µs a plain number. */
function measureParser(): number {
	const cells = ENDINGS.map((ending) => `819282${ending}`);
	const startedAt = performance.now();
	for (const cell of cells) parsePhoneNumberFromString(cell, 'IN');
	return ((performance.now() - startedAt) / cells.length) * 1_000;
}

/** @returns why the kind is not what the table says, for its first cell. */
function verify({ is, write, country = 'IN', own }: Kind): string | undefined {
	const context = { field: 'phone', check: 'possible' as const };
	const countries = { ownCountry: readCountry(own), defaultCountry: readCountry(country) };
	const wrong = ENDINGS.map(write).find((cell) => {
		const isRead = readContactNumber(cell, { ...context, ...countries }).kind === 'contactNumber';
		return isRead !== (is === 'read');
	});
	return wrong === undefined ? undefined : `${String(wrong)} is not ${is}`;
}

/** How long one kind takes. */
export interface NumberCost {
	name: string;
	is: Kind['is'];
	us: number;
	/** By the time of a plain number. */
	toPlain: number;
	/** By the time of libphonenumber-js for a plain number. */
	toParser: number;
	isSlow: boolean;
}

/**
 * How long reading a number takes, by the kind of cell. All kinds are read in turn, round after round,
 * so that the ratios hold on a machine that others use.
 */
export function measureNumbers(): NumberCost[] {
	for (const kind of KINDS) {
		const reason = verify(kind);
		if (reason !== undefined) throw new Error(`${kind.name}: ${reason}`);
		measure(kind);
	}
	const rounds = Array.from({ length: ROUNDS }, () => [...KINDS.map(measure), measureParser()]);
	const medians = [...KINDS, 'parser'].map((_, place) =>
		median(rounds.map((round) => round[place] ?? NaN)),
	);
	const parser = medians.at(-1) ?? NaN;
	const plain = medians[0] ?? NaN;
	return KINDS.map(({ name, is }, index) => {
		const us = medians[index] ?? NaN;
		const toParser = us / parser;
		return { name, is, us, toPlain: us / plain, toParser, isSlow: toParser > MOST[is] };
	});
}

/** The costs as a table. */
export function toNumberTable(costs: readonly NumberCost[]): string {
	const rows = costs.map(({ name, is, us, toPlain, toParser, isSlow }) => {
		const limit = isSlow ? ', too slow' : '';
		return `| ${name} | ${is} | ${us.toFixed(2)} | ${toPlain.toFixed(1)} | ${toParser.toFixed(2)}${limit} |`;
	});
	return [
		'| kind | is | µs a number | × plain | × parser |',
		'| :-- | :-- | --: | --: | --: |',
		...rows,
	].join('\n');
}
