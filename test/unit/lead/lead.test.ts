import { leadSchema } from '../../../nodes/EsoLeads/lead/lead';
import { CHANNEL_KEY } from '../../support/lead/rawLead';

const sample = {
	[CHANNEL_KEY]: 1234567890,
	country_code: 91,
	contact_number: '8192829284',
	origin: 'UPLOAD',
	name: 'Patel',
};

test('the documented sample is a lead', () => {
	expect(leadSchema.parse(sample)).toEqual(sample);
});

test.each([
	['text, number and boolean as custom fields', { name: 'Patel', score: 4.5, vip: false }],
	['an empty text as custom field', { name: '' }],
	['an origin of one character', { origin: 'W' }],
	['a contact number with a leading zero', { contact_number: '0669821234' }],
	['a country code of three digits', { country_code: 971 }],
])('%s is accepted', (_title, change) => {
	expect(leadSchema.safeParse({ ...sample, ...change }).success).toBe(true);
});

test('the contact number may stand under the channel key alone', () => {
	const channelOnly = { [CHANNEL_KEY]: 1234567890, country_code: 91, origin: 'UPLOAD' };
	expect(leadSchema.safeParse(channelOnly).success).toBe(true);
});

test.each([
	['no origin', { origin: undefined }],
	['an empty origin', { origin: '' }],
	['an origin of seven characters', { origin: 'TOOLONG' }],
	['a numeric origin', { origin: 123 }],
	['no country code', { country_code: undefined }],
	['a country code as text', { country_code: '91' }],
	['a country code of 0', { country_code: 0 }],
	['a country code with decimals', { country_code: 91.5 }],
	['a country code of four digits', { country_code: 1684 }],
	['a contact number with a plus', { contact_number: '+8192829284' }],
	['an empty contact number', { contact_number: '' }],
	['a contact number of 16 digits', { contact_number: '1'.repeat(16) }],
	['a contact number as number', { contact_number: 8192829284 }],
	['a null custom field', { name: null }],
	['a nested custom field', { name: { first: 'P' } }],
	['a list as custom field', { tags: ['a'] }],
	['NaN as custom field', { score: NaN }],
	['Infinity as custom field', { score: Infinity }],
])('%s is refused', (_title, change) => {
	expect(leadSchema.safeParse({ ...sample, ...change }).success).toBe(false);
});
