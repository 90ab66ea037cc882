import { z } from 'zod/v4';
import { optionsSchema } from '../manyLeads/options';
import { numberOption } from '../options/numberOption';

/** People write a tab as \t, since the key itself leaves the field. */
const delimiter = z
	.string()
	.max(10, 'it must have at most 10 characters')
	.transform((text) => text.replaceAll('\\t', '\t'))
	.refine((text) => !/["\r\n]/.test(text), 'it cannot hold a quote or a line break');

/** The options of Import File, checked, with their defaults: those of Bulk Create, and the file's. */
export const importOptionsSchema = optionsSchema.extend({
	/** Empty: found out. */
	delimiter: delimiter.default(''),
	encoding: z.enum(['detect', 'utf-8', 'utf-16be', 'utf-16le', 'windows-1252']).default('detect'),
	fileFormat: z.enum(['detect', 'csv', 'ndjson']).default('detect'),
	headerRow: z.boolean().default(true),
	maxRejectedItems: numberOption(0, 1_000_000, 10_000),
	startAtRow: numberOption(1, 4_000_000_000, 1),
});

/** How files are read, and their leads prepared, sent and reported. */
export type ImportOptions = z.infer<typeof importOptionsSchema>;
