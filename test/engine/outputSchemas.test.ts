import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { builtPackage, packageRoot } from '../support/engine/builtPackage';
import { createLeads } from '../support/engine/eachRun';
import { esoSuite, type SuiteRunOptions } from '../support/engine/esoSuite';
import { writeCsv, fileItem, importParameters } from '../support/engine/fileItems';
import { leadItems, storedNumber } from '../support/engine/leadItems';
import { toSchema } from '../support/engine/outputSchema';

const eso = esoSuite();

/** The folder in which n8n looks for what the operations of the registered node put out. */
async function folder(): Promise<string> {
	const { sourcePath } = (await builtPackage()).getNode('esoLeads');
	return join(packageRoot, dirname(sourcePath), '__schema__', 'v1.0.0', 'lead');
}

async function readSchema(operation: string): Promise<unknown> {
	return JSON.parse(readFileSync(join(await folder(), `${operation}.json`), 'utf8'));
}

/** `npm run docs:samples` writes the schemas, from which the next build takes them. */
const writes = process.env.WRITE_SAMPLES === 'true';

function writeSchema(operation: string, schema: object): void {
	const path = join(packageRoot, 'nodes/EsoLeads/__schema__/v1.0.0/lead', `${operation}.json`);
	writeFileSync(path, `${JSON.stringify(schema, null, '\t')}\n`);
}

const number = { contactNumber: '={{ $json.contact_number }}' };
const given = { ...number, leadFields: { field: [{ name: 'name', value: '={{ $json.name }}' }] } };

/** Runs of each operation in which every field of its first output is seen. */
const runs: Record<string, () => Promise<SuiteRunOptions[]>> = {
	bulkCreate: async () => [{ items: leadItems(2) }],
	create: async () => [{ items: [...leadItems(1), ...leadItems(1)], parameters: given }],
	upsert: async () => [{ items: leadItems(2), parameters: { ...given, addTags: [1] } }],
	delete: async () => {
		await createLeads(eso, leadItems(1));
		// Of the second a first answer is lost, after which E-so does not find it any more.
		eso.emulator.setFault(({ index }) => (index === 1 ? { kind: 'resetAfterStore' } : undefined));
		return [{ items: leadItems(1), parameters: number }];
	},
	get: async () => {
		await createLeads(eso, leadItems(1));
		await tagAll();
		return [{ items: leadItems(1), parameters: number }];
	},
	getMany: async () => {
		await createLeads(eso, leadItems(3));
		await tagAll();
		return [{ items: [{}] }];
	},
	importFile: async () => [{ items: [fileItem(writeCsv(3))], parameters: importParameters() }],
	update: async () => {
		await createLeads(eso, leadItems(1));
		const changes = { newContactNumber: `+91 ${storedNumber(7)}` };
		return [{ items: leadItems(1), parameters: { ...number, ...changes } }];
	},
};

async function tagAll(): Promise<void> {
	const parameters = { operation: 'update', ...number, addTags: [1] };
	await eso.run({ items: leadItems(1), parameters });
}

test.each(Object.entries(runs))(
	'the editor knows the fields of %s before any run, and they are those that come out',
	async (operation, prepare) => {
		const outputs: IDataObject[] = [];
		for (const { parameters, ...options } of await prepare()) {
			const set: INodeParameters = { operation, ...parameters };
			const run = await eso.run({ ...options, parameters: set });
			expect(run.error).toBeUndefined();
			outputs.push(...run.batches.map(({ json }) => json));
		}
		expect(outputs.length).toBeGreaterThan(0);
		const seen = { ...toSchema(outputs), version: 1 };
		if (writes) return writeSchema(operation, seen);
		const schema = await readSchema(operation);
		expect(schema).toEqual(seen);
		// In the order of the table, too.
		expect(JSON.stringify(schema)).toBe(JSON.stringify(seen));
	},
);

test('every operation has its schema', async () => {
	const { type } = (await builtPackage()).getNode('esoLeads');
	const properties = 'properties' in type.description ? type.description.properties : [];
	const offered = properties.find(({ name }) => name === 'operation')?.options ?? [];
	for (const option of offered) {
		const value = 'value' in option ? String(option.value) : '';
		expect(Object.keys(runs)).toContain(value);
		if (!writes) expect(existsSync(join(await folder(), `${value}.json`))).toBe(true);
	}
});
