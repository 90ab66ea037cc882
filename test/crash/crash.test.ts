import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, type LoggedRequest, startEmulator } from '../emulator/emulator';
import { Importers, type ImportEnd } from './importers';
import { importInput, namesByNumber } from './importInput';
import { drawKills, type Kill } from './kills';
import { compileProgram } from './program';

const LEADS = 600;
const BATCH_SIZE = 15;
const BATCHES = LEADS / BATCH_SIZE;
const IMPORTS = 4;
const KILLS_EACH = 5;
const SECONDS = 1_000;

const items = importInput(LEADS);
const parameters = { requestOptions: { batchSize: BATCH_SIZE, concurrency: 4 } };

let folder: string;
let emulator: Emulator;
let importers: Importers;
let onSettled: (request: LoggedRequest) => void;
/** How many batches each killed process had an answer to. */
const answeredBeforeKill: number[] = [];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'eso-crash-'));
	emulator = await startEmulator({ latencyMs: 5, onSettled: (request) => onSettled(request) });
	const program = compileProgram(join(__dirname, 'importProgram.ts'), folder);
	importers = new Importers(program, IMPORTS * (KILLS_EACH + 1));
});
afterAll(async () => {
	importers.close();
	await emulator.close();
	rmSync(folder, { recursive: true, force: true });
});

/** Runs the import in a process of its own, which is killed if a kill is given. */
async function importOnce(kill?: Kill): Promise<ImportEnd> {
	const importer = await importers.next();
	const target = kill && emulator.requests.length + kill.request;
	emulator.setFault(({ index }) => {
		if (index !== target) return undefined;
		if (kill?.moment === 'beforeStore') {
			importer.kill();
			return { kind: 'resetBeforeStore' };
		}
		return kill?.moment === 'beforeAnswer' ? { kind: 'stallHeaders', stores: true } : undefined;
	});
	onSettled = ({ index }) => {
		if (index === target) importer.kill();
	};
	const credentials = { accessToken: emulator.token, baseUrl: emulator.url };
	return await importer.run({ items, credentials, parameters });
}

const answered = () => emulator.requests.filter(({ statusCode }) => statusCode === 201).length;

test.each(Array.from({ length: IMPORTS }, (_, seed) => seed))(
	'an import that is killed five times and started again stores every number once, as it came first (seed %p)',
	async (seed) => {
		emulator.reset();
		for (const kill of drawKills(seed, KILLS_EACH, BATCHES)) {
			const before = answered();
			expect(await importOnce(kill)).toEqual({ report: undefined, signal: 'SIGKILL' });
			answeredBeforeKill.push(answered() - before);
		}
		const { report } = await importOnce();

		const stored = Array.from(
			emulator.store,
			([number, { fields }]) => [number, fields.name] as const,
		);
		expect(new Map(stored)).toEqual(namesByNumber(LEADS));
		expect(report).toMatchObject({
			status: 'success',
			summary: `600 of ${items.length} leads accepted in ${BATCHES} batches; ${items.length - LEADS} duplicates`,
		});
	},
	90 * SECONDS,
);

test('the twenty kills were real: most struck with some batches answered and some not', () => {
	expect(answeredBeforeKill).toHaveLength(20);
	const midway = answeredBeforeKill.filter((count) => count > 0 && count < BATCHES);
	expect(midway.length).toBeGreaterThanOrEqual(15);
});
