import { esoSuite } from '../support/engine/esoSuite';
import { expectConserved, getCodes } from '../support/engine/itemsByOutcome';

const eso = esoSuite();

const getHints = ({ hints }: { hints: ReadonlyArray<{ message: string }> }) =>
	hints.map(({ message }) => message);

const sentNumbers = () => [...eso.emulator.store.keys()];

describe('Several Numbers', () => {
	const items = [
		{ contact_number: '+91 22 2345 6789 / +91 98765 43210' },
		{ contact_number: '+919876543211 ::: +91 98765 43211' },
		{ contact_number: '+91 98765 43212, n/a' },
	];

	test('rejects a lead with two numbers unless it is told otherwise, and names the option; the same number twice is one', async () => {
		const run = await eso.run({ items });
		expect(expectConserved(run, 3).accepted).toEqual([1, 2]);
		expect(getCodes(run)).toEqual({ invalid_contact_number: 1 });
		expect(run.rejected).toMatchObject([
			{
				json: {
					rejection: {
						field: 'contact_number',
						message: expect.stringMatching(
							/more than one number\. Keep one of them, or set 'Several Numbers' to Use the First\.$/,
						),
					},
				},
			},
		]);
		expect(sentNumbers()).toEqual(['9876543211', '9876543212']);
	});

	test('Use the First sends one of them, a mobile number before a landline', async () => {
		const parameters = { options: { severalNumbers: 'first' } };
		const run = await eso.run({ items, parameters });
		expect(expectConserved(run, 3).rejected).toEqual([]);
		expect(sentNumbers()).toEqual(['9876543210', '9876543211', '9876543212']);
	});
});

describe('Country Code Field', () => {
	const parameters = { options: { countryCodeField: 'country' } };

	test('tells where a number belongs, as a name, an ISO code or a calling code with its area codes', async () => {
		const items = [
			{ contact_number: '98765 43210', country: 'India' },
			{ contact_number: '050 123 4567', country: 'UAE' },
			{ contact_number: 8192829284, country: 'IND' },
			{ contact_number: '787 555 0123', country: '1-787/939' },
			{ contact_number: '9876543212', country: '91,0' },
		];
		const run = await eso.run({ items, parameters });
		expect(expectConserved(run, 5).rejected).toEqual([]);
		const [{ body } = { body: undefined }] = eso.emulator.requests;
		expect(body).toMatchObject({
			data: [91, 971, 91, 1, 91].map((country_code) => ({ country_code })),
		});
	});

	test('a number with its own plus and another code is taken where a country was named, and counted in a hint', async () => {
		const items = [
			{ contact_number: '+971 50 123 4567', country: 'India' },
			{ contact_number: '00971 50 123 4568', country: 'IN' },
			{ contact_number: '98765 43210', country: 'India' },
		];
		const run = await eso.run({ items, parameters });
		expect(expectConserved(run, 3).rejected).toEqual([]);
		expect(sentNumbers()).toEqual(['501234567', '501234568', '9876543210']);
		expect(getHints(run)).toContain(
			'2 numbers belong to another country than the one given for the lead, and were sent as written.',
		);
	});

	test('a calling code that contradicts the number rejects the lead', async () => {
		const items = [
			{ contact_number: '+971 50 123 4567', country: '+91' },
			{ contact_number: '+971 50 123 4568', country: 'India (+91)' },
		];
		const run = await eso.run({ items, parameters });
		expect(getCodes(run)).toEqual({ invalid_country_code: 2 });
		expect(sentNumbers()).toEqual([]);
	});

	test('a country that cannot be read costs only the leads that need it, and the others are counted in a hint', async () => {
		const items = [
			{ contact_number: '+91 98765 43210', country: 'Atlantis' },
			{ contact_number: '98765 43211', country: 'Atlantis' },
			{ contact_number: '+91 98765 43212', country: 'N/A' },
		];
		const run = await eso.run({ items, parameters });
		expect(expectConserved(run, 3).rejected).toEqual([1]);
		expect(run.rejected).toMatchObject([
			{ json: { rejection: { code: 'invalid_country_code', field: 'country' } } },
		]);
		expect(getHints(run)).toContain(
			'1 country was not recognized, but was not needed: its number includes a country code.',
		);
	});
});

test('Brazil with and without the ninth digit, and Argentina with and without the 9, is one person, sent as written first', async () => {
	const items = [
		{ contact_number: '+55 11 8765-4321' },
		{ contact_number: '+55 11 98765-4321' },
		{ contact_number: '+54 9 11 5512-3456' },
		{ contact_number: '+54 11 5512-3456' },
		{ contact_number: '+54 11 15 5512-3456' },
	];
	const run = await eso.run({ items });
	expect(expectConserved(run, 5).accepted).toEqual([0, 2]);
	expect(run.rejected).toMatchObject(
		[0, 2, 2].map((duplicateOf) => ({
			json: { rejection: { code: 'duplicate_contact_number', duplicateOf } },
		})),
	);
	expect(sentNumbers()).toEqual(['1187654321', '91155123456']);
});

test('the same number in two countries is kept once, and the message calls that an assumption', async () => {
	const items = [{ contact_number: '+91 98765 43210' }, { contact_number: '+1 987 654 3210' }];
	const run = await eso.run({ items });
	expect(expectConserved(run, 2).accepted).toEqual([0]);
	expect(run.rejected).toMatchObject([
		{
			json: {
				rejection: { code: 'duplicate_contact_number', message: expect.stringMatching(/assume/) },
			},
		},
	]);
});
