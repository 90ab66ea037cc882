import { chooseByOdds, readFaultOdds } from '../emulator/faultOdds';
import { getJson, runEach } from '../support/engine/eachRun';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems, storedNumber } from '../support/engine/leadItems';

const eso = esoSuite();

/** One request in twenty goes wrong: before E-so sees it, after its work, or in its answer. */
const FIVE_PERCENT = [
	'rateLimited:0.01',
	'503:0.01',
	'html:0.005',
	'resetBeforeStore:0.01',
	'resetAfterStore:0.01',
	'truncatedJson:0.005',
];
const COUNT = 1_000;
const UPDATED = 500;
const DELETED = 250;
/** Twenty rate limits by chance, with a pause of a second and slower requests after each. */
const TIMEOUT = 180_000;

const indices = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);

test.each([1, 2, 3])(
	'1,000 leads are created, read, in part updated and deleted, exactly, while 5 % of all requests go wrong (%d)',
	async (seed) => {
		eso.emulator.setFault(chooseByOdds(readFaultOdds(FIVE_PERCENT), seed));

		const created = await eso.run({
			items: leadItems(COUNT),
			parameters: { requestOptions: { batchSize: 20 } },
		});
		expect(created.rejected).toEqual([]);

		const listed = await runEach(eso, 'getMany', { items: [{}], parameters: { returnAll: true } });
		expect(listed.items.map(({ json }) => json.contact_number).sort()).toEqual(
			indices(COUNT).map(storedNumber),
		);

		// What was read is what is updated, as in a workflow.
		const byNumber = [...listed.items].sort((a, b) =>
			String(a.json.contact_number).localeCompare(String(b.json.contact_number)),
		);
		const contactNumber = '=+{{ $json.country_code }} {{ $json.contact_number }}';
		const updated = await runEach(eso, 'update', {
			items: byNumber.slice(0, UPDATED).map(({ json }) => json),
			parameters: {
				contactNumber,
				fieldsToUpdate: { field: [{ name: 'Note', value: '=Was {{ $json.name }}' }] },
				addTags: [1, 2],
			},
		});
		expect(updated.error).toBeUndefined();
		expect(getJson(updated.items)).toEqual(
			indices(UPDATED).map((i) => ({ updated: true, contact_number: storedNumber(i) })),
		);

		const deleted = await runEach(eso, 'delete', {
			items: byNumber.slice(DELETED, 2 * DELETED).map(({ json }) => json),
			parameters: { contactNumber },
		});
		expect(deleted.error).toBeUndefined();
		expect(deleted.items.map(({ json }) => ({ ...json, note: undefined }))).toEqual(
			indices(DELETED, DELETED).map((i) => ({
				deleted: true,
				contact_number: storedNumber(i),
				// Where an answer was lost: the lead was gone when the request was repeated.
				note: undefined,
			})),
		);

		const known = eso.emulator
			.records()
			.map(({ lead: { contactNumber: number, fields }, tags }) => ({ number, fields, tags }))
			.sort((a, b) => a.number.localeCompare(b.number));
		expect(known).toEqual([
			...indices(DELETED).map((i) => ({
				number: storedNumber(i),
				fields: { name: `Lead ${i}`, note: `Was Lead ${i}` },
				tags: [1, 2],
			})),
			...indices(COUNT - UPDATED, UPDATED).map((i) => ({
				number: storedNumber(i),
				fields: { name: `Lead ${i}` },
				tags: [],
			})),
		]);
		const spoiled = eso.emulator.requests.filter(({ fault }) => fault !== undefined).length;
		expect(spoiled / eso.emulator.requests.length).toBeGreaterThan(0.03);
	},
	TIMEOUT,
);
