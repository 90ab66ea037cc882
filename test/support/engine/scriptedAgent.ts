import { deepCopy, NodeConnectionTypes, NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeType } from 'n8n-workflow';
import { createNode, createTrigger, ESO_ACCOUNT, linkTo } from '../nodes';
import { builtPackage } from './builtPackage';
import { runWorkflow } from './runWorkflow';

/** What an agent is told of a tool. */
export interface OfferedTool {
	name: string;
	description: string;
	/** The names of what it fills in. */
	asks: string[];
}

/** One call of a tool. */
export interface ToolCall {
	tool: string;
	given: Record<string, unknown>;
}

/** The part of a tool of LangChain's that an agent uses. */
interface Tool extends Pick<OfferedTool, 'name' | 'description'> {
	schema: { shape: Record<string, unknown> };
	invoke(given: Record<string, unknown>): Promise<unknown>;
}

/** The node as n8n's server offers it to agents: a copy with another name, no inputs and a tool as its output. */
async function toolNodeType(): Promise<INodeType> {
	const node = NodeHelpers.getVersionedNodeType((await builtPackage()).getNode('esoLeads').type);
	const description = {
		...deepCopy(node.description),
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	const copy: INodeType = Object.create(node, { description: { value: description } });
	return copy;
}

/** An agent that calls its tools by a script, where a model would choose. */
function agentNodeType(script: readonly ToolCall[], offered: OfferedTool[]): INodeType {
	return {
		description: {
			displayName: 'Agent',
			name: 'agent',
			group: ['transform'],
			version: 1,
			description: 'Calls its tools by a script',
			defaults: {},
			inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool }],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute() {
			const tools = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
			for (const { name, description, schema } of tools)
				offered.push({ name, description, asks: Object.keys(schema.shape).sort() });
			const answers: string[] = [];
			for (const { tool, given } of script) {
				const called = tools.find(({ name }) => name === tool);
				if (called === undefined) throw new Error(`There is no tool ${tool}`);
				answers.push(await called.invoke(given).then(String, (thrown) => String(thrown)));
			}
			return [answers.map((answer) => ({ json: { answer } }))];
		},
	};
}

/**
 * Lets an agent call the built node as its tools, in the real engine.
 * @param tools the parameters of each tool node, by its name.
 * @returns the tools as they were offered, and what each call gave the model: text, or what was thrown.
 */
export async function runAgent(
	tools: Readonly<Record<string, INodeParameters>>,
	script: readonly ToolCall[],
	credentials: { accessToken: string; baseUrl: string },
) {
	const offered: OfferedTool[] = [];
	const toolNodes = Object.entries(tools).map(([name, parameters]) =>
		createNode(name, 'n8n-nodes-eso-leads.esoLeadsTool', {
			parameters: { resource: 'lead', ...parameters },
			credentials: ESO_ACCOUNT,
		}),
	);
	const run = await runWorkflow({
		workflow: {
			nodes: [createTrigger(), createNode('Agent', 'agent'), ...toolNodes],
			connections: {
				Trigger: { main: [[linkTo('Agent')]] },
				...Object.fromEntries(
					toolNodes.map(({ name }) => [
						name,
						{ ai_tool: [[{ node: 'Agent', type: NodeConnectionTypes.AiTool, index: 0 }]] },
					]),
				),
			},
		},
		items: [{ json: {} }],
		credentials: { esoApi: credentials },
		nodeTypes: {
			agent: agentNodeType(script, offered),
			'n8n-nodes-eso-leads.esoLeadsTool': await toolNodeType(),
		},
	});
	const items = run.data.resultData.runData['Agent']?.[0]?.data?.main?.[0] ?? [];
	return { run, offered, answers: items.map(({ json }) => String(json.answer)) };
}
