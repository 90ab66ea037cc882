import { relative } from 'node:path';
import fc from 'fast-check';
import type { OnError } from 'n8n-workflow';
import { packageRoot } from '../support/engine/builtPackage';
import { ordealsUnder, type Ordeal } from './draw/ordeals';
import { toEvidence, toEvidenceOfSecondRun, type Evidence } from './evidence';
import { PROMISES, PROMISES_OF_SECOND_RUN } from './promises';
import { describeTimeline } from './timeline';
import { undergo } from './trial';

/** How many schedules of items the laboratory draws, and a quarter as many of files: these in `npm test`, 2,000 in `npm run test:slow`. */
const SCHEDULES = Number(process.env['FAULT_SCHEDULES'] ?? 60);
/** Under Stop Workflow a half of those of items, under Continue the other. */
const HALF = Math.ceil(SCHEDULES / 2);
export const QUARTER = Math.ceil(SCHEDULES / 4);

/** The same in every run, so that nobody's build fails by chance; another one finds other cases. */
const SEED = Number(process.env['FAULT_SEED'] ?? 20260502);
const PATH = process.env['FAULT_PATH'];

/** How long a failing case is made smaller. */
const SHRINKING_MS = 60_000;

/** Long enough for 2,000 schedules on a slow machine. */
export const TIME_LIMIT_MS = 3_600_000;

/**
 * Puts the node through this file's share of the schedules.
 *
 * @param look sees what came of each.
 * @throws if a promise is broken, with the smallest case that breaks it and how to replay it.
 */
export async function putToTheTest(
	settings: readonly OnError[],
	look: (evidence: Evidence) => void,
): Promise<void> {
	await tryMany(HALF, ordealsUnder(settings), async (ordeal) => look(await examine(ordeal)));
}

/**
 * Tries `count` of what is drawn.
 *
 * @throws if one of them fails, with the smallest that does and how to replay it.
 */
export async function tryMany<Drawn>(
	count: number,
	arbitrary: fc.Arbitrary<Drawn>,
	attempt: (drawn: Drawn) => Promise<void>,
): Promise<void> {
	let shrinkUntil = Infinity;
	const property = fc.asyncProperty(arbitrary, async (drawn) => {
		// As small as it got by now is small enough.
		if (Date.now() > shrinkUntil) return;
		try {
			await attempt(drawn);
		} catch (broken) {
			shrinkUntil = Math.min(shrinkUntil, Date.now() + SHRINKING_MS);
			throw broken;
		}
	});
	const result = await fc.check(property, {
		seed: SEED,
		numRuns: count,
		...(PATH === undefined ? {} : { path: PATH, endOnFailure: true }),
	});
	if (!result.failed) return;
	throw new Error(
		`${getReason(result.errorInstance)}\n\n` +
			`Schedule ${result.numRuns} of ${count}, made smaller ${result.numShrinks} times. Replay it with\n` +
			`FAULT_SEED=${result.seed} FAULT_PATH=${result.counterexamplePath} npx jest ${thisFile()}\n\n` +
			`${fc.stringify(result.counterexample?.[0])}`,
	);
}

/** Whether there are enough schedules for each of the rare things to happen in some. */
export const areMany = PATH === undefined && SCHEDULES >= 2_000;

/** @throws if the node breaks a promise under `ordeal`. */
async function examine(ordeal: Ordeal): Promise<Evidence> {
	const trial = await undergo(ordeal);
	const timeline = describeTimeline(trial);
	const evidence = withWords('the outputs are as the design says', timeline, () =>
		toEvidence(trial),
	);
	for (const { says, check } of PROMISES) withWords(says, timeline, () => check(evidence));
	const again = withWords('so are those of the second run', timeline, () =>
		toEvidenceOfSecondRun(trial, evidence),
	);
	if (again !== undefined)
		for (const { says, check } of PROMISES_OF_SECOND_RUN)
			withWords(`in the second run: ${says}`, timeline, () => check(again));
	return evidence;
}

export function withWords<T>(says: string, timeline: string, check: () => T): T {
	try {
		return check();
	} catch (broken) {
		throw new Error(`BROKEN: ${says}\n${getReason(broken)}\n\n${timeline}`);
	}
}

function getReason(thrown: unknown): string {
	return thrown instanceof Error ? thrown.message : String(thrown);
}

function thisFile(): string {
	return relative(packageRoot, expect.getState().testPath ?? 'test/faults');
}
