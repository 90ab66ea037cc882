import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The folders of nodes/EsoLeads are mutated one after the other, each with the tests that suit it. */
export const FOLDERS = ['lead', 'delivery', 'file', 'report', 'api', 'operations'] as const;

export type Folder = (typeof FOLDERS)[number];

/** Folders that are mostly tested through n8n's engine. */
const THROUGH_ENGINE: readonly Folder[] = ['report', 'api', 'operations'];

export interface Part {
	folder: Folder;
	/** Globs of what is mutated. */
	mutate: string[];
}

/**
 * What to mutate: all folders, or those that are named, or single files of them: `report`, `api/answers.ts`. What is named of one
 * folder is measured together.
 *
 * @throws Error for a name that is neither.
 */
export function toParts(names: readonly string[]): Part[] {
	const parts = new Map<Folder, Part>();
	for (const name of names.length === 0 ? FOLDERS : names) {
		const folder = FOLDERS.find((known) => name === known || name.startsWith(`${known}/`));
		if (folder === undefined) throw new Error(`${name}: neither a folder nor a file of one`);
		const part = parts.get(folder) ?? { folder, mutate: [] };
		part.mutate.push(`nodes/EsoLeads/${name === folder ? `${name}/**/*.ts` : name}`);
		parts.set(folder, part);
	}
	return [...parts.values()];
}

/** Which tests are asked about a folder: folders and files of test/. */
const TESTS: Readonly<Record<Folder | 'importFile', readonly string[]>> = {
	lead: ['unit/lead'],
	delivery: ['unit/delivery'],
	file: ['unit/file'],
	report: [
		'unit/report',
		'engine/bulkCreate.test.ts',
		'engine/onError.test.ts',
		'engine/duplicatesAndInvalidLeads.test.ts',
		'engine/delete.test.ts',
	],
	api: [
		'unit/api',
		'engine/credentialTest.test.ts',
		'engine/badCredential.test.ts',
		'engine/tags.test.ts',
		'security/repeatedToken.test.ts',
		'security/requestHead.test.ts',
	],
	operations: ['unit/operations', 'engine', 'security/objectKeys.test.ts'],
	/** The other tests of operations/, of which most run it not at all, would take minutes. */
	importFile: [
		'unit/operations/importFile',
		'engine/importFile.test.ts',
		'engine/importFileEndings.test.ts',
		'engine/importFileFormat.test.ts',
		'engine/importFileHints.test.ts',
		'engine/importFileKinds.test.ts',
		'engine/importFileRejected.test.ts',
		'engine/importFileResume.test.ts',
		'engine/importFileStop.test.ts',
	],
};

/**
 * Random tests: most mutants break them, and each then takes seconds to do so. The score is what the others reach alone. What takes
 * longer than all others together is left out, too; `story` and `parameters` ask for the built node and for snapshots.
 */
const LEFT_OUT =
	/properties|countsAddUp|regionSweep|roundTrip|\.slow\.|story|engine\/parameters|package\.test|conservation|deadline|badAnswers|hopelessRuns|hugeAnswers|hostileText|longMessages/;

/** What takes a second by itself, so that it comes last. */
const SLOW =
	/isolate\.test|hostile|cancelling|deliverEach\.test|numberTable|engine\/(cancel|onErrorTable|neverThrows|getMany|upsert|create)|security/;

const ROOT = join(__dirname, '../..');

/** The test files of folders, or of single files; the quick ones first, since the first test that notices a mutant ends its run. */
function listTestFiles(places: readonly string[]): string[] {
	const files = places.flatMap(listTestFilesIn).filter((file) => !LEFT_OUT.test(file));
	return files.sort((a, b) => Number(SLOW.test(a)) - Number(SLOW.test(b)));
}

function listTestFilesIn(place: string): string[] {
	const path = join(ROOT, 'test', place);
	if (statSync(path).isFile()) return [`test/${place}`];
	return readdirSync(path, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.test.ts'))
		.map((name) => `test/${place}/${name}`);
}

/** The options of Stryker for a part; the rest is in stryker.config.json. */
export function toOptions({ folder, mutate }: Part) {
	const isImport = mutate.every((glob) => glob.includes('/operations/importFile/'));
	return {
		mutate,
		// Texts and tables of operations/ are set up when the module is loaded: each of their mutants would run all tests of the engine,
		// and die of none, or of the snapshot of all parameters.
		ignoreStatic: folder === 'operations',
		askedTests: listTestFiles(TESTS[isImport ? 'importFile' : folder]),
		setup: THROUGH_ENGINE.includes(folder) ? 'test/mutation/nodeFromSources.ts' : '',
	};
}
