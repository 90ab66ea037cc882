import { DateTime, Duration } from 'luxon';
import { readFieldValue } from '../../../../nodes/EsoLeads/lead/fields/fieldValue';

test.each([
	['Patel', 'Patel'],
	['', ''],
	['  spaces stay  ', '  spaces stay  '],
	[42, 42],
	[0, 0],
	[-1.5, -1.5],
	[true, true],
	[false, false],
	[9007199254740993n, '9007199254740993'],
	[new Date(Date.UTC(2026, 4, 2, 10, 30)), '2026-05-02T10:30:00.000Z'],
	[
		DateTime.fromISO('2026-05-02T10:30:00+05:30', { setZone: true }),
		'2026-05-02T10:30:00.000+05:30',
	],
	[Duration.fromObject({ days: 3 }), 'P3D'],
])('%p is sent as %p', (value, sent) => {
	expect(readFieldValue(value)).toEqual({ kind: 'primitive', value: sent });
});

test.each([null, undefined, [], {}, Object.create(null)])('%p is left out', (value) => {
	expect(readFieldValue(value)).toEqual({ kind: 'absent' });
});

test.each([[['a']], [{ a: 1 }], [{ toISO: 'not a function' }], [new Map([[1, 2]])]])(
	'%p has values inside',
	(value) => {
		expect(readFieldValue(value)).toEqual({ kind: 'nested', value });
	},
);

test.each([
	[NaN, 'it is not a finite number'],
	[Infinity, 'it is not a finite number'],
	[-Infinity, 'it is not a finite number'],
	[new Date(NaN), 'it is not a valid date'],
	[DateTime.invalid('because'), 'it is not a valid date'],
	[Symbol('x'), 'it is not text, a number or a boolean'],
	[() => 1, 'it is not text, a number or a boolean'],
])('%p cannot be sent, and the reason is %s', (value, reason) => {
	expect(readFieldValue(value)).toEqual({ kind: 'unsupported', reason });
});
