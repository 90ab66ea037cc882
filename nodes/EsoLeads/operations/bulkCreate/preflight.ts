import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createPacer } from '../../delivery/ports';
import { type FieldRecord, findField } from '../../lead/fields/fieldPath';
import { readCountry } from '../../lead/phone/country';
import type { Rejection } from '../../lead/refusals';
import { describeMissingField, suggestNumberField } from '../../lead/suggestField';
import { formatCount, formatQuantity, quote, quoteName } from '../../lead/wording';
import { toPlace } from '../../report/items';
import { getCancelSignal, type SetupFailure, setupFailure, systemClock } from '../shared/context';
import { isTypedExpression } from '../shared/namedFields';
import {
	readFieldParameter,
	readItemParameter,
	readRawParameter,
	readReference,
	toRecords,
} from '../shared/parameters';
import { rejectUnstarted } from '../shared/unstarted';

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
export function checkNumberField(context: IExecuteFunctions): SetupFailure | undefined {
	const raw = readRawParameter(context, 'contactNumberField');
	const reference = readReference(raw);
	const isExpression = typeof raw === 'string' && raw.startsWith('=');
	if (reference === undefined && isExpression) return undefined;
	if (reference === undefined && isTypedExpression(raw))
		return setupFailure(
			`'Contact Number Field' holds ${quote(raw)} as text. Drag the field there, or switch the parameter to Expression`,
			ADVICE,
		);
	const path = reference ?? readFieldParameter(context, 'contactNumberField', '').named;
	const records = toRecords(context.getInputData());
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

/**
 * For *Invalid Leads: Stop Before Anything Is Sent*: prepares all leads to see whether each can be
 * sent. None is kept, since all of them at once would take three times the memory; they are
 * prepared again for sending. Ends early if the user stops the execution. Duplicates are no reason
 * to stop: they have an option of their own.
 *
 * @returns the output if the run must not begin; undefined if it may.
 * @throws NodeOperationError if it must not begin, unless the node continues on failures.
 */
export async function dryRun(
	context: IExecuteFunctions,
	prepare: () => { leads: Iterator<unknown>; rejections: ReadonlyMap<number, Rejection> },
): Promise<INodeExecutionData[][] | undefined> {
	const { leads, rejections } = prepare();
	const cancelled = getCancelSignal(context);
	const pace = createPacer(systemClock);
	while (leads.next().done !== true && !cancelled.aborted) {
		const pause = pace();
		if (pause !== undefined) await pause;
	}
	const [first] = rejections;
	if (first === undefined || cancelled.aborted) return undefined;
	const [item, { message }] = first;
	const { noun, shown } = toPlace(context.getInputData(), item);
	const invalid = setupFailure(
		`${formatQuantity(rejections.size, 'lead')} of the input cannot be sent; the first, ${noun.toLowerCase()} ${formatCount(shown)}: ${message}`,
		"Nothing was sent. Correct the leads, or set 'Invalid Leads' to Send to Rejected to send the others.",
	);
	return rejectUnstarted(context, invalid, rejections);
}
