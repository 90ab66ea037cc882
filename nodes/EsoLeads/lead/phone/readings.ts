import { withoutZeros } from './cell';
import type { Country, HomeCountry } from './country';
import {
	getNumberingPlan,
	hasContactLength,
	isPossible,
	LONGER_THAN_ANY,
	type NumberingPlan,
	parseAbroad,
	parseAtHome,
	type ParsedNumber,
} from './numberingPlan';
import { isSame, parseWithoutPlus, settleRivals } from './rivals';

/** A number as it was read. */
export interface ReadNumber extends ParsedNumber {
	kind: 'number';
	/** Whether a plus or 00 left no doubt about its country. */
	isInternational: boolean;
}

/**
 * What a written number means: one number, no number, several possible numbers, or one that needs a
 * country.
 */
export type Reading =
	| ReadNumber
	/** No country has the code that it begins with. */
	| { kind: 'noSuchCode' }
	/** It begins with 00, but there is no such number in that country. */
	| { kind: 'notInUse'; callingCode: string }
	| { kind: 'ambiguous'; readings: readonly string[] }
	/** Not a number of the home country, but one of another (its calling code) if a plus was lost. */
	| { kind: 'foreign'; callingCode: string }
	/** It only exists with the leading zero that its country's numbers have. */
	| { kind: 'lostZero'; number: string }
	/** After its country code comes the same code again, and without it the number exists. */
	| { kind: 'codeTwice'; number: string }
	/** Argentina's 15, which marks a mobile number only after an area code. */
	| { kind: 'noAreaCode' }
	| { kind: 'noCountry' };

/**
 * Reads `text` (ASCII digits and punctuation, with a leading plus or none).
 *
 * With a plus there is one reading. Without one, digits may still begin with the country code
 * (918192829284), follow an international prefix (0091…, or 011… from the USA) or a zero (091…), or
 * only look like that. Every reading is tried and the one that exists wins. If two exist, nothing
 * is guessed, and neither is a country.
 */
export function chooseReading(text: string, home: HomeCountry | undefined): Reading {
	const digits = text.replace(/\D/g, '');
	if (text.startsWith('+')) return readInternational(text, digits, home);
	if (home !== undefined) return readAtHome(text, digits, home);
	return /^00[1-9]/.test(digits)
		? asInternational(parseAbroad(digits.slice(2)))
		: { kind: 'noCountry' };
}

function readInternational(text: string, digits: string, home: HomeCountry | undefined): Reading {
	const significant = withoutZeros(digits);
	const zeros = digits.length - significant.length;
	const abroad = parseAbroad(significant);
	if (text.includes('(0)')) return asInternational(parseUndialled(text, abroad));
	if (home === undefined || zeros > 1) return asInternational(abroad);
	if (zeros === 0) {
		const plan = getNumberingPlan(home.country.callingCode, home.country.region);
		const dialled = parseWithoutPlus(text, abroad, plan);
		return abroad !== undefined && dialled !== undefined && isPossible(abroad)
			? ambiguous(dialled, abroad)
			: asInternational(abroad);
	}
	// +0… is a plus before an international number, or before one as dialled within the country.
	const dialled = readAtHome(text, digits, home);
	if (abroad?.type === undefined) return dialled;
	const isRival =
		dialled.kind === 'number' && dialled.type !== undefined && !isSame(dialled, abroad);
	return isRival ? ambiguous(dialled, abroad) : asInternational(abroad);
}

/**
 * In +44 (0)20… the zero in brackets is not dialled. In the rare countries where it is, both
 * numbers can exist; then a mobile number wins over a landline.
 */
function parseUndialled(text: string, dialled: ParsedNumber | undefined): ParsedNumber | undefined {
	const undialled = parseAbroad(text.replace('(0)', '').replace(/\D/g, ''));
	if (undialled?.type === undefined) return dialled;
	const isLeftOut =
		dialled?.type === undefined || (undialled.type === 'mobile' && dialled.type !== 'mobile');
	return isLeftOut ? undialled : dialled;
}

/** Reads a number as somebody in the home country dials it. */
function readAtHome(text: string, digits: string, home: HomeCountry): Reading {
	const { callingCode, region } = home.country;
	const plan = getNumberingPlan(callingCode, region);
	if (plan === undefined || digits === '') return { kind: 'noSuchCode' };
	const significant = withoutZeros(digits);
	const zeros = digits.length - significant.length;
	// 00 before an existing number means that number, even in countries with another prefix.
	const afterZeros = zeros === 2 ? parseAbroad(significant) : undefined;
	if (afterZeros?.type !== undefined) return asInternational(afterZeros);

	const dialled = parseAtHome(digits, plan);
	const coded = significant.startsWith(callingCode) ? parseAbroad(significant) : undefined;
	if (dialled.type !== undefined) {
		if (coded?.type === undefined || isSame(dialled, coded))
			return settleDialled(digits, dialled, home);
		const settled = settleRivals(text, { dialled, coded });
		return settled === undefined ? ambiguous(dialled, coded) : asNumber(settled);
	}
	if (coded?.type !== undefined) return asNumber(coded);
	const abroad = parseAfterPrefix(digits, plan);
	if (abroad?.type !== undefined) return asInternational(abroad);
	// Some systems pad numbers with zeros.
	const padded = zeros === 0 ? undefined : parseAtHome(significant, plan);
	if (padded?.type !== undefined) return asNumber(padded);
	if (afterZeros !== undefined)
		return findWrongPart(afterZeros) ?? { kind: 'notInUse', callingCode: afterZeros.callingCode };
	return readNonexistent(digits, { dialled, coded, plan }, home);
}

