import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What takes a second by itself. */
const SLOW = /Properties|countsAddUp|isolate\.test|hostile|regionSweep/;

/**
 * Puts the unit tests of a folder into the test file that calls this. A mutant then dies within a second or two, where jest
 * would first set up thirty files for it. The quick ones go first, since the first test that notices a mutant ends its run.
 */
export function testTogether(folder: string): void {
	const path = join(__dirname, '../unit', folder);
	const files = readdirSync(path).filter((name) => name.endsWith('.test.ts'));
	const slowLast = files.sort((a, b) => Number(SLOW.test(a)) - Number(SLOW.test(b)));
	for (const file of slowLast) {
		describe(basename(file), () => {
			// eslint-disable-next-line @typescript-eslint/no-require-imports -- their number is not known beforehand
			require(join(path, file));
		});
	}
}
