import { readPage } from '../support/docs/pages';
import { esoSuite } from '../support/engine/esoSuite';

const eso = esoSuite();

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
