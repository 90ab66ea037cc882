import { inspect } from 'node:util';
import type { Promised } from '../evidence';
import { TOKEN } from '../server';

export const secretToken: Promised = {
	says: 'the access token is nowhere in what the run leaves behind',
	check({ run, secondRun }) {
		for (const { run: left, error } of [run, ...(secondRun ? [secondRun] : [])]) {
			expect(JSON.stringify(left)).not.toContain(TOKEN);
			// The message and the stack of an error are no part of its JSON.
			expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(TOKEN);
		}
	},
};
