import { z } from 'zod/v4';

/** A whole number in a range, also as text, since an expression may give that. */
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** Keys that begin otherwise are custom fields to the API (documented: `contact-*`). */
const supportChannelKey = z
	.string()
	.trim()
	.regex(
		/^contact-[a-z0-9_-]{1,100}$/i,
		"must begin with 'contact-' and hold only letters, digits, - and _",
	)
	.transform((key) => key.toLowerCase());

/** The options of Bulk Create, checked, with their defaults. */
export const optionsSchema = z.object({
	/** Documented: max 500 leads a request. */
	batchSize: whole(1, 500).default(500),
	concurrency: whole(1, 10).default(4),
	contactKeys: z.enum(['both', 'channel', 'contactNumber']).default('both'),
	duplicates: z.enum(['reject', 'drop']).default('reject'),
	invalidLeads: z.enum(['reject', 'stop']).default('reject'),
	isolate: z.boolean().default(true),
	maxRetries: whole(0, 100).default(5),
	maxWaitMinutes: z.coerce.number().min(0).max(1440).default(10),
	nestedFields: z.enum(['reject', 'flatten', 'json', 'omit']).default('reject'),
	numberCheck: z.enum(['possible', 'valid', 'digits']).default('possible'),
	supportChannelKey: supportChannelKey.default('contact-easysocial-whatsapp-api-support_number'),
	timeoutSeconds: z.coerce.number().min(1).max(3600).default(60),
});

/** How a run prepares, sends and reports. */
export type BulkCreateOptions = z.infer<typeof optionsSchema>;
