import { z } from 'zod/v4';
import { saveAndTest } from './n8n/credentials';
import { finishedExecution } from './n8n/executions';
import { releasesToTry } from './n8n/releases';
import { executeManually, importWorkflow } from './n8n/workflows';
import { n8nSuite } from './n8nSuite';

const Types = z.array(z.looseObject({ name: z.string(), displayName: z.string() }));

/** A trigger that is pressed by hand. */
const START = {
	parameters: {},
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
};

describe.each(releasesToTry())('n8n $version', (release) => {
	const n8n = n8nSuite(release);

	const getDisplayName = async (kind: 'nodes' | 'credentials', name: string) =>
		Types.parse(await n8n.session.get(`/types/${kind}.json`)).find((type) => type.name === name)
			?.displayName;

	test('the installed tarball gives n8n the node, the node as a tool, and the credential', async () => {
		expect(await getDisplayName('nodes', 'n8n-nodes-eso-leads.esoLeads')).toBe('E-so Leads');
		expect(await getDisplayName('nodes', 'n8n-nodes-eso-leads.esoLeadsTool')).toBe(
			'E-so Leads Tool',
		);
		expect(await getDisplayName('credentials', 'esoApi')).toBe('E-so API');
	});

	test('the credential test says yes to a good token', async () => {
		const { token, url } = n8n.emulator;
		const verdict = await saveAndTest(n8n.session, { accessToken: token, baseUrl: url });
		expect(verdict.status).toBe('OK');
	});

	test('the credential test says no to a bad token, and that it is the token', async () => {
		const { url } = n8n.emulator;
		const verdict = await saveAndTest(n8n.session, { accessToken: 'mistyped', baseUrl: url });
		expect(verdict).toEqual({
			status: 'Error',
			message: expect.stringContaining('does not accept this access token'),
		});
	});

	test('the credential test says no to a wrong address, and that it is the address', async () => {
		const { token, url } = n8n.emulator;
		const baseUrl = `${url}/somewhere`;
		const verdict = await saveAndTest(n8n.session, { accessToken: token, baseUrl });
		expect(verdict).toEqual({
			status: 'Error',
			message: expect.stringContaining(
				"no E-so API at this address (status 404). Check 'Base URL'",
			),
		});
	});

	test('no workflow can send the token elsewhere with the HTTP Request node', async () => {
		const { session, credential, emulator } = n8n;
		const request = {
			parameters: {
				url: `${emulator.url}/elsewhere`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'esoApi',
			},
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			position: [200, 0],
			credentials: { esoApi: credential },
		};
		// n8n 2 does not save it, since the credential is for the package's own nodes; n8n 1 does not run it.
		const refusal = async () => {
			const file = {
				name: 'Send the token elsewhere',
				nodes: [START, request],
				connections: { Start: { main: [[{ node: request.name, type: 'main', index: 0 }]] } },
				pinData: {},
			};
			const workflow = await importWorkflow(session, file, credential);
			const execution = await finishedExecution(
				session,
				await executeManually(session, workflow, 'Start'),
			);
			return execution.error;
		};
		expect(await refusal().catch(String)).toMatch(
			/restricted to: n8n-nodes-eso-leads\.esoLeads, n8n-nodes-eso-leads\.esoLeadsTool|configured to prevent use within an HTTP Request/,
		);
		expect(emulator.requests).toEqual([]);
	});
});
