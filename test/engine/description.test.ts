import '../support/engine/n8nHome';
import {
	NodeHelpers,
	Workflow,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type OnError,
} from 'n8n-workflow';
import { builtPackage, packageRoot } from '../support/engine/builtPackage';
import { nodeTypesFor } from '../support/engine/nodeTypes';
import { createEsoNode } from '../support/nodes';

/** The parameter `name`, among those of Bulk Create. */
async function parameter(name: string): Promise<INodeProperties> {
	const found = (await description()).properties.find(
		({ name: own, displayOptions }) =>
			own === name && (displayOptions?.show?.operation ?? ['bulkCreate']).includes('bulkCreate'),
	);
	if (found === undefined) throw new Error(`There is no parameter ${name}`);
	return found;
}

async function description() {
	const { type } = (await builtPackage()).getNode('esoLeads');
	if (!('properties' in type.description)) throw new Error('The node is versioned');
	return type.description;
}

const isOption = (option: object): option is INodePropertyOptions => 'value' in option;

/** Label and value of every choice that a parameter offers. */
function getChoices({ options = [] }: INodeProperties): unknown[] {
	return options.filter(isOption).map(({ name, value }) => [name, value]);
}

const isParameter = (option: object): option is INodeProperties =>
	'displayName' in option && 'type' in option;

/** What the collections of Bulk Create hold. */
async function optionFields(...collections: string[]): Promise<INodeProperties[]> {
	const found = await Promise.all(collections.map(parameter));
	return found.flatMap(({ options = [] }) => options.filter(isParameter));
}

test('the package exports the node and the credential', () => {
	const built: unknown = jest.requireActual(packageRoot);
	expect(built).toEqual({ EsoApi: expect.any(Function), EsoLeads: expect.any(Function) });
});

test('the node is called E-so Leads, tells its operation, and agents can use it', async () => {
	expect(await description()).toMatchObject({
		displayName: 'E-so Leads',
		name: 'esoLeads',
		subtitle: expect.stringContaining('$parameter["operation"]'),
		usableAsTool: true,
		inputs: ['main'],
		credentials: [{ name: 'esoApi', required: true }],
		// n8n's loader turns the icon files into addresses.
		iconUrl: { light: expect.stringMatching(/\.svg$/), dark: expect.stringMatching(/\.svg$/) },
	});
});

test('resource and operation have the stored values of the design, in alphabetical order', async () => {
	const resource = await parameter('resource');
	expect(resource).toMatchObject({ default: 'lead', noDataExpression: true });
	expect(getChoices(resource)).toEqual([['Lead', 'lead']]);
	const operation = await parameter('operation');
	expect(operation).toMatchObject({ default: 'bulkCreate', noDataExpression: true });
	expect(getChoices(operation)).toEqual([
		['Bulk Create', 'bulkCreate'],
		['Create', 'create'],
		['Create or Update', 'upsert'],
		['Delete', 'delete'],
		['Get', 'get'],
		['Get Many', 'getMany'],
		['Import File', 'importFile'],
		['Update', 'update'],
	]);
});

describe('Bulk Create asks four things', () => {
	test.each([
		['Contact Number Field', 'contactNumberField', '', 'single'],
		['Default Country', 'defaultCountry', '', undefined],
		['Origin', 'origin', 'UPLOAD', undefined],
		['Custom Fields', 'customFields', 'all', undefined],
		['Custom Field Names', 'customFieldNames', '', 'multiple'],
	])('%s', async (displayName, name, byDefault, requiresDataPath) => {
		const asked = await parameter(name);
		expect(asked).toMatchObject({ displayName, default: byDefault });
		expect(asked.requiresDataPath).toBe(requiresDataPath);
	});

	test('the default country is one of all countries, shown with its calling code, or none', async () => {
		const choices = getChoices(await parameter('defaultCountry'));
		expect(choices[0]).toEqual(['None (Numbers Carry Their Country Code)', '']);
		expect(choices).toContainEqual(['India (IN, +91)', 'IN']);
		expect(choices.length).toBeGreaterThan(200);
	});

	test('custom fields are all others, selected ones or none; the names are asked for where needed', async () => {
		expect(getChoices(await parameter('customFields'))).toEqual([
			['All Other Input Fields', 'all'],
			['Selected Fields', 'selected'],
			['None', 'none'],
		]);
		const { displayOptions } = await parameter('customFieldNames');
		expect(displayOptions?.show?.customFields).toEqual(['selected']);
	});
});

test('Options are about the leads, with the names and defaults of the design, in alphabetical order', async () => {
	const fields = await optionFields('options');
	expect(fields.map((field) => [field.displayName, field.name, field.default])).toEqual([
		['Check Only', 'checkOnly', false],
		['Country Code Field', 'countryCodeField', 'country_code'],
		['Duplicates', 'duplicates', 'reject'],
		['Invalid Leads', 'invalidLeads', 'reject'],
		['Nested Fields', 'nestedFields', 'reject'],
		['Number Check', 'numberCheck', 'possible'],
		['Origin Field', 'originField', ''],
		['Several Numbers', 'severalNumbers', 'reject'],
	]);
});

test('Request Options are about the API, with units on their labels, in alphabetical order', async () => {
	const fields = await optionFields('requestOptions');
	expect(fields.map((field) => [field.displayName, field.name, field.default])).toEqual([
		['Batch Size', 'batchSize', 500],
		['Concurrent Requests', 'concurrency', 10],
		['Contact Number Keys', 'contactKeys', 'both'],
		['Isolate Refused Leads', 'isolate', true],
		['Max Retries', 'maxRetries', 5],
		['Max Wait (Minutes)', 'maxWaitMinutes', 10],
		['Path Prefix', 'pathPrefix', 'documented'],
		['Support Channel Key', 'supportChannelKey', 'contact-easysocial-whatsapp-api-support_number'],
		['Timeout (Seconds)', 'timeoutSeconds', 60],
	]);
});

