import { type Refusal, refuse } from '../refusals';
import { quote } from '../wording';
import type { Country } from './country';
import { describeLength, describeUnreadable, TOO_LONG } from './numberingPlan';
import { readNumberText } from './numberText';
import { chooseReading, type ReadNumber } from './readings';

/**
 * How strictly a number is checked: its length, its length and range, or only that it is made of
 * digits.
 */
export type NumberCheck = 'possible' | 'valid' | 'digits';

/** A number as the API takes it. */
export interface ContactNumber {
	kind: 'contactNumber';
	/** 91 for India. */
	countryCode: number;
	/**
	 * The number without its country code. A leading zero is part of it in Italy, Ivory Coast, Gabon
	 * and others.
	 */
	digits: string;
}

/** What a contact number is read with. `field` is the path of the input field, for messages. */
export interface ContactNumberContext {
	field: string | undefined;
	/** The country of the lead itself, which a number's own code must not contradict. */
	ownCountry: Country | undefined;
	/** For numbers that are written without a country code. */
	defaultCountry: Country | undefined;
	check: NumberCheck;
}

/** E.164 allows 15 digits with the country code; a JSON number holds that many exactly. */
const MAX_DIGITS = 15;

/** Reads a cell as a contact number, or says what is wrong with it and what to do. */
export function readContactNumber(
	cell: unknown,
	context: ContactNumberContext,
): ContactNumber | Refusal {
	const text = toCellText(cell);
	if (text === undefined)
		return refuseCell(
			cell,
			context,
			'that is not a number. Choose the field that holds the number',
		);
	if (text.trim() === '') return refuseMissing(context.field);
	const written = readNumberText(text);
	if (written.kind === 'unreadable') return refuseCell(cell, context, written.reason);

	const { ownCountry, defaultCountry } = context;
	const country = ownCountry ?? defaultCountry;
	const home = country && { country, isOwn: ownCountry !== undefined };
	const reading = chooseReading(written.text, home);
	switch (reading.kind) {
		case 'noCountry':
			return refuseCountryless(cell, context);
		case 'ambiguous':
			return refuseCell(
				cell,
				context,
				`it can be read as ${reading.readings.join(' or as ')}. Write it with + and its country code`,
			);
		case 'foreign':
			return refuseCell(
				cell,
				context,
				`it is no number of +${country?.callingCode ?? ''}, but would be one of +${reading.callingCode} with a plus. Write the plus, or check its digits`,
			);
		case 'unreadable':
			return refuseCell(cell, context, describeUnreadable(written.text, country));
		case 'number':
			return checkNumber(reading, cell, context);
	}
}

function toCellText(cell: unknown): string | undefined {
	// A sheet's empty cell can arrive as 0.
	if (cell === undefined || cell === null || cell === 0) return '';
	if (typeof cell === 'string') return cell;
	if (typeof cell === 'bigint') return String(cell);
	// A fraction or an exponent in String(cell) is then read, and refused, like the same text from a
	// spreadsheet.
	return typeof cell === 'number' && cell > 0 ? String(cell) : undefined;
}

function checkNumber(
	number: ReadNumber,
	cell: unknown,
	context: ContactNumberContext,
): ContactNumber | Refusal {
	const { ownCountry, check, field } = context;
	if (ownCountry !== undefined && ownCountry.callingCode !== number.callingCode) {
		return refuse(
			'invalid_country_code',
			`${holder(field)} ${quote(cell)}, a number of +${number.callingCode}, but the lead's country code is +${ownCountry.callingCode}. Correct one of them.`,
			field,
		);
	}
	if (Number(number.national) === 0)
		return refuseCell(cell, context, 'it holds no digits but zeros');
	if (check !== 'digits' && !number.isPossible()) {
		return refuseCell(cell, context, describeLength(number));
	}
	if (check === 'valid' && !number.isValid()) {
		return refuseCell(
			cell,
			context,
			`no such number is in use in +${number.callingCode}. Check its digits, or set 'Number Check' to Possible Length`,
		);
	}
	if (number.callingCode.length + number.national.length > MAX_DIGITS) {
		return refuseCell(cell, context, TOO_LONG);
	}
	return {
		kind: 'contactNumber',
		countryCode: Number(number.callingCode),
		digits: number.national,
	};
}

function refuseMissing(field: string | undefined): Refusal {
	const where = field === undefined ? 'The item' : `'${field}'`;
	return refuse(
		'missing_contact_number',
		`${where} holds no contact number. Fill it in, or choose another 'Contact Number Field'.`,
		field,
	);
}

function refuseCountryless(cell: unknown, { field }: ContactNumberContext): Refusal {
	return refuse(
		'missing_country_code',
		`${holder(field)} ${quote(cell)}, which is written without + or 00, so that its country is not known. Choose a 'Default Country', or write the number with + and its country code.`,
		field,
	);
}

function refuseCell(cell: unknown, { field }: ContactNumberContext, reason: string): Refusal {
	return refuse('invalid_contact_number', `${holder(field)} ${quote(cell)}: ${reason}.`, field);
}

function holder(field: string | undefined): string {
	return field === undefined ? 'The contact number is' : `'${field}' holds`;
}
