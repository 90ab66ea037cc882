import { join } from 'node:path';
import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import { cachedInstallation } from '../test/e2e/n8n/installation';
import { CURRENT } from '../test/e2e/n8n/releases';
import type { RunOptions, WorkflowFile } from '../test/support/engine/runWorkflow';
import type { FurtherNodes } from '../test/support/engine/nodeTypes';

/**
 * n8n's own nodes, from the real n8n that the end-to-end tests keep: 180 MB are too many to install for
 * a comparison. The Code node's text runs in the engine's process: in an n8n server it travels to a
 * task runner and back, which takes longer. The comparison favours the workflows that use it.
 */
const n8n = cachedInstallation(CURRENT);

/** Whether the peers can be run on this machine. */
export const hasPeers = n8n !== undefined;

const CLASSES = {
	'n8n-nodes-base.splitInBatches': ['SplitInBatches/SplitInBatches.node.js', 'SplitInBatches'],
	'n8n-nodes-base.code': ['Code/Code.node.js', 'Code'],
	'n8n-nodes-base.httpRequest': ['HttpRequest/HttpRequest.node.js', 'HttpRequest'],
} as const;

/** The real classes. @throws Error without an n8n. */
export function peerNodes(): FurtherNodes {
	if (n8n === undefined) throw new Error('n8n is not on this machine');
	const nodes = join(n8n.modules, 'n8n-nodes-base/dist/nodes');
	return Object.fromEntries(
		Object.entries(CLASSES).map(([type, [file, name]]) => {
			// eslint-disable-next-line @typescript-eslint/no-require-imports
			const NodeClass = require(join(nodes, file))[name];
			return [type, new NodeClass()];
		}),
	);
}

/** Runs a Code node in this process. */
export const runCode: NonNullable<RunOptions['runCode']> = async (
	_,
	__,
	settings,
	___,
	inputData,
) => {
	const { code } = settings as { code: string };
	const items = inputData.main?.[0] ?? [];
	const result: unknown = new Function('$input', code)({ all: () => items });
	return { ok: true, result } as never;
};

/** What people write into the Code node: the last ten digits are the number, and nothing is checked. */
const TO_LEAD = `({ json }) => {
	const digits = String(json.Mobile).replace(/\\D/g, '').slice(-10);
	return {
		'contact-easysocial-whatsapp-api-support_number': Number(digits),
		country_code: 91,
		contact_number: digits,
		origin: 'UPLOAD',
		name: json.Name,
		city: json.City,
		'opt in': json['Opt In'],
		score: json.Score,
	};
}`;

const PACK_INPUT = `return [{ json: { data: $input.all().map(${TO_LEAD}) } }];`;
const PACK_ALL = `const leads = $input.all().map(${TO_LEAD});
const batches = [];
for (let at = 0; at < leads.length; at += 500) batches.push({ json: { data: leads.slice(at, at + 500) } });
return batches;`;
const ONE_LEAD = `={{ { data: [(${TO_LEAD.replaceAll('\n', ' ')})({ json: $json })] } }}`;

/** What a workflow sends its requests to. */
export interface Target {
	url: string;
	token: string;
}

/** Loop Over Items (500) → Code → HTTP Request, as most people build it. */
export function loopWorkflow(target: Target): WorkflowFile {
	return workflow(
		[
			node('Loop', 'n8n-nodes-base.splitInBatches', 3, { batchSize: 500, options: {} }),
			node('Pack', 'n8n-nodes-base.code', 2, { jsCode: PACK_INPUT }),
			httpRequest(target, '={{ $json }}'),
		],
		{
			Trigger: { main: [[to('Loop')]] },
			Loop: { main: [[], [to('Pack')]] },
			Pack: { main: [[to('Send')]] },
			Send: { main: [[to('Loop')]] },
		},
	);
}

/** Code that packs all leads → HTTP Request, which sends all batches at once. */
export function expertWorkflow(target: Target): WorkflowFile {
	return workflow(
		[
			node('Pack', 'n8n-nodes-base.code', 2, { jsCode: PACK_ALL }),
			httpRequest(target, '={{ $json }}'),
		],
		{ Trigger: { main: [[to('Pack')]] }, Pack: { main: [[to('Send')]] } },
	);
}

/**
 * Without it the node starts all requests at once, and of 10,000 some find their connection closed: the run fails. Fifty take
 * longer than the tenth of a second, so that it costs no time.
 */
const BATCHING = { batching: { batch: { batchSize: 50, batchInterval: 100 } } };

/** HTTP Request for each lead, with its option *Batching*. */
export function singleWorkflow(target: Target): WorkflowFile {
	return workflow([httpRequest(target, ONE_LEAD, BATCHING)], {
		Trigger: { main: [[to('Send')]] },
	});
}

function httpRequest(
	{ url, token }: Target,
	jsonBody: string,
	options: INodeParameters = {},
): INode {
	return node('Send', 'n8n-nodes-base.httpRequest', 4.2, {
		method: 'POST',
		url: `${url}/api/v1/leads/bulk-create`,
		sendHeaders: true,
		headerParameters: { parameters: [{ name: 'Authorization', value: `Bearer ${token}` }] },
		sendBody: true,
		specifyBody: 'json',
		jsonBody,
		options,
	});
}

function workflow(nodes: INode[], connections: IConnections): WorkflowFile {
	return { nodes: [node('Trigger', 'n8n-nodes-base.manualTrigger', 1, {}), ...nodes], connections };
}

function node(name: string, type: string, typeVersion: number, parameters: INodeParameters): INode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters };
}

function to(name: string) {
	return { node: name, type: 'main' as const, index: 0 };
}
