import { z } from 'zod/v4';
import { readContent } from './places';

/** A tag of the business (observed: an integer id under two keys, and a name under three). */
const tagSchema = z
	.object({
		id: z.int().nullish(),
		tag_id: z.int().nullish(),
		name: z.string().nullish(),
		tag_name: z.string().nullish(),
		title: z.string().nullish(),
	})
	.transform((tag) => ({ id: tag.id ?? tag.tag_id, name: tag.name ?? tag.tag_name ?? tag.title }))
	.pipe(z.object({ id: z.int(), name: z.string() }));

/** One odd tag must not hide the others; a list in which none can be read is no list of tags. */
const tagsSchema = z
	.array(tagSchema.nullable().catch(null))
	.refine((tags) => tags.length === 0 || tags.some((tag) => tag !== null))
	.transform((tags) => tags.filter((tag) => tag !== null));

export type Tag = z.infer<typeof tagSchema>;

/** Reads an answer as the tags of the business; undefined where it is none. */
export function readTags(answer: unknown): Tag[] | undefined {
	return readContent(answer, tagsSchema)?.content;
}
