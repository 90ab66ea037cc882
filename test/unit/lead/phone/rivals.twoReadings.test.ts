import type { ParsedNumber } from '../../../../nodes/EsoLeads/lead/phone/numberingPlan';
import { getNumberingPlan } from '../../../../nodes/EsoLeads/lead/phone/numberingPlan';
import { chooseReading } from '../../../../nodes/EsoLeads/lead/phone/readings';
import {
	isSame,
	parseWithoutPlus,
	settleRivals,
} from '../../../../nodes/EsoLeads/lead/phone/rivals';
import { toCountry } from '../../../support/lead/rawLead';

function read(text: string, country: string): string {
	const reading = chooseReading(text, { country: toCountry(country), isOwn: false });
	if (reading.kind === 'number') return `+${reading.callingCode} ${reading.national}`;
	return reading.kind === 'ambiguous' ? reading.readings.join(' or ') : reading.kind;
}

function toNumber(callingCode: string, national: string, type?: ParsedNumber['type']) {
	return { callingCode, national, type };
}

test.each([
	['0 49 4774 13233', 'DE', '+49 477413233'],
	['0 55 48 648634', 'BR', '+55 48648634'],
])('%s in %s: a zero and a country code set apart leave no doubt', (text, country, expected) => {
	expect(read(text, country)).toBe(expected);
});

test.each([
	['04947 7413233', 'DE', '+49 49477413233'],
	['(04947) 7413233', 'DE', '+49 49477413233'],
	['4947 7413233', 'DE', '+49 49477413233'],
])(
	'%s in %s begins with an area code set apart, not with the country code',
	(text, country, expected) => {
		expect(read(text, country)).toBe(expected);
	},
);

test.each([
	'049477413233',
	'049 477413233',
	'(049) 477413233',
	'49 477413233',
	'0 49477413233',
	'0 4947 7413233',
])('%s in Germany begins with its country code or with an area code: the user is asked', (text) => {
	expect(read(text, 'DE')).toBe('+4949477413233 or +49477413233');
});

test.each([
	['4915123456789', 'DE', '+49 15123456789'],
	['491701234567', 'DE', '+49 1701234567'],
	['62812345678', 'ID', '+62 812345678'],
])(
	'%s in %s is a mobile number with its country code rather than a landline without its zero',
	(text, country, expected) => {
		expect(read(text, country)).toBe(expected);
	},
);

test.each([
	['04915123456789', '+49 15123456789'],
	['0491701234567', '+49 1701234567'],
])(
	'%s in Germany is too long for a landline, and is the mobile number %s after a zero',
	(text, expected) => {
		expect(read(text, 'DE')).toBe(expected);
	},
);

test.each(['062812345678', '(062) 812345678'])(
	'%s in Indonesia may be a landline after its zero or a mobile number: the user is asked',
	(text) => {
		expect(read(text, 'ID')).toBe('+6262812345678 or +62812345678');
	},
);

test('a mobile number that would be too short is the landline that was dialled', () => {
	expect(read('027 831 1330', 'ZA')).toBe('+27 278311330');
});

test('of two mobile numbers that the same digits can mean none is guessed', () => {
	const dialled = toNumber('39', '393331234567', 'mobile');
	const coded = toNumber('39', '3331234567', 'mobile');
	expect(settleRivals('393331234567', { dialled, coded })).toBeUndefined();
	expect(settleRivals('39 3331234567', { dialled, coded })).toBeUndefined();
});

test('the same digits in two countries are two numbers', () => {
	expect(isSame(toNumber('91', '8192829284'), toNumber('91', '8192829284'))).toBe(true);
	expect(isSame(toNumber('91', '8192829284'), toNumber('1', '8192829284'))).toBe(false);
	expect(isSame(toNumber('91', '8192829284'), toNumber('91', '8192829285'))).toBe(false);
});

test.each([
	['+8804591934', 'IN', '+918804591934 or +8804591934'],
	['+2099741236', 'US', '+12099741236 or +2099741236'],
	['+5012345678', 'TR', '+905012345678 or +5012345678'],
])(
	'%s in %s may be a mobile number of the home country after a needless plus: the user is asked',
	(text, country, expected) => {
		expect(read(text, country)).toBe(expected);
	},
);

test.each([
	['+880 4591934', 'IN', '+880 4591934'],
	['+501-2345678', 'TR', '+501 2345678'],
])('%s in %s has its country code set apart, which is believed', (text, country, expected) => {
	expect(read(text, country)).toBe(expected);
});

test.each([
	['+449456935000', 'IN', '+44 9456935000'],
	['+438942', 'IN', '+43 8942'],
])(
	'%s, which without its plus is no number of %s either, keeps its country',
	(text, country, expected) => {
		expect(read(text, country)).toBe(expected);
	},
);

test('a number with a needless plus is a mobile number of the home country, if one is known', () => {
	const abroad = toNumber('880', '4591934');
	expect(parseWithoutPlus('+8804591934', abroad, getNumberingPlan('91'))).toEqual(
		toNumber('91', '8804591934', 'mobile'),
	);
	expect(parseWithoutPlus('+8804591934', abroad, undefined)).toBeUndefined();
	expect(parseWithoutPlus('+8804591934', undefined, getNumberingPlan('91'))).toBeUndefined();
});
