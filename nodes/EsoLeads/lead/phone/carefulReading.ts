import type { ContactNumber } from '../lead';
import type { Refusal } from '../refusals';
import { type NumberText, TWO_NUMBERS } from './cell';
import type { HomeCountry } from './country';
import {
	describeReading,
	findFault,
	type NumberCheck,
	refuseCountryless,
	refuseMissing,
	refuseNumber,
	refuseOtherCountry,
} from './faults';
import { DECIMALS } from './lookalikes';
import type { NumberType } from './metadata';
import { readNumberText } from './numberText';
import { chooseReading, type ReadNumber } from './readings';
import { pickNumber } from './severalNumbers';

/** What to do with a cell that holds several numbers. */
export type SeveralNumbers = 'reject' | 'first';

/** What a cell is read with. */
export interface CellContext {
	/** The path of the input field, for messages. */
	field: string | undefined;
	/** For numbers that are written without a country code. */
	home: HomeCountry | undefined;
	check: NumberCheck;
	/** Undefined if the user has no choice; several numbers are then refused. */
	several?: SeveralNumbers;
}

/** A number and its type, or why it cannot be sent. */
interface CellReading {
	result: ContactNumber | Refusal;
	type?: NumberType | undefined;
}

/**
 * Reads any cell: finds out what it holds, where the country code ends and which reading exists, and
 * then what speaks against the number.
 */
export function readCarefully(cell: unknown, context: CellContext): ContactNumber | Refusal {
	return readCell(cell, context).result;
}

function readCell(cell: unknown, context: CellContext): CellReading {
	const text = toCellText(cell);
	if (text === undefined)
		return refuseCell(
			cell,
			context,
			'that is not a number. Choose the field that holds the number',
		);
	// A text may have points between groups, but a number with a fraction is no phone number.
	if (typeof cell === 'number' && !Number.isInteger(cell))
		return refuseCell(cell, context, DECIMALS);
	const written = readNumberText(text);
	switch (written.kind) {
		case 'empty':
			return { result: refuseMissing(context.field) };
		case 'unreadable':
			return refuseCell(cell, context, written.reason);
		case 'several':
			return readSeveral(cell, written.texts, context);
		case 'numberText':
			return readText(cell, written, context);
	}
}

function toCellText(cell: unknown): string | undefined {
	// A sheet's empty cell can arrive as 0.
	if (cell === undefined || cell === null || cell === 0) return '';
	if (typeof cell === 'string') return cell;
	if (typeof cell === 'bigint') return String(cell);
	// A minus, a fraction or an exponent in String(cell) is later refused like the same text from a
	// spreadsheet.
	return typeof cell === 'number' && Number.isFinite(cell) ? String(cell) : undefined;
}

/** Each number is read as if it were alone; a refusal quotes the whole cell. */
function readSeveral(cell: unknown, texts: readonly string[], context: CellContext): CellReading {
	const parts = texts.map((text) => {
		const { result, type } = readCell(text, context);
		return { text, result, number: result.kind === 'refusal' ? undefined : result, type };
	});
	const picked = pickNumber(parts, context.several === 'first');
	if (picked !== undefined) return picked;
	const advice = context.several === 'reject' ? ", or set 'Several Numbers' to Use the First" : '';
	return refuseCell(cell, context, TWO_NUMBERS + advice);
}

/**
 * No number that can be called from abroad is shorter, so it is not only the country that is
 * missing.
 */
const SHORTEST_NUMBER = 4;

function readText(cell: unknown, written: NumberText, context: CellContext): CellReading {
	const { home } = context;
	const reading = chooseReading(written.text, home);
	if (reading.kind === 'noCountry') {
		const digits = written.text.replace(/\D/g, '');
		return digits.length < SHORTEST_NUMBER
			? refuseCell(cell, context, 'it is too short for a phone number. Check for missing digits')
			: { result: refuseCountryless(cell, context.field) };
	}
	if (reading.kind !== 'number')
		return refuseCell(cell, context, describeReading(reading, home?.country));
	const { doubt } = written;
	const isDoubtful =
		doubt !== undefined &&
		(doubt.mustBe === 'mobile' ? reading.type !== 'mobile' : reading.type === undefined);
	if (isDoubtful && context.check !== 'digits') return refuseCell(cell, context, doubt.reason);
	return checkNumber(reading, cell, context);
}

function checkNumber(number: ReadNumber, cell: unknown, context: CellContext): CellReading {
	const { callingCode, national, type } = number;
	const { check, field, home } = context;
	const own = home?.isOwn === true ? home.country : undefined;
	const isOther = own !== undefined && own.callingCode !== callingCode;
	// A country's name says where somebody lives; a calling code says how the number begins.
	const isElsewhere = own?.region !== undefined && number.isInternational && type !== undefined;
	if (isOther && !isElsewhere) return { result: refuseOtherCountry(cell, field, callingCode, own) };
	const reason = findFault(number, check);
	if (reason !== undefined) return refuseCell(cell, context, reason);
	const result = {
		kind: 'contactNumber' as const,
		countryCode: Number(callingCode),
		digits: national,
	};
	return { result: isOther ? { ...result, remark: 'otherCountries' } : result, type };
}

function refuseCell(cell: unknown, { field }: CellContext, reason: string): CellReading {
	return { result: refuseNumber(cell, field, reason) };
}
