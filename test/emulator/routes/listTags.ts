import type { Answer } from '../answer';
import { shapedAnswer } from '../answerShapes';
import type { Business, Route, RouteRequest } from './route';

/** Observed: path, without `/api`, and the keys of a tag. Assumed: all tags come at once, and where they stand. */
export const listTags: Route = { method: 'GET', path: /^\/engage\/v1\/tags$/, answer };

function answer(_: RouteRequest, { tags, shapes }: Business): Answer {
	const { tagIdKey, tagNameKey } = shapes;
	const rows = tags.map(({ id, name }) => ({ [tagIdKey]: id, [tagNameKey]: name }));
	return shapedAnswer(shapes, 'Tags fetched successfully!', rows);
}
