import {
	type ILoadOptionsFunctions,
	type INodeProperties,
	type INodePropertyOptions,
	NodeOperationError,
} from 'n8n-workflow';
import { readTags, type Tag } from '../../api/answers';
import { listTagsRequest, readConnection } from '../../api/requests';
import { createTransport } from '../../api/transport';
import { classifyRead } from '../../delivery/singleVerdict';
import { endSentence } from '../../lead/wording';
import { withMessage } from '../../report/errors';
import { systemClock } from './context';

const tagsField = {
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getTags' },
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
} satisfies Partial<INodeProperties>;

export const addTagsField: INodeProperties = {
	displayName: 'Add Tag Names or IDs',
	name: 'addTags',
	...tagsField,
};

export const removeTagsField: INodeProperties = {
	displayName: 'Remove Tag Names or IDs',
	name: 'removeTags',
	...tagsField,
};

/** Short, because a user is waiting for the list in the editor. */
const TAGS_TIMEOUT_MS = 15_000;

/**
 * The tags of the business, for the lists in the editor.
 *
 * @throws NodeOperationError that says how to do without the list, since the endpoint is only
 *   observed.
 */
export async function loadTags(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const tags = await fetchTags(context);
	if (tags.kind === 'failed') {
		const message = `The tags could not be loaded from E-so: ${tags.message}`;
		const description =
			'Switch the parameter to an expression and give the IDs of the tags yourself: {{ [12, 34] }}';
		const failure = new NodeOperationError(context.getNode(), message, { description });
		// The editor shows only the message.
		throw withMessage(failure, `${endSentence(message)} ${description}`);
	}
	return tags.tags
		.map(({ id, name }) => ({ name, value: id }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

async function fetchTags(
	context: ILoadOptionsFunctions,
): Promise<{ kind: 'tags'; tags: Tag[] } | { kind: 'failed'; message: string }> {
	const connection = await readConnection(context);
	if (connection.kind === 'connectionFailure')
		return { kind: 'failed', message: connection.message };
	const makeRequest = createTransport(context, connection, TAGS_TIMEOUT_MS, systemClock);
	const reply = await makeRequest(listTagsRequest);
	if (reply.kind === 'networkFailure') return { kind: 'failed', message: reply.message };
	const verdict = classifyRead(reply, systemClock.now());
	if (verdict.kind !== 'accepted') return { kind: 'failed', message: verdict.message };
	const tags = readTags(verdict.answer);
	return tags === undefined
		? { kind: 'failed', message: 'the answer is in a shape that this version does not know' }
		: { kind: 'tags', tags };
}
