import { ExecuteContext } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { properties } from '../../nodes/EsoLeads/operations';
import { createLeads } from '../support/engine/eachRun';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';
import { runEsoLeads } from '../support/engine/runNode';

const eso = esoSuite();

const fields = { field: [{ name: 'city', value: '={{ $json.name }}' }] };

/** What a user would set; each operation reads its own of it. */
const SETTINGS: INodeParameters = {
	contactNumber: '={{ $json.contact_number }}',
	contactNumberField: 'contact_number',
	fieldsToUpdate: fields,
	leadFields: fields,
	returnAll: true,
};

/** All that the dropdown offers. */
const offered = properties.find(({ name }) => name === 'operation')?.options ?? [];
const operations = offered.flatMap((option) => ('value' in option ? [String(option.value)] : []));

const OPERATIONS: Record<string, INodeParameters> = {
	...Object.fromEntries(operations.map((operation) => [operation, SETTINGS])),
	'bulkCreate that checks first': { ...SETTINGS, options: { invalidLeads: 'stop' } },
	'importFile that checks first': { ...SETTINGS, options: { invalidLeads: 'stop' } },
};

/** What the node asks n8n for while it runs. `continueOnFail` is what it steers by. */
const METHODS = [
	// What n8n's getNodeParameter, an arrow function of each context, calls.
	'_getNodeParameter',
	'getInputData',
	'getCredentials',
	'addExecutionHints',
	'getExecutionCancelSignal',
] as const;

const CSV = 'contact_number,name\n+91 8192829284,A\n+91 8192829285,B\n';
const items = leadItems(2).map((json) => ({
	json: { ...json, untouched: true },
	binary: {
		data: { data: Buffer.from(CSV).toString('base64'), mimeType: 'text/csv', fileName: 'a.csv' },
	},
}));

/**
 * Lets call number `nth` of a method, made by the node, throw, or every call. Tells afterwards whether there was one.
 */
function sabotage(method: string, nth: number | 'every') {
	const owner = methodOwner(method);
	const original: (...args: unknown[]) => unknown = Reflect.get(owner, method);
	let calls = 0;
	let threw = false;
	const mock = function (this: unknown, ...args: unknown[]) {
		if (new Error().stack?.includes('EsoLeads.node.js') === true) calls += 1;
		else return original.apply(this, args);
		if (nth !== 'every' && calls !== nth) return original.apply(this, args);
		threw = true;
		throw new TypeError(`${method} is out of order`);
	};
	Object.defineProperty(owner, method, { value: mock, configurable: true, writable: true });
	return () => {
		Object.defineProperty(owner, method, { value: original, configurable: true, writable: true });
		return threw;
	};
}

/** Some of them stand on the classes that n8n's context is derived from. */
function methodOwner(method: string): object {
	let owner: object = ExecuteContext.prototype;
	while (!Object.hasOwn(owner, method)) owner = Object.getPrototypeOf(owner);
	return owner;
}

function isUntouched({ untouched, rejection, error }: IDataObject): boolean {
	return untouched === true && rejection === undefined && error === undefined;
}

const CASES = Object.keys(OPERATIONS).flatMap((name) =>
	(['continueRegularOutput', 'continueErrorOutput'] as const).map(
		(onError) => [name, onError] as const,
	),
);

test.each(CASES)(
	'%s: whatever throws, at whatever stage, %s never sends the untouched input down the success branch',
	async (name, onError) => {
		const operation = name.split(' ')[0] ?? '';
		for (const method of METHODS) {
			for (let nth = 1, threw = true; threw && nth < 60; nth += 1) {
				eso.emulator.reset();
				await createLeads(eso, leadItems(1));
				const restore = sabotage(method, nth);
				const run = await eso.run({
					items,
					parameters: { operation, ...OPERATIONS[name] },
					onError,
				});
				threw = restore();
				expect([method, nth, run.status]).toEqual([method, nth, 'success']);
				const succeeded = run.batches.filter(({ json }) => isUntouched(json));
				expect([method, nth, succeeded]).toEqual([method, nth, []]);
				const outputs = [...run.batches, ...run.rejected, ...run.errorOutput];
				if (threw) expect([method, nth, outputs.length > 0]).toEqual([method, nth, true]);
			}
		}
	},
	120_000,
);

