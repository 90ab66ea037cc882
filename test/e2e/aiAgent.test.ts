import { type ChatModel, startChatModel } from './chatModel';
import { storeCredentialOfType } from './n8n/credentials';
import { finishedExecution } from './n8n/executions';
import { releasesToTry } from './n8n/releases';
import { executeManually, importWorkflow, readExample } from './n8n/workflows';
import { n8nSuite } from './n8nSuite';

const CHAT = 'Chat';

describe.each(releasesToTry())('n8n $version', (release) => {
	const n8n = n8nSuite(release);
	let model: ChatModel;

	beforeAll(async () => {
		model = await startChatModel({ contact_number: '98190 12345', name: 'Asha Rao' });
	});
	afterAll(async () => await model?.close());

	test('the agent of the example saves the person that a chat model names, and learns what became of them', async () => {
		const { session, emulator, credential } = n8n;
		const data = { apiKey: 'none', url: model.url };
		const openAi = await storeCredentialOfType(session, {
			type: 'openAiApi',
			name: 'OpenAi account',
			data,
		});
		const file = readExample('ai-agent');
		const nodes = file.nodes.map((node) =>
			node.name === 'OpenAI Chat Model' ? { ...node, credentials: { openAiApi: openAi } } : node,
		);
		const json = {
			sessionId: '1',
			action: 'sendMessage',
			chatInput: 'New lead: Asha Rao, 98190 12345.',
		};
		const pinData = { [CHAT]: [{ json }] };
		const workflow = await importWorkflow(session, { ...file, nodes, pinData }, credential);
		const id = await executeManually(session, workflow, CHAT);

		expect(await finishedExecution(session, id)).toMatchObject({ status: 'success' });
		expect([...model.offered.values()]).toMatchObject([
			{ properties: { contact_number: { type: 'string' }, name: { type: 'string' } } },
		]);
		expect([...emulator.store.values()]).toMatchObject([
			{
				countryCode: 91,
				contactNumber: '9819012345',
				origin: 'AGENT',
				fields: { name: 'Asha Rao' },
			},
		]);
		expect(model.toolAnswers.join()).toContain('accepted');
	});
});
