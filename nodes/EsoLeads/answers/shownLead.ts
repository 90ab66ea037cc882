import { z } from 'zod/v4';

/** Any value that JSON has. */
const fieldSchema = z.union([
	z.string(),
	z.number(),
	z.boolean(),
	z.null(),
	z.custom<object>((value) => typeof value === 'object' && value !== null),
]);

/** A lead as E-so shows it, with all that it has: which fields that are is not public. */
export const shownLeadSchema = z.record(z.string(), fieldSchema);

export type ShownLead = z.infer<typeof shownLeadSchema>;

/** Text or a number, as text: which of the two E-so shows is not known. */
const textSchema = z.union([z.string().min(1), z.number().transform(String)]).optional();

/** What tells leads apart (observed: both keys, and that ids are integers). */
const identitySchema = z.object({
	id: textSchema.catch(undefined),
	contact_number: textSchema.catch(undefined),
});

export type LeadIdentity = z.infer<typeof identitySchema>;

/** The id and the contact number that a lead shows. */
export function identityOf(lead: ShownLead): LeadIdentity {
	return identitySchema.parse(lead);
}
