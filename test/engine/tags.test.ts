import { LoadOptionsContext } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type ILoadOptionsFunctions,
	type INodePropertyOptions,
} from 'n8n-workflow';
import type { Fault } from '../emulator/emulator';
import { builtPackage, credentialTypes } from '../support/engine/builtPackage';
import { GivenCredentials } from '../support/engine/credentialsHelper';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { nodeTypesFor } from '../support/engine/nodeTypes';
import { serverServices } from '../support/engine/serverServices';
import { createEsoNode, ESO_ACCOUNT } from '../support/nodes';

const eso = esoSuite();
afterEach(() => eso.emulator.setShapes({}));

/** Loads the choices of *Add Tags* as the editor does. */
async function loadTags(
	credentials = { accessToken: TOKEN, baseUrl: eso.emulator.url },
): Promise<INodePropertyOptions[]> {
	const loader = await builtPackage();
	const node = createEsoNode({ operation: 'update' }, { credentials: ESO_ACCOUNT });
	const nodeTypes = nodeTypesFor(loader, []);
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const services = serverServices({
		workflow: {
			id: 'test',
			name: 'Test',
			active: false,
			activeVersionId: null,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
			nodes: [node],
			connections: {},
		},
		mode: 'internal',
		credentialsHelper: new GivenCredentials(credentialTypes(loader), { esoApi: credentials }),
	});
	const { methods } = NodeHelpers.getVersionedNodeType(loader.getNode('esoLeads').type);
	const load = methods?.loadOptions?.getTags;
	if (load === undefined) throw new Error('The node loads no tags');
	// n8n's class and its interface differ in whether a workflow has a name.
	const caller: unknown = new LoadOptionsContext(workflow, node, services, 'parameters.addTags');
	return await load.call(caller as ILoadOptionsFunctions);
}

const usual = [
	{ name: 'Customer', value: 1 },
	{ name: 'Hot Lead', value: 3 },
	{ name: 'Newsletter', value: 2 },
];

test('the tags of the business are offered by name, their IDs are what is stored', async () => {
	expect(await loadTags()).toEqual(usual);
	expect(eso.emulator.requests.map(({ method, path }) => [method, path])).toEqual([
		['GET', '/engage/v1/tags'],
	]);
});

test.each(['root', 'data', 'payload', 'payload.data'] as const)(
	'a list at %s is read',
	async (place) => {
		eso.emulator.setShapes({ place });
		expect(await loadTags()).toEqual(usual);
	},
);

test.each([
	['id', 'tag_name'],
	['id', 'title'],
	['tag_id', 'name'],
] as const)('tags with %s and %s are read', async (tagIdKey, tagNameKey) => {
	eso.emulator.setShapes({ tagIdKey, tagNameKey });
	expect(await loadTags()).toEqual(usual);
});

test.each<[string, Fault]>([
	['404', { kind: 'status', statusCode: 404 }],
	['503', { kind: 'status', statusCode: 503 }],
	['a page of a proxy', { kind: 'html', statusCode: 200 }],
	['no answer', { kind: 'resetBeforeStore' }],
	['a shape that nobody knows', { kind: 'status', statusCode: 200, body: { tags: [] } }],
	['tags without IDs', { kind: 'status', statusCode: 200, body: [{ name: 'VIP' }] }],
])('after %s the message says how to do without the list', async (_, fault) => {
	eso.emulator.setFault(() => fault);
	await expect(loadTags()).rejects.toThrow(
		/^The tags could not be loaded from E-so: .*expression and give the IDs.*\{\{ \[12, 34\] \}\}/,
	);
});

test.each<[string, Fault]>([
	['E-so answered with status 404', { kind: 'status', statusCode: 404 }],
	[
		'the answer is in a shape that this version does not know',
		{ kind: 'status', statusCode: 200, body: { tags: [] } },
	],
])('the message says why there is no list: %s', async (reason, fault) => {
	eso.emulator.setFault(() => fault);
	const description =
		'Switch the parameter to an expression and give the IDs of the tags yourself: {{ [12, 34] }}';
	await expect(loadTags()).rejects.toMatchObject({
		message: `The tags could not be loaded from E-so: ${reason}. ${description}`,
		description,
	});
});

test('a Base URL that would send the token unencrypted gets no request', async () => {
	await expect(
		loadTags({ accessToken: TOKEN, baseUrl: 'http://client-api.e-so.in' }),
	).rejects.toThrow(/https:\/\//);
});
