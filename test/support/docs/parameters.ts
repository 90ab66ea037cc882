import '../engine/n8nHome';
import type { INodeProperties } from 'n8n-workflow';
import { builtPackage } from '../engine/builtPackage';

/** A parameter as the editor shows it. */
export interface ShownParameter {
	label: string;
	/** As the documentation writes it: empty for an empty text, "on" for true. */
	default: string;
	/** The labels of its choices, where there are few. */
	choices: readonly string[];
}

/** A parameter that hides others behind "Add option". */
const COLLECTIONS = ['options', 'requestOptions', 'fileOptions'];

/** A longer list is searched, not read. */
const MOST_CHOICES = 10;

/** The parameters of an operation, by its value, without its collections of options. */
export async function getParameters(operation: string): Promise<ShownParameter[]> {
	const properties = await getProperties(operation);
	// A notice is no parameter, though n8n lists it as one.
	return properties
		.filter(({ name, type }) => !COLLECTIONS.includes(name) && type !== 'notice')
		.map(toShown);
}

/** An option of a collection, with the names of the operations that offer it. */
export interface ShownOption extends ShownParameter {
	operations: string[];
}

/** The options that a collection holds, over all operations, in the order of their labels. */
export async function getOptions(collection: string): Promise<ShownOption[]> {
	const byLabel = new Map<string, ShownOption>();
	for (const { name, value } of await operations()) {
		const properties = await getProperties(value);
		const own = properties.filter((property) => property.name === collection);
		for (const option of own.flatMap(({ options = [] }) => options).filter(isParameter)) {
			const shown = byLabel.get(option.displayName) ?? { ...toShown(option), operations: [] };
			if (shown.default !== toShown(option).default) {
				throw new Error(`'${option.displayName}' has another default in ${name}`);
			}
			byLabel.set(option.displayName, { ...shown, operations: [...shown.operations, name] });
		}
	}
	return [...byLabel.values()].sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

/** What the editor lists as *Operation*, with the value that workflows store. */
export async function operations(): Promise<Array<{ name: string; value: string }>> {
	const operation = (await properties()).find(({ name }) => name === 'operation');
	return (operation?.options ?? []).flatMap((option) =>
		'value' in option ? [{ name: option.name, value: String(option.value) }] : [],
	);
}

async function getProperties(operation: string): Promise<INodeProperties[]> {
	return (await properties()).filter(({ displayOptions }) =>
		displayOptions?.show?.operation?.includes(operation),
	);
}

async function properties(): Promise<INodeProperties[]> {
	const { type } = (await builtPackage()).getNode('esoLeads');
	if (!('properties' in type.description)) throw new Error('The node is versioned');
	return type.description.properties;
}

function toShown(parameter: INodeProperties): ShownParameter {
	const choices = (parameter.options ?? []).flatMap((option) =>
		'value' in option ? [{ name: option.name, value: option.value }] : [],
	);
	const chosen = choices.find(({ value }) => value === parameter.default);
	return {
		label: parameter.displayName,
		default: chosen?.name ?? writeDefault(parameter.default),
		choices: choices.length > MOST_CHOICES ? [] : choices.map(({ name }) => name),
	};
}

function writeDefault(value: INodeProperties['default']): string {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	if (typeof value === 'number') return value.toLocaleString('en-US');
	return typeof value === 'string' && value !== '' ? `\`${value}\`` : '';
}

function isParameter(option: object): option is INodeProperties {
	return 'displayName' in option && 'type' in option;
}
