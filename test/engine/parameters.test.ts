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
