import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { ShownLead } from '../../api/answers';
import { readItemParameter } from './parameters';

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

const NAMES = ['id', 'contact_number', 'country_code', 'name'];

/** Assumed: `created_at` and the like, in either spelling. */
const DATE_NAME = /(?:_at|_date|[a-z]At|[a-z]Date)$/;

/** Observed: `latest_tags[].title`. Assumed: the other names that tags have elsewhere, or plain text. */
const tagTitleSchema = z.union([
	z.string(),
	z.object({ title: z.string() }).transform(({ title }) => title),
	z.object({ name: z.string() }).transform(({ name }) => name),
	z.object({ tag_name: z.string() }).transform(({ tag_name: name }) => name),
]);
const tagTitlesSchema = z
	.array(tagTitleSchema.nullable().catch(null))
	.transform((titles) => titles.filter((title) => title !== null));

/**
 * The fields of a lead that most workflows need. A lead that shows none of them stays as it is: an
 * empty item would hide it.
 */
export function simplifyLead(lead: ShownLead): ShownLead {
	const fields = Object.entries(lead).filter(
		([name]) => NAMES.includes(name) || DATE_NAME.test(name),
	);
	if (fields.length === 0) return lead;
	const tags = tagTitlesSchema.safeParse(lead.latest_tags ?? lead.tags);
	return { ...Object.fromEntries(fields), ...(tags.success ? { tags: tags.data } : {}) };
}
