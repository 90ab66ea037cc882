import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';

/**
 * Random tests: most mutants break them, and each then takes seconds to do so. The score is what the others reach alone. What takes
 * longer than all others together is left out, too; `story` asks for the built node.
 */
const LEFT_OUT =
	/properties|countsAddUp|regionSweep|roundTrip|\.slow\.|story|package\.test|conservation|deadline|badAnswers|hopelessRuns|hugeAnswers|hostileText|longMessages/;

/** What takes a second by itself, so that it comes last. */
const SLOW =
	/isolate\.test|hostile|cancelling|deliverEach\.test|numberTable|engine\/(cancel|onErrorTable|neverThrows|getMany|upsert|create)|security/;

// That a property fails is all that a mutant needs: looking for the smallest case takes ten times as long.
fc.configureGlobal({ endOnFailure: true });

const TESTS = join(__dirname, '..');

/**
 * Puts the tests of folders, or of single files, into the test file that calls this: `unit/api`, `engine/get.test.ts`. A mutant then
 * dies within a second or two, where jest would first set up thirty files for it. The quick ones go first, since the first test that
 * notices a mutant ends its run.
 */
export function testTogether(...places: readonly string[]): void {
	const files = places.flatMap(filesIn).filter((file) => !LEFT_OUT.test(file));
	const slowLast = files.sort((a, b) => Number(SLOW.test(a)) - Number(SLOW.test(b)));
	for (const file of slowLast) {
		describe(file, () => {
			// eslint-disable-next-line @typescript-eslint/no-require-imports -- their number is not known beforehand
			require(join(TESTS, file));
		});
	}
}

function filesIn(place: string): string[] {
	const path = join(TESTS, place);
	if (statSync(path).isFile()) return [place];
	return readdirSync(path, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.test.ts'))
		.map((name) => relative(TESTS, join(path, name)));
}
