/**
 * A table of µs a number by kind; fails where a readable kind takes more than 15 times as long as a
 * plain number, or a refused one more than 40 times.
 */
import { measureNumbers, toNumberTable } from './numberKinds';

const costs = measureNumbers();
console.log(toNumberTable(costs));
if (costs.some(({ isSlow }) => isSlow)) process.exitCode = 1;
