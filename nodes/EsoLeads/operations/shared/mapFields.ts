import type { IExecuteFunctions, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { checkMappedNames, type MappedField } from '../../lead/fields/givenFields';
import { type Refusal, refuse } from '../../lead/refusals';
import { quote } from '../../lead/wording';
import { isEmpty, type ItemParameter, readItemParameter, readRawParameter } from './context';
import {
	isTypedExpression,
	readFieldParameter,
	readReference,
	type SpellPath,
} from './fieldParameters';

const esoField: INodeProperties = {
	displayName: 'E-so Field',
	name: 'esoField',
	type: 'string',
	default: '',
	placeholder: 'e.g. name',
	description: 'The name of the field in E-so, in lower case',
};

/** What is the same for all leads. */
const fixedValues: INodePropertyCollection = {
	displayName: 'Fixed Value',
	name: 'values',
	values: [
		esoField,
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. Trade Fair',
			description: 'The value for all leads',
		},
	],
};

/** Fields or, of a file, columns that are sent under another name, or are the same for all leads. */
export function createMapFields(source: 'Input Field' | 'Column'): INodeProperties {
	const noun = source.toLowerCase();
	return {
		displayName: 'Map Fields',
		name: 'mapFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add mapping',
		default: {},
		description: `${source.charAt(0)}${noun.slice(1)}s that get another name in E-so, and values that are the same for all leads`,
		options: [
			{
				displayName: source,
				name: 'fields',
				values: [
					{
						displayName: source,
						name: 'inputField',
						type: 'string',
						requiresDataPath: 'single',
						default: '',
						placeholder: 'e.g. Full Name',
						description: `The ${noun} to send. It is not sent again under its own name.`,
					},
					esoField,
				],
			},
			fixedValues,
		],
	};
}

/** Reads the mapped fields of one item. */
export type MappingReader = (
	item: number,
	json: Record<string, unknown>,
) => MappedField[] | Refusal;

/** Looks up the parameters once; only expressions are evaluated for each item. */
export function createMappingReader(context: IExecuteFunctions, spell?: SpellPath): MappingReader {
	const rows = [...listRows(context, 'fields', spell), ...listRows(context, 'values', spell)];
	const names = rows.map(({ name }) => name);
	const isConstant = names.every(({ isExpression }) => !isExpression);
	const refused = isConstant
		? checkMappedNames(names.map((name) => String(name.at(0))))
		: undefined;
	return (item, json) => {
		if (refused !== undefined) return refused;
		const mapped = rows.map((row): MappedField => {
			const { value, path } = row.read(item, json);
			return { name: String(row.name.at(item) ?? '').trim(), value, path };
		});
		const refusal = isConstant ? undefined : checkMappedNames(mapped.map(({ name }) => name));
		return refusal ?? mapped;
	};
}

/**
 * Checks the mappings that are the same for all items.
 *
 * @returns why no lead could be sent.
 */
export function checkMappings(context: IExecuteFunctions): Refusal | undefined {
	const [incomplete] = [...findIncomplete(context, 'fields'), ...findIncomplete(context, 'values')];
	if (incomplete !== undefined) return incomplete;
	const names = [...listRows(context, 'fields'), ...listRows(context, 'values')]
		.filter(({ name }) => !name.isExpression)
		.map(({ name }) => String(name.at(0)));
	return checkMappedNames(names);
}

/** The mapped input fields that are the same for all items. */
export function listMappedPaths(context: IExecuteFunctions, spell?: SpellPath): string[] {
	return listRows(context, 'fields', spell).flatMap(({ constantPath }) => constantPath ?? []);
}

type Kind = 'fields' | 'values';
const VALUE_NAMES = { fields: 'inputField', values: 'value' } as const;

interface MappingRow {
	name: ItemParameter;
	/** The path, if it is the same for all items. */
	constantPath: string | undefined;
	read(item: number, json: Record<string, unknown>): Omit<MappedField, 'name'>;
}

/** The filled-in rows of a kind. */
function listRows(context: IExecuteFunctions, kind: Kind, spell?: SpellPath): MappingRow[] {
	return listRaw(context, kind).map(({ at, value: raw }): MappingRow => {
		const name = trimmed(readItemParameter(context, `${at}.esoField`, ''));
		const place = `${at}.${VALUE_NAMES[kind]}`;
		if (kind === 'values') {
			const value = readItemParameter(context, place, '');
			return { name, constantPath: undefined, read: (item) => ({ value: value.at(item) }) };
		}
		const field = readFieldParameter(context, place, '', spell);
		const isConstant = !String(raw ?? '').startsWith('=');
		const constantPath = isConstant ? field.at(0, {}).field : undefined;
		return { name, constantPath, read: (item, json) => field.at(item, json) };
	});
}

function trimmed(parameter: ItemParameter): ItemParameter {
	return { ...parameter, at: (item) => String(parameter.at(item) ?? '').trim() };
}

function listRaw(context: IExecuteFunctions, kind: Kind) {
	const rows = readRawParameter(context, `mapFields.${kind}`);
	if (!Array.isArray(rows)) return [];
	return rows
		.map((_, index) => {
			const at = `mapFields.${kind}[${index}]`;
			const value = readRawParameter(context, `${at}.${VALUE_NAMES[kind]}`);
			return { at, value, name: readRawParameter(context, `${at}.esoField`) };
		})
		.filter(({ value, name }) => !isEmpty(value) || !isEmpty(name));
}

/** What is missing from partly filled-in rows. */
function findIncomplete(context: IExecuteFunctions, kind: Kind): Refusal[] {
	return listRaw(context, kind).flatMap(({ value, name }) => {
		if (isEmpty(name))
			return refuse(
				'unsupported_field',
				`In 'Map Fields', ${quote(value)} has no 'E-so Field'. Fill in the name that it gets in E-so.`,
			);
		if (kind === 'fields' && isEmpty(value))
			return refuse(
				'unsupported_field',
				`In 'Map Fields', ${quote(name)} gets no value. Name the field that holds it, or take the row out.`,
			);
		if (isTypedExpression(value) && (kind === 'values' || readReference(value) === undefined))
			return refuse(
				'unsupported_field',
				`In 'Map Fields', ${quote(value)} is text. Switch it to Expression to send the value that it stands for.`,
			);
		return [];
	});
}