/** Parses what follows 011 (USA), 0011 (Australia), 810 (Russia). */
function parseAfterPrefix(digits: string, plan: NumberingPlan): ParsedNumber | undefined {
	const rest = plan.stripInternationalPrefix(digits);
	return rest === undefined ? undefined : parseAbroad(rest);
}

/**
 * A landline number that would be a foreign mobile number with a plus, which spreadsheets drop, is
 * taken for neither. A national prefix settles it: the home country is meant.
 */
function settleDialled(digits: string, dialled: ParsedNumber, { country, isOwn }: HomeCountry) {
	if (isOwn || dialled.type === 'mobile' || dialled.national !== digits) {
		return getLostZero(digits, dialled) ?? asNumber(dialled);
	}
	const foreign = parseForeign(digits, country);
	return foreign?.type === 'mobile' ? ambiguous(dialled, foreign) : asNumber(dialled);
}

/** What digits mean that are not in use in the home country in any reading. */
function readNonexistent(
	digits: string,
	readings: { dialled: ParsedNumber; coded: ParsedNumber | undefined; plan: NumberingPlan },
	{ country, isOwn }: HomeCountry,
): Reading {
	const { dialled, coded, plan } = readings;
	const incomplete = findWrongPart(dialled) ?? (coded && findWrongPart(coded));
	if (incomplete !== undefined) return incomplete;
	const isRival = coded !== undefined && !isSame(dialled, coded);
	if (isRival && [dialled, coded].every(({ national }) => hasContactLength(plan, national)))
		return ambiguous(dialled, coded);
	// Too long for a number of the home country, so it includes a country code.
	const longest = plan.lengths.at(-1) ?? 0;
	const home = coded !== undefined && dialled.national.length > longest ? coded : dialled;
	const foreign = isOwn ? undefined : parseForeign(digits, country);
	if (foreign?.type === undefined) return asNumber(home);
	return isPossible(home)
		? ambiguous(home, foreign)
		: { kind: 'foreign', callingCode: foreign.callingCode };
}

/** Digits that lack only the plus of another country's number. */
function parseForeign(digits: string, country: Country): ParsedNumber | undefined {
	if (digits.startsWith('0')) return undefined;
	const number = parseAbroad(digits);
	return number?.callingCode === country.callingCode ? undefined : number;
}

/** What is missing from a number that does not exist, or repeated in it. */
function findWrongPart(number: ParsedNumber): Reading | undefined {
	const { callingCode, national } = number;
	if (callingCode === '54' && /^9?15\d{6,8}$/.test(national)) return { kind: 'noAreaCode' };
	const plan = getNumberingPlan(callingCode);
	const single = national.startsWith(callingCode) ? national.slice(callingCode.length) : '';
	const type = plan?.getType(single);
	if (type === 'mobile' || type === 'fixedLine')
		return { kind: 'codeTwice', number: `+${callingCode}${single}` };
	const exists = plan?.getType(`0${national}`) !== undefined;
	return exists ? { kind: 'lostZero', number: `+${callingCode}0${national}` } : undefined;
}

/**
 * In 2019 Gabon put a zero before all its mobile numbers. One without it may be old, or may have
 * been through a spreadsheet.
 */
function getLostZero(digits: string, { callingCode, national, type }: ParsedNumber) {
	const plan = type === 'mobile' && national === digits ? getNumberingPlan(callingCode) : undefined;
	const isLost = plan?.getType(`0${national}`) === 'mobile';
	return isLost ? { kind: 'lostZero' as const, number: `+${callingCode}0${national}` } : undefined;
}

function ambiguous(...numbers: readonly ParsedNumber[]): Reading {
	const readings = numbers.map(({ callingCode, national }) => `+${callingCode}${national}`);
	return { kind: 'ambiguous', readings };
}

function asNumber(number: ParsedNumber, isInternational = false): ReadNumber {
	return { kind: 'number', ...number, isInternational };
}

/** The reading of a number after a plus or 00. */
function asInternational(number: ParsedNumber | undefined): Reading {
	if (number === undefined) return { kind: 'noSuchCode' };
	const { national, type } = number;
	const isDoubtful = type === undefined || (type !== 'mobile' && national.length > LONGER_THAN_ANY);
	return (isDoubtful ? findWrongPart(number) : undefined) ?? asNumber(number, true);
}
