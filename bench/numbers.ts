/**
 * A table of µs a number by kind; fails where a readable kind takes more than 40 times as long as a
 * plain number, which is read the short way, or a refused one more than 100 times.
 */
import { measureNumbers, toNumberTable } from './numberKinds';

const costs = measureNumbers();
console.log(toNumberTable(costs));
if (costs.some(({ isSlow }) => isSlow)) process.exitCode = 1;
