import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { EsoSuite, SuiteRunOptions } from '../engine/esoSuite';
import { fileItem } from '../engine/fileItems';
import { leadItems } from '../engine/leadItems';

/** Makes what a sample of the documentation shows, with the built node in n8n's engine. */
export type SampleMaker = (eso: EsoSuite) => Promise<unknown>;

const bulk = { contactNumberField: 'Mobile', defaultCountry: 'IN' };

const asha = { Name: 'Asha Rao', Mobile: '98490 9223', City: 'Pune' };
const ravi = { Name: 'Ravi Kumar', Mobile: '081044-55661', City: 'Delhi' };

/** The first item of an output. */
function getJson(items: readonly INodeExecutionData[]): unknown {
	if (items[0] === undefined) throw new Error('The node gave no item to show');
	return items[0].json;
}

async function single(
	eso: EsoSuite,
	parameters: INodeParameters,
	more: Partial<SuiteRunOptions> = {},
) {
	const items = [{ phone: '81928-29284', town: 'Pune' }];
	const contact = { contactNumber: '={{ $json.phone }}', defaultCountry: 'IN' };
	const run = await eso.run({ items, ...more, parameters: { ...contact, ...parameters } });
	if (run.error !== undefined) throw run.error;
	return run;
}

/** Puts the lead in that the samples of single leads are about. */
async function store(eso: EsoSuite): Promise<void> {
	await eso.run({ items: [{ contact_number: '+91 8192829284', name: 'Patel' }] });
}

/** The samples by the names that stand before them: `<!-- sample: batch -->`. */
export const SAMPLES: Readonly<Record<string, SampleMaker>> = {
	batch: async (eso) => getJson((await eso.run({ items: leadItems(500) })).batches),
	rejection: async (eso) =>
		getJson((await eso.run({ items: [asha, ravi], parameters: bulk })).rejected),
	accepted: async (eso) => {
		const parameters = { ...bulk, output: 'leads' };
		return getJson((await eso.run({ items: [ravi], parameters })).batches);
	},
	checked: async (eso) => {
		const parameters = { ...bulk, output: 'leads', options: { checkOnly: true } };
		return getJson((await eso.run({ items: [ravi], parameters })).batches);
	},
	'failed batch': async (eso) => {
		eso.emulator.setFault(() => ({ kind: 'status', statusCode: 503 }));
		const run = await eso.run({ items: leadItems(2), onError: 'continueErrorOutput' });
		return getJson(run.errorOutput);
	},
	'rejected row': async (eso) => {
		const rows = ['Mobile;Name;City', '+91 81928 29284;Patel;Pune', ';Asha Rao;Pune'];
		const run = await eso.run({
			items: [fileItem(rows.join('\n'), { fileName: 'export.csv' })],
			parameters: { operation: 'importFile', ...bulk },
		});
		return getJson(run.rejected);
	},
	'batch of a file': async (eso) => {
		const rows = ['Mobile;Name;City', '+91 81928 29284;Patel;Pune', ';Asha Rao;Pune'];
		const run = await eso.run({
			items: [fileItem(rows.join('\n'), { fileName: 'export.csv' })],
			parameters: { operation: 'importFile', ...bulk },
		});
		return getJson(run.batches);
	},
	create: async (eso) => {
		const leadFields = { field: [{ name: 'city', value: '={{ $json.town }}' }] };
		return getJson((await single(eso, { operation: 'create', leadFields })).batches);
	},
	upsert: async (eso) => {
		await store(eso);
		const leadFields = { field: [{ name: 'city', value: '={{ $json.town }}' }] };
		return getJson((await single(eso, { operation: 'upsert', leadFields })).batches);
	},
	get: async (eso) => {
		await store(eso);
		return getJson((await single(eso, { operation: 'get' })).batches);
	},
	update: async (eso) => {
		await store(eso);
		const fieldsToUpdate = { field: [{ name: 'city', value: '={{ $json.town }}' }] };
		return getJson((await single(eso, { operation: 'update', fieldsToUpdate })).batches);
	},
	delete: async (eso) => {
		await store(eso);
		return getJson((await single(eso, { operation: 'delete' })).batches);
	},
	'failed item': async (eso) =>
		getJson(
			(await single(eso, { operation: 'get' }, { onError: 'continueRegularOutput' })).batches,
		),
};
