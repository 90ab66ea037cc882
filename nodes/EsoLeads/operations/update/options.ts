import { z } from 'zod/v4';
import { numberOptionsSchema } from '../oneLead/numberFields';
import { leadOptionsSchema } from '../options/leadOptions';

/** The options of Update, checked, with their defaults. */
export const updateOptionsSchema = z.object({
	...numberOptionsSchema.shape,
	nestedFields: leadOptionsSchema.shape.nestedFields,
});

export type UpdateOptions = z.infer<typeof updateOptionsSchema>;
