import type { INodeExecutionData } from 'n8n-workflow';
import { quoteName } from '../lead/quote';
import type { Rejection } from '../lead/rejection';
import { listNames } from './summary';

/**
 * A hint for the usual slip, a *Contact Number Field* that is called otherwise in this input: it
 * shows the names that there are. Undefined unless every item lacks the number.
 */
export function describeMisnamedField(
	items: readonly INodeExecutionData[],
	rejections: ReadonlyMap<number, Rejection>,
): string | undefined {
	const [input] = items;
	const [first] = rejections.values();
	if (input === undefined || first?.field === undefined) return undefined;
	const reasons = [...rejections.values()];
	const allLackIt = reasons.every(({ code }) => code === 'missing_contact_number');
	if (rejections.size < items.length || !allLackIt) return undefined;
	const names = Object.keys(input.json);
	const fields = names.length === 0 ? 'no fields' : `the fields ${listNames(new Set(names))}`;
	return `No item holds a contact number in ${quoteName(first.field)}. The first one has ${fields}: choose the right one as 'Contact Number Field'.`;
}