test.each([
	['contactKeys', ['both', 'channel', 'contactNumber']],
	['duplicates', ['drop', 'reject']],
	['invalidLeads', ['reject', 'stop']],
	['nestedFields', ['flatten', 'json', 'omit', 'reject']],
	['numberCheck', ['digits', 'possible', 'valid']],
	['pathPrefix', ['/api/engage/v1', '/api/v1', 'documented']],
])('the option %s offers %j', async (name, values) => {
	const field = (await optionFields('options', 'requestOptions')).find(
		(option) => option.name === name,
	);
	const offered = (field?.options ?? []).filter(isOption).map(({ value }) => value);
	expect(offered.sort()).toEqual(values);
});

test.each([
	['batchSize', 1, 500],
	['concurrency', 1, 10],
])('the editor holds %s to %p to %p', async (name, minValue, maxValue) => {
	const field = (await optionFields('options', 'requestOptions')).find(
		(option) => option.name === name,
	);
	expect(field?.typeOptions).toMatchObject({ minValue, maxValue });
});

test('the credential says where the token is found, and asks for it, hidden, and the Base URL', async () => {
	const { type } = (await builtPackage()).getCredential('esoApi');
	expect(type).toMatchObject({
		displayName: 'E-so API',
		// n8n 1 knows the hidden field only, n8n 2 both.
		restrictToSupportedNodes: true,
		properties: [
			{
				type: 'notice',
				displayName: expect.stringMatching(
					/profile icon.*Settings.*General Settings.*Authentication.*Generate Access Token/,
				),
			},
			{ displayName: 'Access Token', name: 'accessToken', typeOptions: { password: true } },
			{ displayName: 'Base URL', name: 'baseUrl', default: 'https://client-api.e-so.in' },
			{ name: 'allowedHttpRequestDomains', type: 'hidden', default: 'none' },
		],
	});
});

/** As the editor and the engine find out which outputs a node has. */
async function outputsFor(parameters: INodeParameters, onError?: OnError) {
	const loader = await builtPackage();
	const node = createEsoNode(parameters, onError && { onError });
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypesFor(loader, []),
	});
	return NodeHelpers.getNodeOutputs(workflow, node, await description());
}

const toOutputs = (names: readonly string[]) =>
	names.map((displayName) => ({ type: 'main', displayName }));

describe('the outputs', () => {
	test.each([{}, { operation: 'bulkCreate' }, { operation: 'importFile' }])(
		'with %j are Batches and Rejected',
		async (parameters) => {
			expect(await outputsFor(parameters)).toEqual(toOutputs(['Batches', 'Rejected']));
		},
	);

	test.each([
		['bulkCreate', ['Batches', 'Rejected', 'Error']],
		['get', ['Success', 'Error']],
	])('of %s with an error output are %j', async (operation, names) => {
		expect(await outputsFor({ operation }, 'continueErrorOutput')).toMatchObject(toOutputs(names));
	});

	test('of an operation of a later version are one', async () => {
		expect(await outputsFor({ operation: 'merge' })).toEqual(['main']);
	});
});

/** The operations of one output: value, output, what it asks. */
const ONE_OUTPUT: Array<[operation: string, output: string, asked: string[]]> = [
	['create', 'Lead', ['Contact Number', 'Default Country', 'Origin', 'Fields']],
	[
		'upsert',
		'Lead',
		['Contact Number', 'Default Country', 'Origin', 'Fields', 'Add Tag Names or IDs'],
	],
	['get', 'Lead', ['Find By', 'Contact Number', 'Default Country', 'Lead ID', 'Simplify']],
	['getMany', 'Leads', ['Return All', 'Limit', 'Filters', 'Simplify']],
	[
		'update',
		'Lead',
		[
			'Contact Number',
			'Default Country',
			'Fields to Update',
			'Add Tag Names or IDs',
			'Remove Tag Names or IDs',
			'New Contact Number',
			'New Country Code',
		],
	],
	['delete', 'Lead', ['Contact Number', 'Default Country']],
];

test('every operation with one output is in the table of what it asks', async () => {
	const { options = [] } = await parameter('operation');
	const values = options.filter(isOption).map(({ value }) => value);
	const inTable = ONE_OUTPUT.map(([operation]) => operation);
	expect([...inTable, 'bulkCreate', 'importFile'].sort()).toEqual(values.sort());
});

describe.each(ONE_OUTPUT)('%s', (operation, output, asked) => {
	const parameters = async () =>
		(await description()).properties.filter(({ displayOptions }) =>
			displayOptions?.show?.operation?.includes(operation),
		);

	test('has one output, which says what comes out', async () => {
		expect(await outputsFor({ operation })).toEqual(toOutputs([output]));
	});

	test('asks for these, and hides the rest in its collections', async () => {
		const names = (await parameters()).map(({ displayName }) => displayName);
		const collections = names.includes('Options')
			? ['Options', 'Request Options']
			: ['Request Options'];
		expect(names).toEqual([...asked, ...collections]);
	});

	test('has the options of all requests, in alphabetical order', async () => {
		const options =
			(await parameters()).find(({ name }) => name === 'requestOptions')?.options ?? [];
		const names = options.flatMap((option) => ('displayName' in option ? option.displayName : []));
		expect(names).toEqual([...names].sort());
		expect(names).toEqual(
			expect.arrayContaining([
				'Concurrent Requests',
				'Max Retries',
				'Max Wait (Minutes)',
				'Path Prefix',
				'Timeout (Seconds)',
			]),
		);
	});
});
