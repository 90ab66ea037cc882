import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import { type FieldPath, parseFieldPath, readField } from '../../lead/fields/fieldPath';
import type { Sourced } from '../../lead/prepareLead';

/** A parameter that may differ from item to item. */
export interface ItemParameter {
	isExpression: boolean;
	/** Its value for one item. @throws what the expression throws. */
	at(item: number): unknown;
}

/**
 * Reads a parameter once, or for each item where it is an expression: evaluating one costs up to
 * 0.3 ms, which 10,000 items would feel. `name` may lead into a collection: `options.originField`.
 */
export function readItemParameter(
	context: IExecuteFunctions,
	name: string,
	fallback: string | boolean | number | object,
): ItemParameter {
	const raw = readField(context.getNode().parameters, parseFieldPath(name));
	if (holdsExpression(raw)) {
		return {
			isExpression: true,
			at: rememberLast((item) => context.getNodeParameter(name, item, fallback)),
		};
	}
	const value = context.getNodeParameter(name, 0, fallback);
	return { isExpression: false, at: () => value };
}

/** A collection of pairs or a list is an expression where anything in it is one. */
function holdsExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(holdsExpression);
}

/** All rows of a file ask for the value at the one item that holds the file. */
function rememberLast(evaluate: (item: number) => unknown): (item: number) => unknown {
	let last: { item: number; value: unknown } | undefined;
	return (item) => {
		if (last?.item !== item) last = { item, value: evaluate(item) };
		return last.value;
	};
}

/** Whether a parameter or a field holds nothing for an item: not even a text or a list of nothing. */
export function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	return typeof value === 'string'
		? value.trim() === ''
		: Array.isArray(value) && value.length === 0;
}

/** Why an item cannot be read: `error` is what an expression threw for it. */
export function describeNoValue(error: unknown): string {
	const reason = error instanceof Error ? error.message : 'it has no value';
	return `An expression in the node's parameters has no value for this item: ${reason}.`;
}

/** A parameter that names an input field. */
export interface FieldParameter {
	/** The value for one item, and the path that it was read from. */
	at(item: number, json: object): Sourced & { path?: FieldPath };
}

/**
 * Reads a parameter that names an input field. Somebody who drags a field onto a parameter in
 * expression mode gets its value instead of its name (`{{ $json.phone }}`): what names no field of
 * the item is therefore taken for the value itself.
 */
export function readFieldParameter(
	context: IExecuteFunctions,
	name: string,
	fallback: string,
): FieldParameter {
	const parameter = readItemParameter(context, name, fallback);
	const constant = parameter.isExpression ? undefined : asPath(parameter.at(0));
	return {
		at(item, json) {
			if (!parameter.isExpression) return readSourced(json, constant);
			const value = parameter.at(item);
			const path = asPath(value);
			const sourced = readSourced(json, path);
			return sourced.value === undefined ? { value } : sourced;
		},
	};
}

function asPath(value: unknown): FieldPath | undefined {
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
 * Reads the pairs of a collection. One in which nothing is filled in counts for nothing; the name of
 * one that has only a value is empty.
 */
export function readPairs(pairs: unknown): Pair[] {
	return pairsSchema
		.parse(pairs)
		.map(({ name, value }): Pair => [String(name ?? '').trim(), value])
		.filter(
			([name, value]) => name !== '' || (value !== undefined && value !== null && value !== ''),
		);
}
