import { z } from 'zod/v4';

/** What an expression gives for "nothing": the default then holds. */
const EMPTY = ['', null];

/** A number in a range, also as text, since an expression may give that. */
function numberOption(min: number, max: number, fallback: number, isWhole = true) {
	const message = `it must be a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}`;
	const number = z.coerce.number(message).min(min, message).max(max, message);
	return z.preprocess(
		(value) => (EMPTY.some((empty) => empty === value) ? fallback : value),
		(isWhole ? number.int(message) : number).default(fallback),
	);
}

/** Keys that begin otherwise are custom fields to the API (documented: `contact-*`). */
const supportChannelKey = z
	.string()
	.trim()
	.regex(
		/^contact-[a-z0-9_-]{1,100}$/i,
		"it must begin with 'contact-' and hold only letters, digits, - and _",
	)
	.transform((key) => key.toLowerCase());

/** The options of Bulk Create, checked, with their defaults. */
export const optionsSchema = z.object({
	/** Documented: max 500 leads a request. */
	batchSize: numberOption(1, 500, 500),
	concurrency: numberOption(1, 10, 4),
	contactKeys: z.enum(['both', 'channel', 'contactNumber']).default('both'),
	duplicates: z.enum(['reject', 'drop']).default('reject'),
	invalidLeads: z.enum(['reject', 'stop']).default('reject'),
	isolate: z.boolean().default(true),
	maxRetries: numberOption(0, 100, 5),
	maxWaitMinutes: numberOption(0, 1440, 10, false),
	nestedFields: z.enum(['reject', 'flatten', 'json', 'omit']).default('reject'),
	numberCheck: z.enum(['possible', 'valid', 'digits']).default('possible'),
	supportChannelKey: supportChannelKey.default('contact-easysocial-whatsapp-api-support_number'),
	timeoutSeconds: numberOption(1, 3600, 60, false),
});

/** How a run prepares, sends and reports. */
export type BulkCreateOptions = z.infer<typeof optionsSchema>;
