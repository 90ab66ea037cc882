import { z } from 'zod/v4';
import { readContent } from './places';

/** A tag of the business (observed: an integer id under two keys, and a name under three). */
const tagSchema = z
	.object({
		id: z.int().optional(),
		tag_id: z.int().optional(),
		name: z.string().optional(),
		tag_name: z.string().optional(),
		title: z.string().optional(),
	})
	.transform((tag) => ({ id: tag.id ?? tag.tag_id, name: tag.name ?? tag.tag_name ?? tag.title }))
	.pipe(z.object({ id: z.int(), name: z.string() }));

const tagsSchema = z.array(tagSchema);

export type Tag = z.infer<typeof tagSchema>;

/** Reads an answer as the tags of the business; undefined where it is none. */
export function readTags(answer: unknown): Tag[] | undefined {
	return readContent(answer, tagsSchema)?.content;
}
