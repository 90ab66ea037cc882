import { callingCodeAtStart } from './callingCodes';
import { getNumberingPlan, type NumberingPlan, type NumberType } from './numberingPlan';
import { stripRetiredPrefix } from './whatsApp';

/** Digits that were split where their country code ends. */
export interface ParsedNumber {
	/** '91' for India. */
	callingCode: string;
	/** The number without its country code, with the zero that belongs to it in Italy and others. */
	national: string;
	/** Undefined where no such number is in use. */
	type: NumberType | undefined;
}

/** Digits that begin with a country code; undefined where there is no such code. */
export function parseAbroad(digits: string): ParsedNumber | undefined {
	const callingCode = callingCodeAtStart(digits);
	const plan = callingCode === undefined ? undefined : getNumberingPlan(callingCode);
	if (callingCode === undefined || plan === undefined) return undefined;
	const written = digits.slice(callingCode.length);
	// Nearly always so; otherwise a prefix that is dialled only at home stands there by mistake.
	const type = plan.getType(written);
	if (type !== undefined) return { callingCode, national: written, type };
	// +91 0091…: the code twice.
	const repeated = `00${callingCode}`;
	const single = written.startsWith(repeated) ? written.slice(repeated.length) : written;
	const others = [plan.stripPrefix(written), stripRetiredPrefix(callingCode, written), single];
	return parseAny(others, written, plan);
}

/** Digits as they are dialled at home. */
export function parseAtHome(digits: string, plan: NumberingPlan): ParsedNumber {
	const national = plan.stripPrefix(digits);
	const type = plan.getType(national);
	if (type !== undefined) return { callingCode: plan.callingCode, national, type };
	return parseAny([digits, stripRetiredPrefix(plan.callingCode, digits)], national, plan);
}

/** The first of `others` that exists; where none does, the first that has a length in use. */
function parseAny(others: readonly string[], written: string, plan: NumberingPlan): ParsedNumber {
	const { callingCode } = plan;
	for (const national of others) {
		const type = plan.getType(national);
		if (type !== undefined) return { callingCode, national, type };
	}
	const possible = [written, ...others].find((national) => hasContactLength(plan, national));
	return { callingCode, national: possible ?? written, type: undefined };
}

/**
 * Whether contacts of a country have numbers of this length. Freephone and service numbers are left
 * out: with them, an Indian number of 8 to 13 digits would be possible, while all phones there have
 * 10. Where zeros begin numbers, the number exists.
 */
export function hasContactLength({ lengths }: NumberingPlan, national: string): boolean {
	return lengths.includes(national.length) && !national.startsWith('0');
}

/** Whether a number has the length of a contact's in its country, or exists all the same. */
export function isPossible({ callingCode, national, type }: ParsedNumber): boolean {
	if (type !== undefined) return true;
	const plan = getNumberingPlan(callingCode);
	return plan !== undefined && hasContactLength(plan, national);
}

/** Whether two readings are the same number. */
export function isSame(one: ParsedNumber, other: ParsedNumber): boolean {
	return one.callingCode === other.callingCode && one.national === other.national;
}

/** As a user reads it in messages. */
export function toE164({ callingCode, national }: ParsedNumber): string {
	return `+${callingCode}${national}`;
}
