import { parse } from 'flatted';
import { z } from 'zod/v4';
import { waitFor } from '../waiting';
import type { Session } from './session';

const Item = z.looseObject({ json: z.record(z.string(), z.unknown()) });

/** One run of a node: a node in a loop has several. */
const NodeRun = z.looseObject({
	data: z.looseObject({ main: z.array(z.array(Item).nullable()).optional() }).optional(),
	hints: z.array(z.looseObject({ message: z.string() })).optional(),
	error: z.looseObject({ message: z.string() }).optional(),
});

const ExecutionData = z.looseObject({
	resultData: z.looseObject({
		runData: z.record(z.string(), z.array(NodeRun)),
		error: z.looseObject({ message: z.string() }).optional(),
	}),
});

/** n8n sends the data of an execution in the form of the library flatted. */
const Answer = z.object({ data: z.looseObject({ status: z.string(), data: z.string() }) });

/** What a finished execution left behind. */
export interface Execution {
	/** n8n's word: `success`, `error`, `canceled` or `crashed`. */
	status: string;
	/** Why it stopped. */
	error: string | undefined;
	/** The `json` of the items that a node put out, over all its runs. Outputs count from 0. */
	items(node: string, output?: number): Record<string, unknown>[];
	/** The hints that a node left on its output. */
	hints(node: string): string[];
}

const UNFINISHED = ['new', 'running', 'waiting'];

/** The execution with this id, as soon as it has ended. @throws Error if it has not after two minutes. */
export async function finishedExecution(session: Session, id: string): Promise<Execution> {
	return await waitFor(`the end of execution ${id}`, 120, async () => {
		const { status, data } = Answer.parse(await session.get(`/rest/executions/${id}`)).data;
		// n8n 1.x stores that an execution has ended a moment before it stores what it left behind.
		const left = ExecutionData.safeParse(parse(data));
		return left.success && !UNFINISHED.includes(status)
			? toExecution(status, left.data)
			: undefined;
	});
}

function toExecution(status: string, { resultData }: z.infer<typeof ExecutionData>): Execution {
	const getRuns = (node: string) => resultData.runData[node] ?? [];
	return {
		status,
		error: resultData.error?.message,
		items: (node, output = 0) =>
			getRuns(node).flatMap(({ data }) => (data?.main?.[output] ?? []).map(({ json }) => json)),
		hints: (node) => getRuns(node).flatMap(({ hints = [] }) => hints.map(({ message }) => message)),
	};
}

const Listed = z.object({
	data: z.object({ results: z.array(z.looseObject({ id: z.string(), status: z.string() })) }),
});

/** The status of each execution by its id, up to a hundred. */
export async function executionStatuses(session: Session): Promise<Map<string, string>> {
	const { data } = Listed.parse(await session.get('/rest/executions?limit=100'));
	return new Map(data.results.map(({ id, status }) => [id, status]));
}

/** Whether an execution with this status is still to go on. */
export function isUnfinished(status: string): boolean {
	return UNFINISHED.includes(status);
}
