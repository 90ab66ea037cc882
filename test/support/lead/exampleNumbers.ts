import { getExample, getSupportedRegionCodes } from 'awesome-phonenumber';
import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';

const TYPES = [
	'mobile',
	'fixed-line',
	'toll-free',
	'premium-rate',
	'shared-cost',
	'voip',
	'personal-number',
	'pager',
	'uan',
] as const;

/** Google's example numbers of every type and region, as far as they exist by the metadata used here. */
export function exampleNumbers(): Array<{ region: string; number: PhoneNumber }> {
	const byE164 = new Map<string, { region: string; number: PhoneNumber }>();
	for (const region of getSupportedRegionCodes()) {
		for (const type of TYPES) {
			const e164 = findExample(region, type);
			const number = e164 === undefined ? undefined : parsePhoneNumberFromString(e164);
			if (number?.isValid() === true) byE164.set(`${region} ${number.number}`, { region, number });
		}
	}
	return [...byE164.values()];
}

/** Some regions have no example of a type: the library then throws. */
function findExample(region: string, type: (typeof TYPES)[number]): string | undefined {
	try {
		return getExample(region, type).number?.e164;
	} catch {
		return undefined;
	}
}

/** A way to write a number, and what the writing tells of its country. */
interface Writing {
	/** `lost`: the country code is there, but nothing marks it as one. */
	country: 'written' | 'lost' | 'none';
	write(number: PhoneNumber): string | number;
}

const digits = ({ number }: PhoneNumber) => number.slice(1);
const split = (number: PhoneNumber) => `${digits(number).slice(0, -4)}-${digits(number).slice(-4)}`;
const inScript = (text: string, zero: number) =>
	text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

export const WRITINGS: Readonly<Record<string, Writing>> = {
	'E.164': { country: 'written', write: ({ number }) => number },
	international: { country: 'written', write: (number) => number.formatInternational() },
	'RFC 3966': { country: 'written', write: (number) => number.getURI() },
	'WhatsApp link': { country: 'written', write: (number) => `https://wa.me/${digits(number)}` },
	'WhatsApp ID': { country: 'written', write: (number) => `${digits(number)}:3@s.whatsapp.net` },
	'behind 00': { country: 'written', write: (number) => `00${digits(number)}` },
	'behind 00, in groups': {
		country: 'written',
		write: (number) => number.formatInternational().replace('+', '00 '),
	},
	'behind +00': { country: 'written', write: (number) => `+00${digits(number)}` },
	'country code in brackets': {
		country: 'written',
		write: ({ countryCallingCode, nationalNumber }) => `(+${countryCallingCode}) ${nationalNumber}`,
	},
	'country code twice': {
		country: 'written',
		write: ({ countryCallingCode, number }) => `+${countryCallingCode} ${number}`,
	},
	'in slashes': {
		country: 'written',
		write: (number) => number.formatInternational().replaceAll(/[ -]/g, '/'),
	},
	'behind a label': { country: 'written', write: (number) => `Mob. - +${split(number)}` },
	'before a name': {
		country: 'written',
		write: (number) => `${number.formatInternational()} (Ravi)`,
	},
	'in a vCard': { country: 'written', write: ({ number }) => `TEL;TYPE=CELL:${number}` },
	'in Arabic digits': { country: 'written', write: ({ number }) => inScript(number, 0x0660) },
	'in full width': {
		country: 'written',
		write: (number) => inScript(number.formatInternational(), 0xff10).replace('+', '＋'),
	},
	twice: {
		country: 'written',
		write: (number) => `${number.number} ::: ${number.formatInternational()}`,
	},
	'without its plus': { country: 'lost', write: digits },
	'without its plus, as a number': { country: 'lost', write: (number) => Number(digits(number)) },
	'with a decimal': { country: 'lost', write: (number) => `${digits(number)}.0` },
	'behind a zero': { country: 'lost', write: (number) => `0${digits(number)}` },
	national: { country: 'none', write: (number) => number.formatNational() },
	'national digits': { country: 'none', write: ({ nationalNumber }) => nationalNumber },
	'national, as a number': {
		country: 'none',
		write: ({ nationalNumber }) => Number(nationalNumber),
	},
	'national behind a label': {
		country: 'none',
		write: (number) => `Tél. : ${number.formatNational()}`,
	},
	'an amount': {
		country: 'none',
		write: ({ nationalNumber }) => `${Number(nationalNumber).toLocaleString('en-US')}.00`,
	},
};

export const WRONG_DEFAULTS = ['IN', 'US', 'DE', 'IT', 'ID', 'AR'];

/** What became of numbers in one writing, under one choice of the default country. */
export interface SweepCount {
	right: number;
	refused: number;
	/** Another number would be sent: each as "writing under default: what was read". */
	wrong: string[];
}

/** By the default country. */
export type CountsByDefault = Record<'right' | 'none' | 'wrong', SweepCount>;

/** How a cell is read: '+91 8192829284', or the code and the message of a refusal. */
export type ReadCell = (cell: unknown, defaultCountry: string | undefined) => string;

/** Reads every `step`-th example in all writings, with the right, no and wrong default countries. */
export function sweep(read: ReadCell, step = 1): Record<string, CountsByDefault> {
	const counts: Record<string, CountsByDefault> = {};
	const examples = exampleNumbers().filter((_, index) => index % step === 0);
	for (const [name, { write }] of Object.entries(WRITINGS)) {
		const byDefault = { right: emptyCount(), none: emptyCount(), wrong: emptyCount() };
		for (const { region, number } of examples) {
			const cell = write(number);
			const expected = `+${number.countryCallingCode} ${number.nationalNumber}`;
			const isForeign = (other: string) =>
				parsePhoneNumberFromString('12345', other as 'IN')?.countryCallingCode !==
				number.countryCallingCode;
			enter(byDefault.right, cell, region, expected, read);
			enter(byDefault.none, cell, undefined, expected, read);
			for (const other of WRONG_DEFAULTS.filter(isForeign))
				enter(byDefault.wrong, cell, other, expected, read);
		}
		counts[name] = byDefault;
	}
	return counts;
}

function emptyCount(): SweepCount {
	return { right: 0, refused: 0, wrong: [] };
}

function enter(
	count: SweepCount,
	cell: string | number,
	country: string | undefined,
	expected: string,
	read: ReadCell,
): void {
	const reading = read(cell, country);
	if (!reading.startsWith('+')) count.refused += 1;
	else if (reading === expected) count.right += 1;
	else count.wrong.push(`${cell} is ${expected}, under ${country ?? 'no country'} ${reading}`);
}
