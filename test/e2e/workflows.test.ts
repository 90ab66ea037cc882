import { leadItems, storedNumber } from '../support/engine/leadItems';
import { finishedExecution } from './n8n/executions';
import { releasesToTry } from './n8n/releases';
import { executeManually, importWorkflow, publish, readExample } from './n8n/workflows';
import { n8nSuite } from './n8nSuite';

describe.each(releasesToTry())('n8n $version', (release) => {
	const n8n = n8nSuite(release);

	test('the first example, imported and executed by hand, accepts four of its six people and rejects two', async () => {
		const { session, emulator, credential } = n8n;
		const file = readExample('bulk-create');
		const workflow = await importWorkflow(session, file, credential);
		const id = await executeManually(session, workflow, 'When clicking ‘Execute workflow’');
		const execution = await finishedExecution(session, id);

		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(execution.items('Accepted Batches')).toMatchObject([{ leads: 4, accepted: 4 }]);
		expect(execution.items('Rejected Leads')).toMatchObject([
			{ Name: 'Ravi Menon', rejection: { code: 'invalid_contact_number' } },
			{ Name: 'Ananya K.', rejection: { code: 'duplicate_contact_number' } },
		]);
		expect(execution.hints('E-so Leads')).toEqual([
			expect.stringContaining('4 of 6 leads accepted'),
		]);
		expect([...emulator.store.keys()]).toEqual([
			'8192829284',
			'8104455661',
			'501234567',
			'8031234567',
		]);
	});

	describe('a form that posts to the published webhook example', () => {
		const post = async (body: unknown) =>
			await fetch(`${n8n.server.url}/webhook/eso-leads`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});

		beforeAll(async () => {
			const { session, credential } = n8n;
			const workflow = await importWorkflow(session, readExample('form-webhook'), credential);
			await publish(session, workflow, release);
		});

		test('learns of 1,000 leads at once that all are accepted, and E-so holds every one', async () => {
			const leads = leadItems(1_000).map(({ contact_number: phone, name }) => ({ phone, name }));
			const response = await post({ leads });
			expect(response.status).toBe(200);
			expect(await response.json()).toEqual({ accepted: 1_000, rejected: [] });
			const names = leads.map(({ name }, index) => [storedNumber(index), name] as const);
			const stored = Array.from(
				n8n.emulator.store,
				([number, { fields }]) => [number, fields.name] as const,
			);
			expect(new Map(stored)).toEqual(new Map(names));
		});

		test('learns of one person whose number is too short what is wrong with it', async () => {
			const response = await post({ phone: '98190', name: 'Asha' });
			expect(response.status).toBe(422);
			expect(await response.json()).toMatchObject({
				accepted: 0,
				rejected: [{ name: 'Asha', rejection: { code: 'invalid_contact_number', field: 'phone' } }],
			});
		});

		test.each([{ leads: [] }, []])('with nobody in it (%j) gets an answer, too', async (body) => {
			const response = await post(body);
			expect(response.status).toBe(200);
			expect(await response.json()).toEqual({ accepted: 0, rejected: [] });
			expect(n8n.emulator.requests).toEqual([]);
		});

		test('gets an answer even when E-so does not take the token any more', async () => {
			n8n.emulator.setFault(() => ({ kind: 'status', statusCode: 401 }));
			const response = await post({ phone: '98190 12345', name: 'Asha' });
			n8n.emulator.setFault(undefined);
			expect(response.status).toBe(422);
			expect(await response.json()).toMatchObject({
				accepted: 0,
				rejected: [{ name: 'Asha', rejection: { code: 'not_sent', retryable: true } }],
			});
		});
	});
});
