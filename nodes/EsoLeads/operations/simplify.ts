import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ShownLead } from '../answers/shownLead';
import { simplifyLead } from '../report/simplifiedLead';
import { readItemParameter } from './itemParameter';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** How leads are shown for one item. */
export function createLeadDisplay(
	context: IExecuteFunctions,
): (item: number) => (lead: ShownLead) => ShownLead {
	const simplify = readItemParameter(context, 'simplify', true);
	return (item) => (simplify.at(item) === false ? (lead) => lead : simplifyLead);
}
