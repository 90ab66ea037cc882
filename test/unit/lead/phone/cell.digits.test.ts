import { tidyCell } from '../../../../nodes/EsoLeads/lead/phone/cell';
import { readPhone } from '../../../support/lead/readPhone';

/** The zero of each script; 1 to 9 follow it. */
const zeros: ReadonlyArray<[script: string, zero: number]> = [
	['Arabic', 0x0660],
	['Persian', 0x06f0],
	['Devanagari', 0x0966],
	['Bengali', 0x09e6],
	['Gurmukhi', 0x0a66],
	['Gujarati', 0x0ae6],
	['Odia', 0x0b66],
	['Tamil', 0x0be6],
	['Telugu', 0x0c66],
	['Kannada', 0x0ce6],
	['Malayalam', 0x0d66],
	['Thai', 0x0e50],
	['Lao', 0x0ed0],
	['Burmese', 0x1040],
	['Khmer', 0x17e0],
	['full-width', 0xff10],
];

function write(text: string, zero: number): string {
	return text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

test.each(zeros)('a number in %s digits is sent in ASCII digits', (_script, zero) => {
	expect(readPhone(write('+91 81928 29284', zero))).toBe('+91 8192829284');
	expect(tidyCell(write('0123456789', zero))).toBe('0123456789');
});

test('digits of two scripts in one cell are read together', () => {
	expect(readPhone('+91 ८१९२८ 29284')).toBe('+91 8192829284');
});

test('a JSON-looking text of other letters stays as it is', () => {
	expect(tidyCell('Ⅷ½² x①')).toBe('Ⅷ½² x①');
});

test('digits that no keyboard writes are refused, not misread', () => {
	expect(readPhone(write('+91 8192829284', 0x1d7d8))).toMatch(/^invalid_contact_number/);
});
