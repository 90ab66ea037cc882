import { keepCustomFields, listCustomFields } from '../../../nodes/EsoLeads/lead/prepareLead';

const lead = JSON.stringify({
	contact_number: '8192829284',
	country_code: 91,
	'contact-shop': 8_192_829_284,
	city: 'Pune',
	notes: 'x',
});

test('the custom fields of a lead are those that do not say which contact it is', () => {
	expect(listCustomFields(lead)).toEqual(expect.arrayContaining(['city', 'notes']));
	expect(listCustomFields(lead)).not.toContain('contact_number');
	expect(listCustomFields(lead)).not.toContain('country_code');
});

test('a lead without some of them is the same contact', () => {
	const kept: unknown = JSON.parse(keepCustomFields(lead, ['city']));
	expect(kept).toMatchObject({ contact_number: '8192829284', country_code: 91, city: 'Pune' });
	expect(kept).not.toHaveProperty('notes');
	const none: unknown = JSON.parse(keepCustomFields(lead, []));
	expect(none).toMatchObject({ contact_number: '8192829284', country_code: 91 });
	expect(none).not.toHaveProperty('city');
	expect(JSON.parse(keepCustomFields(lead, listCustomFields(lead)))).toEqual(JSON.parse(lead));
});
