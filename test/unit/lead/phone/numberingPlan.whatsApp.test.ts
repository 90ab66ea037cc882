import {
	otherSpelling,
	stripRetiredPrefix,
} from '../../../../nodes/EsoLeads/lead/phone/numberingPlan';
import { readPhone } from '../../../support/lead/readPhone';

test.each([
	['55', '11987654321', '1187654321'],
	['55', '1187654321', '11987654321'],
	['54', '91166773399', '1166773399'],
	['54', '1166773399', '91166773399'],
	['55', '1131234567', undefined],
	['91', '8192829284', undefined],
])('in +%s the person of %s is also %s', (callingCode, national, other) => {
	expect(otherSpelling(callingCode, national)).toBe(other);
});

test.each(['553187654321@c.us', '+55 31 8765-4321', '31 8765-4321', '(031) 8765-4321'])(
	'%s, as WhatsApp keeps it without the ninth digit, is a valid number, and is sent as written',
	(cell) => {
		expect(readPhone(cell, { check: 'valid', defaultCountry: 'BR' })).toBe('+55 3187654321');
	},
);

test.each(['015532231113', '0445532231113', '0455532231113', '15532231113', '5532231113'])(
	'Mexico’s %s is 5532231113',
	(national) => {
		expect(stripRetiredPrefix('52', national)).toBe('5532231113');
		expect(stripRetiredPrefix('91', national)).toBe(national);
	},
);
