import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod/v4';

/** A stand-in for a chat model, with OpenAI's API. */
export interface ChatModel {
	/** For the credential OpenAI: `http://127.0.0.1:<port>/v1`. */
	url: string;
	/** What the tools that it was offered want to be told, by the tool's name. */
	offered: Map<string, unknown>;
	/** What the tools answered: JSON text. */
	toolAnswers: string[];
	close(): Promise<void>;
}

const Body = z.object({
	messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
	tools: z
		.array(z.object({ function: z.looseObject({ name: z.string(), parameters: z.unknown() }) }))
		.default([]),
});

/** Starts a model that calls the only tool it is offered, with these arguments, and then says "Done." */
export async function startChatModel(toolArguments: Record<string, unknown>): Promise<ChatModel> {
	const offered = new Map<string, unknown>();
	const toolAnswers: string[] = [];
	const server = createServer((request, response) => {
		void (async () => {
			const chunks = await request.toArray();
			const { messages, tools } = Body.parse(JSON.parse(Buffer.concat(chunks).toString()));
			for (const { function: tool } of tools) offered.set(tool.name, tool.parameters);
			const answers = messages.filter(({ role }) => role === 'tool');
			toolAnswers.push(...answers.map(({ content }) => z.string().parse(content)));
			const message =
				answers.length > 0 ? said('Done.') : call([...offered.keys()][0] ?? '', toolArguments);
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(completion(message)));
		})();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('not listening on a port');
	return {
		url: `http://127.0.0.1:${address.port}/v1`,
		offered,
		toolAnswers,
		async close() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}

function said(content: string) {
	return { role: 'assistant', content };
}

function call(name: string, toolArguments: Record<string, unknown>) {
	const toolCall = { name, arguments: JSON.stringify(toolArguments) };
	return {
		role: 'assistant',
		content: null,
		tool_calls: [{ id: 'call_1', type: 'function', function: toolCall }],
	};
}

function completion(message: object) {
	return {
		id: 'chat_1',
		object: 'chat.completion',
		created: 0,
		model: 'stand-in',
		choices: [
			{ index: 0, message, finish_reason: 'tool_calls' in message ? 'tool_calls' : 'stop' },
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
