import '../support/engine/n8nHome';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { builtPackage } from '../support/engine/builtPackage';

type Choice = INodePropertyOptions | INodeProperties | INodePropertyCollection;

const isParameter = (choice: Choice): choice is INodeProperties => 'type' in choice;
const isGroup = (choice: Choice): choice is INodePropertyCollection => 'values' in choice;

/** Longer lists are of countries: what they hold is tested where they are made. */
const MOST_VALUES = 20;

/** What a workflow stores of a parameter, a line each, those that it holds below it. */
function outline(parameter: INodeProperties, indent = ''): string[] {
	const { name, type, options = [] } = parameter;
	const values = options.flatMap((choice) => ('value' in choice ? [String(choice.value)] : []));
	const shown = values.length > MOST_VALUES ? `${values.length} values` : values.sort().join(' | ');
	const among = values.length === 0 ? '' : ` (${shown})`;
	const inner = options.flatMap((choice) => {
		if (isParameter(choice)) return outline(choice, `${indent}  `);
		if (!isGroup(choice)) return [];
		return [
			`${indent}  ${choice.name}[]`,
			...choice.values.flatMap((value) => outline(value, `${indent}    `)),
		];
	});
	const own = `${indent}${name}: ${type} = ${JSON.stringify(parameter.default)}${among}`;
	return [own, ...inner];
}

/** Workflows store these: whoever renames one breaks them. */
test('parameters keep their names, types, defaults and values', async () => {
	const { type } = (await builtPackage()).getNode('esoLeads');
	if (!('properties' in type.description)) throw new Error('The node is versioned');
	const byOperation = new Map<string, string[]>();
	for (const parameter of type.description.properties) {
		const operation = String(parameter.displayOptions?.show?.operation ?? 'every operation');
		byOperation.set(operation, [...(byOperation.get(operation) ?? []), ...outline(parameter)]);
	}
	const text = [...byOperation].map(([operation, lines]) => [operation, ...lines].join('\n'));
	expect(text.join('\n\n')).toMatchSnapshot();
});

/** As the editor shows it: without the markup of links. */
const visible = (text = '') => text.replace(/<[^>]*>/g, '');

function longTexts(choice: Choice, most: number): string[] {
	const text = visible('description' in choice ? choice.description : undefined);
	const inner =
		'options' in choice ? (choice.options ?? []) : 'values' in choice ? choice.values : [];
	const own = text.length > most ? [text] : [];
	return [...own, ...inner.flatMap((part) => longTexts(part, 100))];
}

test('descriptions are short enough to be read: 100 characters, and 80 in the list of operations', async () => {
	const { type } = (await builtPackage()).getNode('esoLeads');
	if (!('properties' in type.description)) throw new Error('The node is versioned');
	const { properties } = type.description;
	expect(properties.flatMap((parameter) => longTexts(parameter, 100))).toEqual([]);
	const operations = properties.find(({ name }) => name === 'operation')?.options ?? [];
	expect(operations).not.toEqual([]);
	expect(operations.flatMap((operation) => longTexts(operation, 80))).toEqual([]);
});

test('Import File speaks of columns, since a file has no fields to drag', async () => {
	const { type } = (await builtPackage()).getNode('esoLeads');
	if (!('properties' in type.description)) throw new Error('The node is versioned');
	const ofImport = type.description.properties.filter(
		({ name, displayOptions }) =>
			name !== 'operation' && displayOptions?.show?.operation?.includes('importFile'),
	);
	const texts = ofImport.map(({ description = '' }) => description);
	expect(texts.join('\n')).toContain('column that holds the phone number');
	expect(texts.join('\n')).not.toMatch(/input field|drag/i);
});
