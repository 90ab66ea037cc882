import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import type { Fault } from '../emulator/emulator';
import { builtPackage } from '../support/engine/builtPackage';
import { runEach } from '../support/engine/eachRun';
import { esoSuite } from '../support/engine/esoSuite';

const eso = esoSuite();

/** The names that the editor shows of a parameter and of what it holds. */
function listLabels({ displayName, options = [] }: INodeProperties): string[] {
	const inner = options.flatMap((choice) => {
		if ('values' in choice) return choice.values.flatMap(listLabels);
		return 'type' in choice ? listLabels(choice) : [];
	});
	// Messages leave out the unit: 'Max Wait'.
	return [displayName.replace(/ \(.*\)$/, ''), ...inner];
}

/** The names that the editor shows of an operation's parameters, and those of n8n's own settings. */
async function listShown(operation: string): Promise<string[]> {
	const { type } = (await builtPackage()).getNode('esoLeads');
	if (!('properties' in type.description)) throw new Error('The node is versioned');
	const parameters = type.description.properties.filter(({ displayOptions }) =>
		displayOptions?.show?.operation?.includes(operation),
	);
	return [...parameters.flatMap(listLabels), 'On Error'];
}

const listNamed = (text = '') =>
	Array.from(
		text.matchAll(/(?<!\p{L})'([A-Z][^'(]*[^'( ])(?: \([^']*\))?'/gu),
		([, name = '']) => name,
	);

const answers = (statusCode: number, body: unknown): Fault => ({
	kind: 'status',
	statusCode,
	body,
});
const page = Array.from({ length: 100 }, (_, index) => ({ id: index + 1 }));

const leads: INodeParameters = { contactNumber: '+91 8192829284', addTags: [1] };

describe.each<[string, INodeParameters]>([
	['create', leads],
	['upsert', leads],
	['get', leads],
	['getMany', { returnAll: true }],
	['update', leads],
	['delete', leads],
])('when %s stops, it names only parameters that it has', (operation, parameters) => {
	test.each<[string, Fault]>([
		['nothing is found', answers(404, { status: 404, success: false, message: 'Not here!' })],
		['E-so refuses', answers(400, { status: 400, success: false, message: 'No!' })],
		['the token is refused', answers(401, { status: 401, success: false, message: 'No!' })],
		['E-so limits the rate', { kind: 'rateLimited', retryAfter: '86400' }],
		['the answer is of no known kind', answers(200, { success: true })],
		['the same list comes again and again', answers(200, page)],
	])('%s', async (_, fault) => {
		eso.emulator.setFault(() => fault);
		const { error } = await runEach(eso, operation, { items: [{}], parameters });
		const named = [...listNamed(error?.message), ...listNamed(error?.description ?? '')];
		const shown = await listShown(operation);
		expect(named.filter((name) => !shown.includes(name))).toEqual([]);
	});
});

test('a list that E-so does not find is a matter of its path', async () => {
	eso.emulator.setFault(() => answers(404, { status: 404, success: false, message: 'Not here!' }));
	const { error } = await runEach(eso, 'getMany', { items: [{}] });
	expect(error).toMatchObject({
		message: 'E-so has no list of leads, page 1: Not here! [item 0]',
		description:
			"Change 'Path Prefix' in the request options, or check the Base URL of the credential. To go on with the other items, set 'On Error' to continue.",
	});
});
