import { startChatModel } from './chatModel';
import { storeCredentialOfType } from './n8n/credentials';
import { finishedExecution } from './n8n/executions';
import { releasesToTry } from './n8n/releases';
import { executeManually, importWorkflow, readExample } from './n8n/workflows';
import { n8nSuite } from './n8nSuite';

const CHAT = 'Chat';

describe.each(releasesToTry())('n8n $version', (release) => {
	const n8n = n8nSuite(release);

	/** Lets the agent of the example talk to a model that calls its tool with these arguments. */
	const agentSaves = async (toolArguments: { contact_number: string; name: string }) => {
		const { session, credential } = n8n;
		const model = await startChatModel(toolArguments);
		try {
			const openAi = await storeCredentialOfType(session, {
				type: 'openAiApi',
				name: 'OpenAi account',
				data: { apiKey: 'none', url: model.url },
			});
			const file = readExample('ai-agent');
			const nodes = file.nodes.map((node) =>
				node.name === 'OpenAI Chat Model' ? { ...node, credentials: { openAiApi: openAi } } : node,
			);
			const chatInput = `New lead: ${toolArguments.name}, ${toolArguments.contact_number}.`;
			const json = { sessionId: '1', action: 'sendMessage', chatInput };
			const pinData = { [CHAT]: [{ json }] };
			const workflow = await importWorkflow(session, { ...file, nodes, pinData }, credential);
			const id = await executeManually(session, workflow, CHAT);
			expect(await finishedExecution(session, id)).toMatchObject({ status: 'success' });
		} finally {
			await model.close();
		}
		return model;
	};

	test('the agent of the example saves the person that a chat model names, and learns what became of them', async () => {
		const model = await agentSaves({ contact_number: '98190 12345', name: 'Asha Rao' });
		expect([...model.offered.values()]).toMatchObject([
			{ properties: { contact_number: { type: 'string' }, name: { type: 'string' } } },
		]);
		expect([...n8n.emulator.store.values()]).toMatchObject([
			{
				countryCode: 91,
				contactNumber: '9819012345',
				origin: 'AGENT',
				fields: { name: 'Asha Rao' },
			},
		]);
		expect(model.toolAnswers.map((answer) => JSON.parse(answer))).toMatchObject([
			[{ accepted: true, contact_number: '9819012345', fields: { name: 'Asha Rao' } }],
		]);
	});

	test('the agent of the example is told why a number is rejected', async () => {
		const model = await agentSaves({ contact_number: '12', name: 'Asha Rao' });
		expect(n8n.emulator.store.size).toBe(0);
		expect(model.toolAnswers).toEqual([expect.stringMatching(/'Contact Number' holds/)]);
	});
});
