import fc from 'fast-check';
import { jsonOf } from '../../../nodes/EsoLeads/lead/jsonText';

test.each([
	'',
	'Pune',
	'पुणे',
	'👋🏽',
	'says "hello"',
	'C:\\leads',
	'two\nlines',
	'\u0000\u001f\u007f\u0085\u2028',
	'half a character: \ud83d',
	'x'.repeat(500),
	'x'.repeat(501),
	'"'.repeat(501),
	0,
	-0,
	0.1,
	1e21,
	-1.5e-9,
	true,
	false,
])('%j travels as JSON.stringify writes it', (value) => {
	expect(jsonOf(value)).toBe(JSON.stringify(value));
});

test('whatever a cell holds travels as JSON.stringify writes it', () => {
	const text = fc.string({ unit: 'binary' });
	const halves = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
	const number = fc.double({ noDefaultInfinity: true, noNaN: true });
	fc.assert(
		fc.property(fc.oneof(text, halves, number, fc.boolean()), (value) => {
			expect(jsonOf(value)).toBe(JSON.stringify(value));
		}),
		{ numRuns: 1_000 },
	);
});
