import { holdsNumber } from '../../../../nodes/EsoLeads/lead/fields/fieldsAround';

describe('a field is known by its own text as the one that an expression took the number from', () => {
	it.each([
		'Tel: +91 81928-29284',
		'+91 8192829284 (WhatsApp)',
		'wa.me/918192829284',
		' tel:+918192829284 ',
		'+٩١٨١٩٢٨٢٩٢٨٤',
		`${'Call the office first. '.repeat(4)}+91 81928 29284`,
	])('%s', (cell) => {
		expect(holdsNumber(cell, cell)).toBe(true);
		expect(holdsNumber(cell, cell.trim())).toBe(true);
	});

	it.each(['Pune', '12345', 'Block A, House 12', ''])(
		'but not by a text that is no number: %s',
		(text) => {
			expect(holdsNumber(text, text)).toBe(false);
		},
	);
});
