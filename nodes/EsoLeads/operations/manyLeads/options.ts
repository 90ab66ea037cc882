import { z } from 'zod/v4';
import { leadOptionsSchema } from '../options/leadOptions';
import { numberOption } from '../options/numberOption';
import { requestOptionsSchema } from '../options/requestOptions';

/** Keys that begin otherwise are custom fields to the API (documented: `contact-*`). */
const supportChannelKey = z
	.string()
	.trim()
	.regex(
		/^contact-[a-z0-9_-]{1,100}$/i,
		"it must begin with 'contact-' and hold only letters, digits, - and _",
	)
	.transform((key) => key.toLowerCase());

/** The options of Bulk Create, which Import File has too, checked, with their defaults. */
export const optionsSchema = z.object({
	...requestOptionsSchema.shape,
	...leadOptionsSchema.shape,
	/** Documented: max 500 leads a request. */
	batchSize: numberOption(1, 500, 500),
	contactKeys: z.enum(['both', 'channel', 'contactNumber']).default('both'),
	duplicates: z.enum(['reject', 'drop']).default('reject'),
	invalidLeads: z.enum(['reject', 'stop']).default('reject'),
	isolate: z.boolean().default(true),
	supportChannelKey: supportChannelKey.default('contact-easysocial-whatsapp-api-support_number'),
});

/** How a run prepares, sends and reports. */
export type ManyLeadsOptions = z.infer<typeof optionsSchema>;
