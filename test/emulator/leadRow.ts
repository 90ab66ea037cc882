import type { LeadRecord } from './leadStore';
import type { Tag } from './tag';

/** A lead as the API shows it. Observed: `id`, `contact_number`, `name` (a custom field here) and `latest_tags[].title`. Assumed: the rest, and that the number is text. */
export function leadRow(
	{ id, lead, tags }: LeadRecord,
	known: readonly Tag[],
): Record<string, unknown> {
	return {
		...lead.fields,
		id,
		contact_number: lead.contactNumber,
		country_code: lead.countryCode,
		origin: lead.origin,
		latest_tags: known.filter((tag) => tags.includes(tag.id)).map(({ name }) => ({ title: name })),
	};
}
