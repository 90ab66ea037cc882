/** The folders of nodes/EsoLeads are mutated one after the other, each with the tests that suit it: test/mutation/<folder>.ts. */
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

/** Import File has tests of its own: the others of operations/, of which most run it not at all, would take minutes. */
function chooseTests({ folder, mutate }: Part): string {
	return mutate.every((glob) => glob.includes('/operations/importFile/')) ? 'importFile' : folder;
}

/** The options of Stryker for a part; the rest is in stryker.config.json. */
export function toOptions(part: Part) {
	const { folder, mutate } = part;
	return {
		mutate,
		// Texts and tables of operations/ are set up when the module is loaded: each of their mutants would run all tests of the engine,
		// and die of none, or of the snapshot of all parameters.
		ignoreStatic: folder === 'operations',
		jest: {
			config: {
				testMatch: [`<rootDir>/test/mutation/${chooseTests(part)}.ts`],
				testEnvironment: './test/mutation/environment.cjs',
				// A mutant that hangs would otherwise wait until Stryker gives it up, after twice the time of all its tests.
				testTimeout: 10_000,
				...(THROUGH_ENGINE.includes(folder) && {
					moduleNameMapper: {
						'^(n8n-core|n8n-workflow|@n8n/di)$': '<rootDir>/test/mutation/outside/$1.cjs',
					},
					setupFilesAfterEnv: ['<rootDir>/test/mutation/nodeFromSources.ts'],
				}),
			},
			enableFindRelatedTests: false,
		},
	};
}
