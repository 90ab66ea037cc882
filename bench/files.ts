/** Prints how long reading takes for files of each kind, and fails where one is too slow. With `--quick`, of short ones, it only reads. */
import { measureFiles, QUICK_MEGABYTES, toFileTable } from './fileKinds';

const isQuick = process.argv.includes('--quick');

void measureFiles(isQuick ? QUICK_MEGABYTES : undefined).then((costs) => {
	process.stdout.write(`${toFileTable(costs)}\n`);
	if (!isQuick && costs.some(({ isSlow }) => isSlow)) process.exitCode = 1;
});
