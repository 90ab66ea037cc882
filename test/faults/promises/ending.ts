import type { Evidence, Promised } from '../evidence';
import {
	contactNumbersIn,
	hasUsedItsRetries,
	isGivenUp,
	isSearch,
	mayEndTheRun,
	mayHaveLostTouch,
	mayHaveRunOutOfTime,
	mayShareACause,
} from '../model/chains';

export const stopsWhenDue: Promised = {
	says: 'under Stop Workflow the node fails exactly when leads got no verdict, and under Continue never',
	check({ run, chains, expected, ordeal: { parameters } }) {
		const isStopping = parameters.onError === 'stopWorkflow';
		const givenUp = chains.filter(isGivenUp);
		const isDue = expected.isUnstarted || givenUp.some((chain) => !isSearch(chain, chains));
		// A token that expires in the search for a field ends the run, too.
		const mayFail = mayShareACause(chains) || givenUp.some((chain) => isSearch(chain, chains));
		if (isStopping && !isDue && mayFail) return;
		expect(run.status).toBe(isStopping && isDue ? 'error' : 'success');
	},
};

export const stopsAtOnce: Promised = {
	says: 'after an answer that ends the run, such as 401, no request starts any more',
	check({ run }) {
		for (const { means, arrivals } of run.answers)
			if (means === 'stop') expect(run.answers).toHaveLength(arrivals);
	},
};

export const givesUpWhenDue: Promised = {
	says: 'a batch is given up only when its retries or the time are used up, or when the run has ended',
	check({ chains, ordeal: { parameters } }) {
		const givenUp = chains.filter(isGivenUp);
		const hasReason = givenUp.map(
			(chain) =>
				chain.last.means !== 'retry' ||
				hasUsedItsRetries(chain, parameters) ||
				mayHaveRunOutOfTime(chain, parameters),
		);
		const isRunOver =
			mayHaveLostTouch(chains) ||
			mayShareACause(chains) ||
			givenUp.some(
				(chain, index) =>
					mayEndTheRun(chain, parameters) ||
					(parameters.onError === 'stopWorkflow' && hasReason[index] === true),
			);
		if (!isRunOver) expect(hasReason).not.toContain(false);
	},
};

export const saysHowFarItGot: Promised = {
	says: 'the error of a run that stopped tells how many leads were accepted',
	check(evidence) {
		const { run, expected, ordeal } = evidence;
		if (run.status !== 'error') return;
		const message = run.error?.message ?? '';
		if (expected.isUnstarted) {
			const invalid = expected.items.filter(({ kind }) => kind === 'invalid').length;
			expect(message).toMatch(new RegExp(`^${invalid} leads? of the input cannot be sent`));
			expect(run.answers).toEqual([]);
			return;
		}
		const told = / Stopped at batch \d+ with (\d+) of (\d+) leads? accepted\.$/.exec(message);
		const accepted = acceptedNumbers(evidence);
		expect(told?.slice(1).map(Number)).toEqual([accepted.size, ordeal.items.length]);
		const wasAnyLost = run.answers.some(({ isLost }) => isLost);
		if (!wasAnyLost) expect(accepted.size).toBe(run.stored.size);
	},
};

function acceptedNumbers({ run }: Evidence): Set<string> {
	return new Set(run.answers.filter(({ means }) => means === 'accepted').flatMap(contactNumbersIn));
}
