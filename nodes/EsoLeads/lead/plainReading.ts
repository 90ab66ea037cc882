import { callingCodeAtStart, type Country } from './country';
import { withoutZeros } from './digits';
import { numberingPlanOf, type NumberingPlan } from './numberingPlan';

/** A number split where its country code ends. */
export interface SplitNumber {
	callingCode: string;
	national: string;
}

/**
 * Reads a number that is plain: a mobile number under exactly one of the ways in which its digits
 * can be read. Nearly all contacts are, and it saves the several parses that `chooseReading` needs
 * for the others. (Of random digits one in twenty thousand comes out otherwise than by the parser,
 * which then took a mobile number for a landline.)
 *
 * @returns undefined for all that is not plain.
 */
export function readPlainNumber(
	text: string,
	country: Country | undefined,
): SplitNumber | undefined {
	const digits = text.replace(/\D/g, '');
	const callingCode = text.startsWith('+') ? callingCodeAtStart(digits) : country?.callingCode;
	const plan = callingCode === undefined ? undefined : numberingPlanOf(callingCode);
	if (callingCode === undefined || plan === undefined) return undefined;
	const readings = text.startsWith('+')
		? [digits.slice(callingCode.length)]
		: nationalReadings(digits, callingCode, plan);
	const [national, ...others] = new Set(readings.filter((reading) => plan.isMobile(reading)));
	const isPlain = national !== undefined && others.length === 0 && !plan.hasPrefix(national);
	return isPlain ? { callingCode, national } : undefined;
}

/**
 * The national numbers that digits without a plus can stand for; none where they may be another
 * country's.
 */
function nationalReadings(digits: string, callingCode: string, plan: NumberingPlan): string[] {
	const significant = withoutZeros(digits);
	const hasCode = significant.startsWith(callingCode);
	const afterCode = hasCode ? [significant.slice(callingCode.length)] : [];
	if (digits.startsWith('00')) return afterCode;
	if (plan.hasInternationalPrefix(digits)) return [];
	const { nationalPrefix } = plan;
	const hasPrefix = nationalPrefix !== undefined && digits.startsWith(nationalPrefix);
	return [digits, ...(hasPrefix ? [digits.slice(nationalPrefix.length)] : []), ...afterCode];
}