test.each(CASES)(
	'%s: what n8n never gives the node again, %s leaks nothing, and hints that it cannot show cost no lead',
	async (name, onError) => {
		const operation = name.split(' ')[0] ?? '';
		for (const method of [...METHODS, 'getNode']) {
			eso.emulator.reset();
			const restore = sabotage(method, 'every');
			const parameters = { operation, ...OPERATIONS[name] };
			const run = await eso.run({ items, parameters, onError });
			const threw = restore();
			// Where nothing failed there is no hint to show.
			if (method !== 'addExecutionHints') expect([method, threw]).toEqual([method, true]);
			expect([method, run.status]).toEqual([method, 'success']);
			expect([method, run.batches.filter(({ json }) => isUntouched(json))]).toEqual([method, []]);
			if (method === 'addExecutionHints' && operation === 'bulkCreate')
				expect(run.batches).toMatchObject([{ json: { accepted: 2 } }]);
		}
	},
	120_000,
);

test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'an operation that this version does not have fails each item under %s',
	async (onError) => {
		const run = await eso.run({ items, parameters: { operation: 'launch' }, onError });
		const failed = onError === 'continueErrorOutput' ? run.rejected : run.batches;
		expect(run.status).toBe('success');
		expect(failed.map(({ json }) => json.error)).toEqual([
			expect.stringContaining("no operation 'launch'"),
			expect.stringContaining("no operation 'launch'"),
		]);
	},
);

test('a field that cannot be read costs its item alone, and the item comes out with its other fields', async () => {
	const hostile: IDataObject = { name: 'Lead 1', contact_number: '+91 8192829285' };
	let isHostile = true;
	Object.defineProperty(hostile, 'city', {
		enumerable: true,
		configurable: true,
		get() {
			if (isHostile) throw new TypeError('the city is not to be seen');
			return 'Pune';
		},
	});
	const [first] = leadItems(1);
	const run = await runEsoLeads({
		items: [{ ...first }, hostile],
		onError: 'continueRegularOutput',
		credentials: { accessToken: TOKEN, baseUrl: eso.emulator.url },
		parameters: { contactNumberField: 'contact_number' },
	});
	isHostile = false;
	expect(run.status).toBe('success');
	expect(run.batches).toMatchObject([{ json: { accepted: 1 } }]);
	expect(run.rejected.map(({ json }) => json)).toEqual([
		{
			name: 'Lead 1',
			contact_number: '+91 8192829285',
			rejection: expect.objectContaining({ code: 'unsupported_field' }),
		},
	]);
});

/** Items that throw where they are read, though not before the node runs. */
const UNREADABLE: Record<string, (json: IDataObject, isHostile: () => boolean) => IDataObject> = {
	'a field': (json, isHostile) =>
		Object.defineProperty({ ...json }, 'secret', {
			enumerable: true,
			get: () => throwWhile(isHostile),
		}),
	'its number': (json, isHostile) =>
		Object.defineProperty({ ...json }, 'contact_number', {
			enumerable: true,
			get: () => throwWhile(isHostile),
		}),
	'the list of its fields': (json, isHostile) =>
		new Proxy(json, {
			ownKeys: (fields) => {
				throwWhile(isHostile);
				return Reflect.ownKeys(fields);
			},
		}),
};

function throwWhile(isHostile: () => boolean): string {
	if (isHostile()) throw new TypeError('not to be read');
	return 'read';
}

test.each(CASES.flatMap((one) => Object.keys(UNREADABLE).map((what) => [...one, what] as const)))(
	'%s, %s: an item of which %s cannot be read leaves neither by itself nor with the others',
	async (name, onError, what) => {
		await createLeads(eso, leadItems(1));
		let isHostile = false;
		const [good, bad] = items.map((item, index) => ({
			...item,
			json: { ...item.json, hostile: index === 1 },
		}));
		if (good === undefined || bad === undefined) throw new Error('There are two items');
		const json = UNREADABLE[what]?.(bad.json, () => isHostile) ?? {};
		isHostile = true;
		const run = await runEsoLeads({
			items: [good, { ...bad, json }],
			onError,
			credentials: { accessToken: TOKEN, baseUrl: eso.emulator.url },
			parameters: { operation: name.split(' ')[0] ?? '', ...OPERATIONS[name] },
		});
		isHostile = false;
		expect(run.status).toBe('success');
		expect(run.batches.filter((item) => isUntouched(item.json))).toEqual([]);
		const outputs = [...run.batches, ...run.rejected, ...run.errorOutput];
		expect(outputs.length).toBeGreaterThan(0);
	},
);
