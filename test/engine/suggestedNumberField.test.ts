import type { INodeParameters } from 'n8n-workflow';
import { esoSuite } from '../support/engine/esoSuite';

const eso = esoSuite();

describe('the field that most likely holds the numbers is named', () => {
	// As long as phone numbers, but none of India.
	const codes = [
		{ Code: '3000000001', Whom: '9819000001' },
		{ Code: '3000000002', Whom: '9819000002' },
	];

	test.each<[string, INodeParameters, string]>([
		['in the default country', { defaultCountry: 'IN' }, 'Whom'],
		['without one', {}, 'Code'],
		['without one that is the same for all items', { defaultCountry: '={{ "IN" }}' }, 'Code'],
	])('%s', async (_, set, name) => {
		const run = await eso.run({
			items: codes,
			parameters: { contactNumberField: 'phone', ...set },
		});
		expect(run.error?.message).toBe(
			`No input item has the field 'phone'. '${name}' holds phone numbers in 2 of 2 items: drag it to 'Contact Number Field'. The items have the fields 'Code', 'Whom'.`,
		);
	});

	test('where the user named none', async () => {
		const run = await eso.run({ items: codes, parameters: { contactNumberField: ' ' } });
		expect(run.error).toMatchObject({
			message:
				"'Contact Number Field' is empty. 'Code' holds phone numbers in 2 of 2 items: drag it to 'Contact Number Field'. The items have the fields 'Code', 'Whom'.",
			description:
				"Choose the field that holds the phone numbers as 'Contact Number Field', then run again. Nothing was sent.",
		});
		expect(eso.emulator.requests).toEqual([]);
	});
});

test('where every item has the field that was named, but empty, a hint says which field that is', async () => {
	const items = [{ phone: '', Whom: 'Asha' }, { phone: null }];
	const run = await eso.run({ items, parameters: { contactNumberField: 'phone' } });
	expect(run.hints.map(({ message }) => message)).toEqual([
		"0 of 2 leads accepted in 0 batches; 2 rejected. The reason for all: no contact number in 'phone'. Check 'Contact Number Field'.",
	]);
});
