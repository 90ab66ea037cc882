import { z } from 'zod/v4';
import { MAX_ORIGIN_CHARACTERS } from './origin';

/** What the API takes as the value of a custom field (documented: boolean, string or number). */
export const primitiveSchema = z.union([z.string(), z.number(), z.boolean()]);

export type Primitive = z.infer<typeof primitiveSchema>;

/** The keys of a lead that the API reads itself (documented), the support channel's aside. */
export const ownKeysSchema = z.object({
	origin: z.string().min(1).max(MAX_ORIGIN_CHARACTERS),
	country_code: z.int().min(1).max(999),
	contact_number: z
		.string()
		.regex(/^\d{1,15}$/)
		.optional(),
});

/**
 * One lead on the wire (documented). The contact number stands in two places: as a number under the
 * support channel's key, whose name is the user's to choose, and as text under `contact_number`.
 * Every other key is a custom field: boolean, string or number.
 */
export const leadSchema = ownKeysSchema.catchall(primitiveSchema);
