import { getCodes, sumUp } from '../support/engine/itemsByOutcome';
import { esoSuite } from '../support/engine/esoSuite';
import { writeCsv, fileItem, importParameters } from '../support/engine/fileItems';

const eso = esoSuite();

test('a CSV file arrives whole, in batches that name its lines, linked to the item of the file', async () => {
	const run = await eso.run({ items: [fileItem(writeCsv(1_200))], parameters: importParameters() });
	expect(run.error).toBeUndefined();
	expect(eso.emulator.store.size).toBe(1_200);
	expect(run.rejected).toEqual([]);
	expect(run.batches).toMatchObject([
		{ json: { batch: 1, accepted: 500, firstLine: 2, lastLine: 501 }, pairedItem: { item: 0 } },
		{ json: { batch: 2, accepted: 500, file: 'leads.csv' }, pairedItem: { item: 0 } },
		{ json: { batch: 3, accepted: 200, firstLine: 1_002, lastLine: 1_201 } },
	]);
	expect(run.hints.map(({ message }) => message)).toEqual([
		'1,200 of 1,200 leads accepted in 3 batches',
	]);
});

test('rows that cannot be sent come out with their columns, the reason and their line', async () => {
	const file = [
		'mobile;Name',
		'+91 81928 29284;Patel',
		'8.19E+09;Excel',
		'+918192829284;Again',
		'+91 98765 43210;Rao;Mumbai',
		'+91 98765 43211;"open',
		'+91 98765 43212;"Rao\nMumbai"',
	].join('\r\n');
	const run = await eso.run({ items: [fileItem(file)], parameters: importParameters() });
	expect(run.rejected).toMatchObject([
		{ json: { Name: 'Excel', rejection: { code: 'invalid_contact_number', line: 3 } } },
		{
			json: {
				Name: 'Again',
				rejection: { code: 'duplicate_contact_number', line: 4, duplicateOf: 2 },
			},
		},
		{ json: { mobile: '+91 98765 43210', rejection: { code: 'malformed_row', line: 5 } } },
		{ json: { row: '+91 98765 43211;"open', rejection: { code: 'malformed_row', line: 6 } } },
	]);
	expect([...eso.emulator.store.keys()]).toEqual(['8192829284', '9876543212']);
	expect(sumUp(run.batches, 'accepted') + run.rejected.length).toBe(6);
	expect(getCodes(run)).toEqual({
		invalid_contact_number: 1,
		duplicate_contact_number: 1,
		malformed_row: 2,
	});
});

test('an expression without a value is named as the reason, since the file can be read', async () => {
	const run = await eso.run({
		items: [fileItem(writeCsv(1))],
		parameters: importParameters({
			customFields: 'selected',
			customFieldNames: '={{ $("Gone").item.json.columns }}',
		}),
		onError: 'continueRegularOutput',
	});
	expect(getCodes(run)).toEqual({ unreadable_file: 1 });
	const rejection = JSON.stringify(run.rejected[0]?.json.rejection);
	expect(rejection).toMatch(/"An expression in the node's parameters has no value for this item: /);
	expect(rejection).not.toContain('..');
	expect(eso.emulator.requests).toHaveLength(0);
});
