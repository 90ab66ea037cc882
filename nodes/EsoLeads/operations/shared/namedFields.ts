import type { IExecuteFunctions } from 'n8n-workflow';
import type { CustomFieldChoice } from '../../lead/fields/customFields';
import { type FieldPath, parseFieldPath } from '../../lead/fields/fieldPath';
import { checkMappedNames, type MappedField } from '../../lead/fields/givenFields';
import { type Refusal, refuse } from '../../lead/refusals';
import { formatCount, quote } from '../../lead/wording';
import {
	isEmpty,
	type ItemParameter,
	readFieldParameter,
	readItemParameter,
	readRawParameter,
	readReference,
	type SpellPath,
} from './parameters';

/**
 * Checks the names that are the same for all items.
 *
 * @returns why no lead could be sent.
 */
export function checkNamedFields(context: IExecuteFunctions): Refusal | undefined {
	const selected = readConstantSelection(context);
	return selected?.kind === 'refusal' ? selected : checkMappings(context);
}

/** The input fields that are named for all items, so that the user is told if no item has one. */
export function listNamedPaths(context: IExecuteFunctions, spell?: SpellPath): string[] {
	const selected = readConstantSelection(context, spell);
	const mapped = listMappedPaths(context, spell);
	const paths = selected?.kind === 'selected' ? selected.paths : [];
	return [...paths.map(({ text }) => text).filter((text) => !mapped.includes(text)), ...mapped];
}

/** The input fields that get another name, as far as they are the same for all items. */
export function listMappedPaths(context: IExecuteFunctions, spell?: SpellPath): string[] {
	return listRows(context, 'fields', spell).flatMap(({ field }) => field?.text ?? []);
}

/** Reads what *Selected Fields* selects of an item, given the paths of its mapped fields. */
export type SelectionReader = (
	item: number,
	mapped: ReadonlyArray<FieldPath | undefined>,
) => SelectedFields | Refusal;

/** Looks up the parameter once; only an expression is evaluated for each item. */
export function createSelectionReader(
	context: IExecuteFunctions,
	spell?: SpellPath,
): SelectionReader {
	const names = readItemParameter(context, 'customFieldNames', '');
	const constant = names.isExpression ? undefined : readNames(names.at(0), spell);
	return (item, mapped) => {
		const selected = constant ?? readNames(names.at(item));
		if (selected.kind === 'refusal') return selected;
		// A selected field that is mapped is not sent again under its own name.
		const isMapped = ({ text }: FieldPath) => mapped.some((path) => path?.text === text);
		return { ...selected, paths: selected.paths.filter((path) => !isMapped(path)) };
	};
}

function readConstantSelection(
	context: IExecuteFunctions,
	spell?: SpellPath,
): SelectedFields | Refusal | undefined {
	const choice = readItemParameter(context, 'customFields', 'all');
	const names = readItemParameter(context, 'customFieldNames', '');
	if (choice.isExpression || names.isExpression || choice.at(0) !== 'selected') return undefined;
	return readNames(names.at(0), spell);
}

type SelectedFields = Extract<CustomFieldChoice, { kind: 'selected' }>;

/** Several hundred names. A value from an expression can be a cell of any size. */
export const MAX_NAMES_CHARACTERS = 20_000;

function readNames(names: unknown, spell: SpellPath = (path) => path): SelectedFields | Refusal {
	const text = String(names ?? '');
	if (text.length > MAX_NAMES_CHARACTERS) {
		return refuse(
			'unsupported_field',
			`'Custom Field Names' is longer than ${formatCount(MAX_NAMES_CHARACTERS)} characters. Send all others instead, or select fewer.`,
		);
	}
	const paths = text
		.split(',')
		.filter((name) => name.trim() !== '')
		.map((name) => spell(readReference(name) ?? parseFieldPath(name)));
	// From an expression that came out empty, by a misspelled name for instance. The lead without its
	// fields would look complete.
	return paths.length === 0
		? refuse(
				'unsupported_field',
				"'Custom Field Names' names no field. Name one, or set 'Custom Fields' to None.",
			)
		: { kind: 'selected', paths };
}

/** Reads the mapped fields of one item. */
export type MappingReader = (
	item: number,
	json: Record<string, unknown>,
) => MappedField[] | Refusal;

/**
 * Looks up the parameters once; only expressions are evaluated for each item. Names that are the
 * same for all items are checked before the run (`checkNamedFields`).
 */
export function createMappingReader(context: IExecuteFunctions, spell?: SpellPath): MappingReader {
	const rows = [...listRows(context, 'fields', spell), ...listRows(context, 'values', spell)];
	const isConstant = rows.every(({ name }) => !name.isExpression);
	return (item, json) => {
		const mapped = rows.map((row): MappedField => {
			const { value, path } = row.read(item, json);
			return { name: row.name.at(item), value, path };
		});
		const refusal = isConstant ? undefined : checkMappedNames(mapped.map(({ name }) => name));
		return refusal ?? mapped;
	};
}

function checkMappings(context: IExecuteFunctions): Refusal | undefined {
	const [incomplete] = [...findIncomplete(context, 'fields'), ...findIncomplete(context, 'values')];
	if (incomplete !== undefined) return incomplete;
	const names = [...listRows(context, 'fields'), ...listRows(context, 'values')]
		.filter(({ name }) => !name.isExpression)
		.map(({ name }) => name.at(0));
	return checkMappedNames(names);
}

type Kind = 'fields' | 'values';
const VALUE_NAMES = { fields: 'inputField', values: 'value' } as const;

/** A name in E-so, without spaces around it. */
interface NameParameter extends ItemParameter {
	at(item: number): string;
}

interface MappingRow {
	name: NameParameter;
	/** The input field, if it is the same for all items. */
	field?: FieldPath | undefined;
	read(item: number, json: Record<string, unknown>): Omit<MappedField, 'name'>;
}

/** The filled-in rows of a kind. */
function listRows(context: IExecuteFunctions, kind: Kind, spell?: SpellPath): MappingRow[] {
	return listRaw(context, kind).map(({ at }): MappingRow => {
		const name = trimmed(readItemParameter(context, `${at}.esoField`, ''));
		const place = `${at}.${VALUE_NAMES[kind]}`;
		if (kind === 'values') {
			const value = readItemParameter(context, place, '');
			return { name, read: (item) => ({ value: value.at(item) }) };
		}
		const field = readFieldParameter(context, place, '', spell);
		return { name, field: field.named, read: (item, json) => field.at(item, json) };
	});
}

function trimmed(parameter: ItemParameter): NameParameter {
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

/** Whether a text was meant as an expression but was typed outside expression mode. */
export function isTypedExpression(text: unknown): boolean {
	return (
		typeof text === 'string' && !text.startsWith('=') && /\{\{.*\}\}/s.test(text.slice(0, 2_000))
	);
}
