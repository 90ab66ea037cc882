import { withoutZeros } from './cell';
import { callingCodeAtStart, type Country } from './country';
import { getNumberingPlan, type NumberingPlan } from './numberingPlan';

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
export function readFast(text: string, country: Country | undefined): SplitNumber | undefined {
	const digits = text.replace(/\D/g, '');
	const hasPlus = text.startsWith('+');
	const callingCode = hasPlus ? callingCodeAtStart(digits) : country?.callingCode;
	const plan = callingCode === undefined ? undefined : getNumberingPlan(callingCode);
	if (callingCode === undefined || plan === undefined) return undefined;
	const readings = hasPlus
		? [digits.slice(callingCode.length)]
		: nationalReadings(digits, callingCode, plan);
	const national = onlyMobile(readings, plan);
	const isPlain = national !== undefined && !plan.hasPrefix(national);
	return isPlain ? { callingCode, national } : undefined;
}

/** The one mobile number among `readings`; undefined where there is none, or several. */
function onlyMobile(readings: readonly string[], plan: NumberingPlan): string | undefined {
	let only: string | undefined;
	for (const reading of readings) {
		if (reading === only || !plan.isMobile(reading)) continue;
		if (only !== undefined) return undefined;
		only = reading;
	}
	return only;
}

/**
 * The national numbers that digits without a plus can stand for; none where they may be another
 * country's.
 */
function nationalReadings(digits: string, callingCode: string, plan: NumberingPlan): string[] {
	const significant = withoutZeros(digits);
	const readings: string[] = [];
	if (significant.startsWith(callingCode)) readings.push(significant.slice(callingCode.length));
	if (digits.startsWith('00')) return readings;
	if (plan.hasInternationalPrefix(digits)) return [];
	readings.push(digits);
	const { nationalPrefix } = plan;
	if (nationalPrefix !== undefined && digits.startsWith(nationalPrefix))
		readings.push(digits.slice(nationalPrefix.length));
	return readings;
}
