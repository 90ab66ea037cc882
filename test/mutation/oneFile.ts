import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';

/**
 * Random tests: most mutants break them, and each then takes seconds to do so. The score is what the others reach alone.
 */
const RANDOM = /properties|countsAddUp|regionSweep/;

/** What takes a second by itself. */
const SLOW = /isolate\.test|hostile|cancelling|deliverEach\.test|numberTable/;

// That a property fails is all that a mutant needs: looking for the smallest case takes ten times as long.
fc.configureGlobal({ endOnFailure: true });

/**
 * Puts the unit tests of a folder into the test file that calls this. A mutant then dies within a second or two, where jest
 * would first set up thirty files for it. The quick ones go first, since the first test that notices a mutant ends its run.
 */
export function testTogether(folder: string): void {
	const path = join(__dirname, '../unit', folder);
	const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
	const files = names.filter((name) => name.endsWith('.test.ts') && !RANDOM.test(name));
	const slowLast = files.sort((a, b) => Number(SLOW.test(a)) - Number(SLOW.test(b)));
	for (const file of slowLast) {
		describe(basename(file), () => {
			// eslint-disable-next-line @typescript-eslint/no-require-imports -- their number is not known beforehand
			require(join(path, file));
		});
	}
}
