import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod/v4';
import {
	type FieldPath,
	type FieldRecord,
	findField,
	parseFieldPath,
	readField,
	toFieldPath,
} from '../../lead/fields/fieldPath';
import type { Sourced } from '../../lead/prepareLead';
import { endSentence } from '../../lead/wording';

/** A parameter that may differ from item to item. */
export interface ItemParameter {
	isExpression: boolean;
	/** The value for one item. @throws what the expression throws. */
	at(item: number): unknown;
}

/**
 * Reads a parameter once, or for each item if it is an expression: evaluating one takes up to 0.3
 * ms, which matters for 10,000 items. `name` may be a path into a collection:
 * `options.originField`.
 */
export function readItemParameter(
	context: IExecuteFunctions,
	name: string,
	fallback: string | boolean | number | object,
): ItemParameter {
	const raw = readRawParameter(context, name);
	if (holdsExpression(raw)) {
		return {
			isExpression: true,
			at: rememberLast((item) => context.getNodeParameter(name, item, fallback)),
		};
	}
	const value = context.getNodeParameter(name, 0, fallback);
	return { isExpression: false, at: () => value };
}

/** A parameter as the workflow stores it, without evaluating expressions. */
export function readRawParameter(context: IExecuteFunctions, name: string): unknown {
	return readField(context.getNode().parameters, parseFieldPath(name));
}

/** A collection or a list counts as an expression if anything in it is one. */
function holdsExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(holdsExpression);
}

/** All rows of a file ask for the value of the same item. */
function rememberLast(evaluate: (item: number) => unknown): (item: number) => unknown {
	let last: { item: number; value: unknown } | undefined;
	return (item) => {
		if (last?.item !== item) last = { item, value: evaluate(item) };
		return last.value;
	};
}

/** Whether a value is empty: missing, blank text or an empty list. */
export function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	return typeof value === 'string'
		? value.trim() === ''
		: Array.isArray(value) && value.length === 0;
}

/** Why an item cannot be read: `error` is what an expression threw for it. */
export function describeNoValue(error: unknown): string {
	const reason = error instanceof Error ? error.message : 'it has no value';
	return `An expression in the node's parameters has no value for this item: ${endSentence(reason)}`;
}

/** A parameter that names an input field. */
export interface FieldParameter {
	/** The field, if the user named one that is the same for all items. */
	named?: FieldPath | undefined;
	/** The value for one item, and the path it was read from. */
	at(item: number, json: object): Sourced & { path?: FieldPath };
}

/** The records to find fields in, read only as far as needed. */
export function toRecords(items: readonly INodeExecutionData[]): Iterable<FieldRecord> {
	return {
		*[Symbol.iterator]() {
			for (const { json } of items) yield json;
		},
	};
}

/** The path of a field as the input spells it. */
export type SpellPath = (path: FieldPath) => FieldPath;

/**
 * Finds fields in the input even if their names differ in capitals, provided that only one can be
 * meant.
 */
export function spellAsIn(records: Iterable<FieldRecord>): SpellPath {
	return (path) => findField(records, path) ?? path;
}

/**
 * Reads a parameter that names an input field. Dragging a field onto a parameter in expression mode
 * gives its value instead of its name (`{{ $json.phone }}`), so a text that names no field of the
 * item is taken as the value itself.
 *
 * @param spell how the input spells a path that the user gave.
 */
export function readFieldParameter(
	context: IExecuteFunctions,
	name: string,
	fallback: string,
	spell: SpellPath = (path) => path,
): FieldParameter {
	const raw = readRawParameter(context, name);
	const reference = readReference(raw);
	const parameter = readItemParameter(context, name, fallback);
	if (!parameter.isExpression) {
		const constant = reference ?? toPath(parameter.at(0));
		// The default field name is matched exactly.
		if (isEmpty(raw)) return { at: (_, json) => readSourced(json, constant) };
		const named = constant && spell(constant);
		return { named, at: (_, json) => readSourced(json, named) };
	}
	return {
		at(item, json) {
			const referred = reference && readSourced(json, reference);
			const value = referred?.value === undefined ? parameter.at(item) : referred.value;
			const named = readSourced(json, toPath(value));
			if (named.value !== undefined) return named;
			return referred?.value === undefined ? { value } : referred;
		},
	};
}

/** `$json.body.phone` in braces, as an expression or typed where a name is expected. */
const REFERENCE =
	/^=?\s*\{\{\s*\$json((?:\??\.[\p{L}_$][\p{L}\p{N}_$]*|\[\s*(?:"[^"\]]*"|'[^'\]]*'|\d+)\s*\])+)\s*\}\}\s*$/u;
const MAX_REFERENCE_CHARACTERS = 200;

/** The path that such a text refers to; undefined for other texts. */
export function readReference(text: unknown): FieldPath | undefined {
	if (typeof text !== 'string' || text.length > MAX_REFERENCE_CHARACTERS) return undefined;
	const [, path] = REFERENCE.exec(text) ?? [];
	return path === undefined
		? undefined
		: toFieldPath(parseFieldPath(path.replaceAll('?.', '.')).keys);
}

function toPath(value: unknown): FieldPath | undefined {
	return typeof value === 'string' && value.trim() !== '' ? parseFieldPath(value) : undefined;
}

function readSourced(json: object, path: FieldPath | undefined): Sourced & { path?: FieldPath } {
	return path === undefined
		? { value: undefined }
		: { value: readField(json, path), field: path.text, path };
}

const pairSchema = z.object({ name: z.unknown().optional(), value: z.unknown().optional() });
const pairsSchema = z.array(pairSchema).catch([]);

/** A name and its value. */
export type Pair = [name: string, value: unknown];

/**
 * Reads the pairs of a collection. Pairs without anything filled in are skipped; a pair with only a
 * value has an empty name.
 */
export function readPairs(pairs: unknown): Pair[] {
	return pairsSchema
		.parse(pairs)
		.map(({ name, value }): Pair => [String(name ?? '').trim(), value])
		.filter(
			([name, value]) => name !== '' || (value !== undefined && value !== null && value !== ''),
		);
}
