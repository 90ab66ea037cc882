import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import {
	type FieldPath,
	type FieldRecord,
	findField,
	parseFieldPath,
	readField,
	toFieldPath,
} from '../../lead/fields/fieldPath';
import { readCountry } from '../../lead/phone/country';
import type { Sourced } from '../../lead/prepareLead';
import { describeMissingField, suggestNumberField } from '../../lead/suggestField';
import { quote, quoteName } from '../../lead/wording';
import {
	isEmpty,
	readItemParameter,
	readRawParameter,
	setupFailure,
	type SetupFailure,
} from './context';

/** A parameter that names an input field. */
export interface FieldParameter {
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
		const path = constant && (isEmpty(raw) ? constant : spell(constant));
		return { at: (_, json) => readSourced(json, path) };
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

/** Whether a text was meant as an expression but was typed outside expression mode. */
export function isTypedExpression(text: unknown): boolean {
	return (
		typeof text === 'string' && !text.startsWith('=') && /\{\{.*\}\}/s.test(text.slice(0, 2_000))
	);
}

function toPath(value: unknown): FieldPath | undefined {
	return typeof value === 'string' && value.trim() !== '' ? parseFieldPath(value) : undefined;
}

function readSourced(json: object, path: FieldPath | undefined): Sourced & { path?: FieldPath } {
	return path === undefined
		? { value: undefined }
		: { value: readField(json, path), field: path.text, path };
}

const WORDS = {
	label: 'Contact Number Field',
	records: 'items',
	holding: 'The items have the fields',
	advice: 'drag it to',
};
const ADVICE =
	"Choose the field that holds the phone numbers as 'Contact Number Field', then run again. Nothing was sent.";

/**
 * Checks that some item has the *Contact Number Field*: otherwise the setting is wrong, rather than
 * a thousand leads.
 *
 * @returns why the run cannot begin; undefined if any item has the field, or if no item has any
 *   fields.
 */
export function checkNumberField(
	context: IExecuteFunctions,
	records: Iterable<FieldRecord>,
): SetupFailure | undefined {
	const raw = readRawParameter(context, 'contactNumberField');
	const reference = readReference(raw);
	const isExpression = typeof raw === 'string' && raw.startsWith('=');
	if (reference === undefined && isExpression) return undefined;
	if (reference === undefined && isTypedExpression(raw))
		return setupFailure(
			`'Contact Number Field' holds ${quote(raw)} as text. Drag the field there, or switch the parameter to Expression`,
			ADVICE,
		);
	const path = reference ?? toPath(raw);
	if (path !== undefined && findField(records, path) !== undefined) return undefined;
	const names = collectNames(records);
	if (names.length === 0) return undefined;
	const suggestion = suggestNumberField(records, readConstantCountry(context));
	const finding =
		path === undefined
			? "'Contact Number Field' is empty."
			: `No input item has the field ${quoteName(path.text)}.`;
	const message = describeMissingField(names, suggestion, { ...WORDS, finding });
	return setupFailure(message, ADVICE);
}

function readConstantCountry(context: IExecuteFunctions) {
	const parameter = readItemParameter(context, 'defaultCountry', '');
	const country = parameter.isExpression ? undefined : readCountry(parameter.at(0));
	return country?.kind === 'country' ? country : undefined;
}

const MOST_NAMES = 500;

/** The names of the records' fields, in order. */
function collectNames(records: Iterable<FieldRecord>): string[] {
	const names = new Set<string>();
	for (const record of records) {
		if (names.size > MOST_NAMES) break;
		for (const name of Object.keys(record)) names.add(name);
	}
	return [...names];
}
