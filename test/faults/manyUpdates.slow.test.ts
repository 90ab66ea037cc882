import { inVirtualTime } from './virtualTime';
import { startEmulator } from '../emulator/emulator';
import { leadItems } from '../support/engine/leadItems';
import { runEsoLeads } from '../support/engine/runNode';

const UPDATES = 5_000;
const LATENCY_MS = 50;
const LANES = 4;
const IDEAL_MS = (UPDATES / LANES) * LATENCY_MS;

test('5,000 updates take hardly longer than their requests in four lanes must', async () => {
	await inVirtualTime(async (requests) => {
		const emulator = await startEmulator({ latencyMs: LATENCY_MS, keepsBodies: false });
		const credentials = { accessToken: emulator.token, baseUrl: emulator.url };
		const items = leadItems(UPDATES);
		await runEsoLeads({ items, credentials });
		requests.takeMost();
		const begun = performance.now();
		const run = await runEsoLeads({
			items,
			credentials,
			parameters: {
				operation: 'update',
				contactNumber: '={{ $json.contact_number }}',
				addTags: [1],
				requestOptions: { concurrency: LANES },
			},
		});
		const tookMs = performance.now() - begun;
		await emulator.close();
		expect(run.batches).toHaveLength(UPDATES);
		expect(emulator.records().every(({ tags }) => tags.includes(1))).toBe(true);
		expect(requests.takeMost()).toBe(LANES);
		expect(tookMs).toBeLessThanOrEqual(1.15 * IDEAL_MS);
	});
}, 300_000);
