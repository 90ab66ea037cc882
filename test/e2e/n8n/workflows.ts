import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod/v4';
import type { CredentialName } from './credentials';
import { waitFor } from '../waiting';
import type { N8nRelease } from './releases';
import type { Session } from './session';

/** A workflow as n8n exports it; what is not named here stays as it is. */
const WorkflowFile = z.looseObject({
	name: z.string(),
	nodes: z.array(
		z.looseObject({
			name: z.string(),
			type: z.string(),
			typeVersion: z.number(),
			parameters: z.record(z.string(), z.unknown()),
		}),
	),
	/** What nodes put out instead of running. */
	pinData: z.record(
		z.string(),
		z.array(z.looseObject({ json: z.record(z.string(), z.unknown()) })),
	),
});
export type WorkflowFile = z.infer<typeof WorkflowFile>;

const Imported = z.object({ data: z.looseObject({ id: z.string(), versionId: z.string() }) });
export type ImportedWorkflow = z.infer<typeof Imported>['data'];

const examples = resolve(__dirname, '../../../examples');

/** The names of the workflows in `examples/`. */
export function exampleNames(): string[] {
	return readdirSync(examples)
		.filter((file) => file.endsWith('.json'))
		.map((file) => basename(file, '.json'));
}

/** The workflow in `examples/<name>.json`. */
export function readExample(name: string): WorkflowFile {
	const text = readFileSync(join(examples, `${name}.json`), 'utf8');
	return WorkflowFile.parse(JSON.parse(text));
}

/** Imports a workflow, with the credential chosen in each E-so Leads node. */
export async function importWorkflow(
	session: Session,
	file: WorkflowFile,
	credential: CredentialName,
): Promise<ImportedWorkflow> {
	const nodes = file.nodes.map((node) =>
		node.type.startsWith('n8n-nodes-eso-leads.')
			? { ...node, credentials: { esoApi: credential } }
			: node,
	);
	return Imported.parse(await session.post('/rest/workflows', { active: false, ...file, nodes }))
		.data;
}

/** Presses "Execute workflow" for the trigger of this name. Returns the execution's id. */
export async function executeManually(
	session: Session,
	workflow: ImportedWorkflow,
	trigger: string,
): Promise<string> {
	const path = `/rest/workflows/${workflow.id}/run`;
	// n8n 1.x runs what the editor holds, 2.x what it has stored.
	const body = { workflowData: workflow, triggerToStartFrom: { name: trigger } };
	const started = await session.post(path, body);
	return z.object({ data: z.object({ executionId: z.string() }) }).parse(started).data.executionId;
}

const Status = z.object({ data: z.looseObject({ status: z.string() }) });

/** Publishes a workflow, and resolves when its webhooks and schedules are in force. */
export async function publish(
	session: Session,
	{ id, versionId }: ImportedWorkflow,
	release: N8nRelease,
): Promise<void> {
	await session.post(`/rest/workflows/${id}/activate`, { versionId });
	if (!release.publishesLater) return;
	await waitFor(`the publication of workflow ${id}`, 60, async () => {
		const answer = await session.get(`/rest/workflows/${id}/publication-status`);
		return Status.parse(answer).data.status === 'published' || undefined;
	});
}
