import './loudLog';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/emulator';
import { overhear, type Overheard } from './overhear';
import { type EsoLeadsOptions, type EsoLeadsRun, runEsoLeads } from './runNode';

/** What a test may set; the emulator's own credential where it sets none. */
export type SuiteRunOptions = Partial<EsoLeadsOptions> & Pick<EsoLeadsOptions, 'items'>;

/** The emulator of a test file, and runs of the node against it. */
export interface EsoSuite {
	/** Only within tests and hooks. */
	readonly emulator: Emulator;
	run(options: SuiteRunOptions): Promise<EsoLeadsRun>;
	/** Puts a run that was not made by `run` under the watch for the token. */
	watch(run: unknown): void;
}

/** The access token of all suites: spelled so that it occurs nowhere by chance. */
export const TOKEN = 'tkn_NeverToBeShown_7Q2xW9';

/**
 * Sets a test file up: one emulator, emptied and freed of faults before each test; retries without Retry-After come at once.
 * After each test the token must be nowhere in what n8n would save of the runs, nor in anything that the process or n8n's log
 * said.
 */
export function esoSuite(options: EmulatorOptions = {}): EsoSuite {
	let emulator: Emulator;
	let overheard: Overheard;
	let random: jest.SpyInstance;
	let saved: string[] = [];

	beforeAll(async () => {
		emulator = await startEmulator({ token: TOKEN, ...options });
	});
	beforeEach(() => {
		emulator.setFault(options.fault);
		emulator.reset();
		saved = [];
		overheard = overhear();
		// The node waits a random part of its backoff before it tries again: none of it here.
		random = jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterEach(() => {
		random.mockRestore();
		overheard.stop();
		expect(occurrences(TOKEN, saved.join('\n'))).toEqual([]);
		expect(occurrences(TOKEN, overheard.text())).toEqual([]);
	});
	afterAll(async () => await emulator.close());

	const watch = (run: unknown) => {
		saved.push(JSON.stringify(run));
	};
	return {
		get emulator() {
			return emulator;
		},
		watch,
		async run(runOptions) {
			const credentials = { accessToken: TOKEN, baseUrl: emulator.url };
			const finished = await runEsoLeads({ credentials, ...runOptions });
			watch(finished.run);
			return finished;
		},
	};
}

/** Every place where `secret` stands in `text`, with a few words around it: a whole run would be unreadable. */
function occurrences(secret: string, text: string): string[] {
	const places: string[] = [];
	for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
		places.push(text.slice(Math.max(0, at - 80), at + secret.length + 80));
	}
	return places;
}
