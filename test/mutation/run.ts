import { execFileSync } from 'node:child_process';
import { keepScores, type Scores } from './scores';
import { toOptions, toParts } from './parts';

// npm run test:mutation [-- folder or file …]: see docs/mutation-testing.md.

interface MutantResult {
	fileName: string;
	status: string;
}

const NOTICED = ['Killed', 'Timeout'];
const COUNTED = [...NOTICED, 'Survived', 'NoCoverage'];

function git(...words: string[]): string {
	return execFileSync('git', words, { encoding: 'utf8' }).trim();
}

/** The commit that is measured, marked where the sources differ from it. */
function measuredCommit(): string {
	const isChanged = git('status', '--porcelain', 'nodes', 'test') !== '';
	return `${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' and changes' : ''}`;
}

function toScores(results: readonly MutantResult[], commit: string): Scores {
	const scores: Scores = {};
	for (const { fileName, status } of results) {
		if (!COUNTED.includes(status)) continue;
		const file = fileName.replace(/^.*nodes\/EsoLeads\//, '');
		const score = (scores[file] ??= { noticed: 0, mutants: 0, commit });
		score.mutants += 1;
		if (NOTICED.includes(status)) score.noticed += 1;
	}
	return scores;
}

async function main(): Promise<void> {
	const { Stryker } = await import('@stryker-mutator/core');
	for (const part of toParts(process.argv.slice(2))) {
		const startedAt = performance.now();
		// Asked before: the sources may change while a copy of them is measured.
		const commit = measuredCommit();
		const results = await new Stryker(toOptions(part)).runMutationTest();
		keepScores(toScores(results, commit));
		const minutes = (performance.now() - startedAt) / 60_000;
		console.log(
			`${part.mutate.join(' ')}: ${results.length} mutants in ${minutes.toFixed(1)} minutes`,
		);
	}
}

void main();
