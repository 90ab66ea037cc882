import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { type CompiledProgram, compileProgram } from '../crash/program';
import { type Emulator, startEmulator } from '../emulator/emulator';
import type { RunHeap } from './measureRun';
import { measureInProcess } from './memoryProcess';

const MAX_BYTES_AN_ITEM = 150;
const TIMEOUT = 180_000;

let folder: string;
let program: CompiledProgram;
let emulator: Emulator;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'eso-memory-'));
	program = compileProgram(join(__dirname, 'memoryProgram.ts'), folder);
	emulator = await startEmulator({ keepsBodies: false });
});
afterAll(async () => {
	await emulator.close();
	rmSync(folder, { recursive: true, force: true });
});

const credentials = () => ({ accessToken: emulator.token, baseUrl: emulator.url });

async function measureHeap(
	kind: 'clean' | 'messy',
	items: number,
	requests: number,
	options: INodeParameters = {},
): Promise<RunHeap> {
	const order = { kind, items, requests, parameters: { options }, credentials: credentials() };
	const report = await measureInProcess(program, order);
	if (report.kind !== 'run') throw new Error('The process measured something else');
	// One that took another number of requests was measured at the wrong moment.
	expect(report.heap.summary).toMatch(new RegExp(`accepted in ${requests} batches`));
	expect(report.heap.collections).toBeGreaterThanOrEqual(5);
	return report.heap;
}

test(
	'200,000 leads need at most 150 bytes of memory each beside their input, the links of the output included',
	async () => {
		const { atLastRequest, atMost } = await measureHeap('clean', 200_000, 400);
		expect(atLastRequest).toBeLessThanOrEqual(MAX_BYTES_AN_ITEM);
		expect(atMost).toBeLessThanOrEqual(MAX_BYTES_AN_ITEM);
	},
	TIMEOUT,
);

test(
	'bad leads and duplicates need at most 150 bytes each beside their input and what comes out on Rejected',
	async () => {
		const { atMost, output } = await measureHeap('messy', 50_000, 34);
		expect(atMost - output).toBeLessThanOrEqual(MAX_BYTES_AN_ITEM);
		// They come out whole, with a reason in words: had the output not been held, this would prove nothing.
		expect(output).toBeGreaterThan(MAX_BYTES_AN_ITEM);
	},
	TIMEOUT,
);

test(
	'leads that are all checked before the first is sent need at most 150 bytes each too',
	async () => {
		const { atLastRequest } = await measureHeap('clean', 100_000, 200, { invalidLeads: 'stop' });
		expect(atLastRequest).toBeLessThanOrEqual(MAX_BYTES_AN_ITEM);
	},
	TIMEOUT,
);

test(
	'twenty runs leave no more memory in use than the first of them',
	async () => {
		const order = { kind: 'repeated', items: 1_000, runs: 20, credentials: credentials() } as const;
		const report = await measureInProcess(program, order);
		const live = report.kind === 'runs' ? report.live : [];
		expect(live).toHaveLength(20);
		// After some runs the last batch is not let go of yet: of five runs one has nothing under way.
		const growth = Math.min(...live.slice(-5)) - Math.min(...live.slice(0, 5));
		// One byte kept an item would come to fifteen thousand.
		expect(growth).toBeLessThanOrEqual(10_000);
	},
	TIMEOUT,
);
