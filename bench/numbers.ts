/**
 * A table of µs a number by kind; fails where a readable kind takes more than four times as long
 * as libphonenumber-js alone takes for a plain number, or a refused one more than eleven times.
 */
import { measureNumbers, toNumberTable } from './numberKinds';

const costs = measureNumbers();
console.log(toNumberTable(costs));
if (costs.some(({ isSlow }) => isSlow)) process.exitCode = 1;
