/** Prints how long reading takes for files of each kind, and fails where one is too slow. */
import { measureFiles, toFileTable } from './fileKinds';

void measureFiles().then((costs) => {
	process.stdout.write(`${toFileTable(costs)}\n`);
	if (costs.some(({ isSlow }) => isSlow)) process.exitCode = 1;
});
