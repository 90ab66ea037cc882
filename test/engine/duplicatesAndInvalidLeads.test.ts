import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems, patel } from '../support/engine/leadItems';

const eso = esoSuite();

const getHints = ({ hints }: { hints: ReadonlyArray<{ message: string }> }) =>
	hints.map(({ message }) => message);

const twins = [patel, ...leadItems(1), { contact_number: '918192829284@c.us', Name: 'P.' }];

describe('duplicates', () => {
	test('the first stays, the others say which one was kept', async () => {
		const run = await eso.run({ items: twins });
		expect(run.rejected).toMatchObject([
			{
				json: { Name: 'P.', rejection: { code: 'duplicate_contact_number', duplicateOf: 0 } },
				pairedItem: { item: 2 },
			},
		]);
		expect(eso.emulator.store.get('8192829284')?.fields).toEqual({ name: 'Patel' });
		expectConserved(run, 3);
	});

	test('are found over the whole run, not within a batch', async () => {
		const requestOptions = { batchSize: 1, concurrency: 1 };
		const run = await eso.run({ items: twins, parameters: { requestOptions } });
		expect(getCodes(run)).toEqual({ duplicate_contact_number: 1 });
		expect(eso.emulator.requests).toHaveLength(2);
	});

	test('that are dropped come out nowhere, but the summary counts them', async () => {
		const run = await eso.run({ items: twins, parameters: { options: { duplicates: 'drop' } } });
		expect(run.rejected).toEqual([]);
		expect(run.batches).toMatchObject([{ json: { accepted: 2 } }]);
		expect(getHints(run)).toEqual(['2 of 3 leads accepted in 1 batch; 1 duplicate dropped']);
	});
});

describe('Invalid Leads: Stop Before Anything Is Sent', () => {
	const items = [...leadItems(2), { contact_number: '8.19E+09' }, { contact_number: 'none' }];
	const parameters = { options: { invalidLeads: 'stop' }, requestOptions: { batchSize: 1 } };

	test('sends nothing, and says how many leads are invalid and what is wrong with the first', async () => {
		const { status, error } = await eso.run({ items, parameters });
		expect(status).toBe('error');
		expect(error?.message).toMatch(
			/^2 leads of the input cannot be sent; the first, item 3: .*8\.19E\+09/,
		);
		expect(error?.description).toBe(
			"Nothing was sent. Correct the leads, or set 'Invalid Leads' to Send to Rejected to send the others.",
		);
		expect(eso.emulator.requests).toEqual([]);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'under %s sends nothing, and every item is rejected: the bad ones with their own reason',
		async (onError) => {
			const run = await eso.run({ items, parameters, onError });
			expect(run.status).toBe('success');
			expect(expectConserved(run, 4).accepted).toEqual([]);
			expect(getCodes(run)).toEqual({
				not_sent: 2,
				invalid_contact_number: 1,
				missing_contact_number: 1,
			});
			expect(eso.emulator.requests).toEqual([]);
		},
	);

	test('does not stop for duplicates, which have an option of their own', async () => {
		const run = await eso.run({ items: twins, parameters });
		expect(run.status).toBe('success');
		expect(getCodes(run)).toEqual({ duplicate_contact_number: 1 });
		expect(eso.emulator.store.size).toBe(2);
	});

	test('sends all leads where all are valid', async () => {
		const run = await eso.run({ items: leadItems(3), parameters });
		expect(expectConserved(run, 3).accepted).toEqual([0, 1, 2]);
		expect(eso.emulator.store.size).toBe(3);
	});
});

describe('hints on the output', () => {
	test('sum up the run', async () => {
		const items = [...twins, { contact_number: 'none' }];
		expect(getHints(await eso.run({ items }))).toEqual([
			expect.stringContaining(
				'2 of 4 leads accepted in 1 batch; 1 rejected, 1 duplicate. The reason: ',
			),
		]);
	});

	test('name the fields that were left out because another one has the same name in lower case', async () => {
		const run = await eso.run({ items: [{ ...patel, name: 'Second' }] });
		expect(eso.emulator.store.get('8192829284')?.fields).toEqual({ name: 'Patel' });
		expect(getHints(run)).toEqual([expect.any(String), expect.stringMatching(/same name.*'name'/)]);
	});

	test('name the fields that were left out because E-so reserves their names', async () => {
		const items = [{ ...patel, Origin: 'OTHER', 'Contact-Me': 5, Country_Code: 91 }];
		const run = await eso.run({ items });
		expect(eso.emulator.requests[0]?.body).toEqual({
			data: [
				{
					'contact-easysocial-whatsapp-api-support_number': 8192829284,
					contact_number: '8192829284',
					country_code: 91,
					origin: 'UPLOAD',
					name: 'Patel',
				},
			],
		});
		expect(getHints(run)[1]).toMatch(/E-so reserves.*'Origin', 'Contact-Me', 'Country_Code'/);
	});

	test('count leading zeros that the support channel key cannot hold', async () => {
		const run = await eso.run({ items: [{ contact_number: '+39 06 6981 2345' }, patel] });
		expect(getHints(run)[1]).toMatch(/^1 number begins with 0/);
		expect(eso.emulator.requests[0]?.body).toMatchObject({
			data: [
				{
					'contact-easysocial-whatsapp-api-support_number': 669812345,
					contact_number: '0669812345',
					country_code: 39,
				},
				{},
			],
		});
	});

	test('are silent about zeros where the channel key is not sent', async () => {
		const parameters = { requestOptions: { contactKeys: 'contactNumber' } };
		const run = await eso.run({ items: [{ contact_number: '+39 06 6981 2345' }], parameters });
		expect(getHints(run)).toHaveLength(1);
	});
});
