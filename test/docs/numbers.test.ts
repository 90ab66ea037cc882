import { readPage } from '../support/docs/pages';
import { esoSuite } from '../support/engine/esoSuite';

const eso = esoSuite();

test('a WhatsApp ID without plus is read as README says: that of the Default Country as it is, another by the expression', async () => {
	const [, expression] =
		/to an expression that adds the plus: `(.+?)`/.exec(readPage('README.md').text) ?? [];
	const run = async (wa_id: string, contactNumberField: string) => {
		const parameters = { contactNumberField, defaultCountry: 'IN', output: 'leads' };
		const { batches } = await eso.run({ items: [{ wa_id }], parameters });
		return batches.map(({ json }) => json.delivery);
	};
	const sent = (country_code: number, contact_number: string) => [
		expect.objectContaining({ lead: expect.objectContaining({ country_code, contact_number }) }),
	];
	expect(await run('918192829284', 'wa_id')).toEqual(sent(91, '8192829284'));
	expect(await run('971501234567', `=${expression}`)).toEqual(sent(971, '501234567'));
	expect(await run('918192829285', `=${expression}`)).toEqual(sent(91, '8192829285'));
});

test('every writing of a number that the page of Bulk Create shows is read as the page says', async () => {
	const { text } = readPage('docs/bulk-create.md');
	const [, country = '', digits = ''] = /each of these is \+(\d+) (\d+):/.exec(text) ?? [];
	const line = text.split('\n').find((one) => one.includes('` · `')) ?? '';
	const writings = [...line.matchAll(/`([^`]+)`/g)].map(([, writing = '']) => writing);
	expect(writings.length).toBeGreaterThan(10);

	// An item for each: Create has an output item even for a number that came before.
	const { batches, error } = await eso.run({
		items: writings.map((number) => ({ number })),
		parameters: {
			operation: 'create',
			contactNumber: '={{ $json.number }}',
			defaultCountry: 'IN',
		},
	});
	expect(error).toBeUndefined();
	const read = batches.map(({ json }) => [json.country_code, json.contact_number]);
	expect(read).toEqual(writings.map(() => [Number(country), digits]));
});
