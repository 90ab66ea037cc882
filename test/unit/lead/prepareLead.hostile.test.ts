import { createNotes } from '../../../nodes/EsoLeads/lead/lead';
import { prepareLead, type RawLead } from '../../../nodes/EsoLeads/lead/prepareLead';
import { leadRules, prepareWith, rawLead } from '../../support/lead/rawLead';
import { readPhone } from '../../support/lead/readPhone';

const TEN_MEGABYTES = 10_000_000;

function getRefusal(raw: RawLead): { code: string; message: string } {
	const lead = prepareLead(raw, leadRules(), createNotes());
	return lead.kind === 'refusal' ? lead : { code: 'none', message: '' };
}

describe('ten megabytes', () => {
	const texts = ['9', ' ', '+', '91 ', 'a', '\u3000x', '१', '\ud83d\ude00', '\u0000'].map((unit) =>
		unit.repeat(TEN_MEGABYTES / unit.length),
	);

	test('as contact number come to a short refusal', () => {
		for (const contact_number of texts) {
			const { code, message } = getRefusal(rawLead({ contact_number }));
			expect(code).toMatch(/^(?:invalid|missing)_contact_number$/);
			expect(message).toMatch(/^'contact_number' .{1,380}$/);
		}
	});

	test('as country code come to a short refusal, or to none where they are blank', () => {
		for (const country_code of texts) {
			const { code, message } = getRefusal(rawLead({ contact_number: '8192829284', country_code }));
			const isBlank = country_code.trim() === '';
			expect(code).toBe(isBlank ? 'missing_country_code' : 'invalid_country_code');
			expect(message.length).toBeLessThan(400);
		}
	});

	test('as origin come to a short refusal', () => {
		for (const value of texts) {
			const raw = rawLead({ contact_number: '+918192829284' }, { origin: { value, field: 'src' } });
			expect(getRefusal(raw)).toMatchObject({
				code: 'invalid_origin',
				message: expect.stringMatching(/^'src' is .{1,390}$/),
			});
		}
	});

	test('as custom field come to a short refusal that names the field', () => {
		// The costly ones: each of their characters is several bytes of JSON.
		for (const note of texts.slice(-3)) {
			expect(prepareWith({ note })).toMatchObject({
				code: 'unsupported_field',
				field: 'note',
				message: expect.stringMatching(
					/^The lead is too large for one request \(999,984 bytes at most\)\. .{1,200}$/,
				),
			});
		}
	});
});

describe('text that is made to keep a pattern busy', () => {
	const units = [
		...['1', ' ', '1 ', '(', ')', '-', '.', ',', ';', '|', '/', '+', '#', '=', '~', "'", '"', '´'],
		...[
			'a',
			'a1',
			'1x',
			'1ext',
			'1 ext. ',
			'tel:',
			'phone no. ',
			'wa.me/',
			'wa.me/1',
			'@c.us',
			'@',
		],
		...[
			'&phone=',
			'whatsapp.com/send?',
			'whatsapp.com/send?&phone=',
			'whatsapp://send?',
			'1e',
			'e+',
		],
		...[
			';phone-context=',
			';phone-context=+',
			';ext=',
			'1,11',
			'11,',
			'(1)',
			'1:',
			'or ',
			'1and ',
			'[',
		],
		...[
			'\n',
			'\r\n1',
			'\u2028',
			'\u3000',
			'\u200b',
			'\u2011',
			'१',
			'\ud800',
			'😀',
			'\u0000',
			'доб',
		],
	];
	const lengths = [500, 501, 1_000_000];

	test.each(units)('%j, repeated, comes back', (unit) => {
		for (const length of lengths) {
			const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
			const cells = [
				text,
				`${text.slice(0, -1)}a`,
				`x${text.slice(2)}!`,
				`1${text.slice(2)}1`,
				`8192829284${text.slice(11)}@`,
				`whatsapp.com/send?${text.slice(18)}`,
				`wa.me/1${text.slice(8)}x`,
			];
			for (const cell of cells) {
				expect(readPhone(cell)).toMatch(/^(?:(?:invalid|missing)_[a-z_]+: '.{1,390}|\+\d+ \d+)$/u);
				expect(readPhone(cell, { defaultCountry: 'IN' })).toMatch(/^[^]{4,420}$/);
			}
		}
	});
});
