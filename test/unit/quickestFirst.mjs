import { statSync } from 'node:fs';
import Sequencer from '@jest/test-sequencer';

/** What takes a second by itself. */
const SLOW = /Properties|countsAddUp|isolate\.test|hostile|regionSweep/;

/** A mutant dies by the first test that notices it, so the quick ones go first. */
export default class QuickestFirst extends Sequencer {
	sort(tests) {
		const cost = ({ path }) => (SLOW.test(path) ? 1e9 : 0) + statSync(path).size;
		return [...tests].sort((a, b) => cost(a) - cost(b));
	}
}
