/* global process */
import { createRequire, Module } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
	determineHitLimitReached,
	DryRunStatus,
	TestStatus,
	toMutantRunResult,
} from '@stryker-mutator/api/test-runner';

// Stryker's own runner for jest starts jest anew for each mutant, which takes a second. Here one process loads sources and tests
// anew, which takes a tenth of that, and keeps what no mutant changes: compiled scripts, libraries, n8n's engine.

const require = createRequire(import.meta.url);
const { transformFileSync } = require('@swc/core');
const circus = require('jest-circus');
const { jestExpect } = require('@jest/expect');
const { ModuleMocker } = require('jest-mock');

/** What all mutants share: the home of n8n's engine, and the built package as it has loaded it. */
const KEPT = /\/test\/support\/engine\/(n8nHome|builtPackage)\.ts$/;

/** Each takes longer than a second, some only while branches are counted; a mutant that survives would need as many as it has such tests. */
const TOO_SLOW =
	/10,000 items take|12,345 leads|wait of a request that was|ends it at once.*stopWorkflow|does not speak TLS|never ends in time|holds nothing for longer|nor a single request, if a server|limit of a row counts characters|longer than a slice is decoded|lie across the chunks of a large file|in quotes that never ends is given up|of which no more is read is let go|of the requests, costs no lead|nine runs of ten where|5,000 tasks of 50 ms|at most 120 extra requests|to four requests of five|for 100000 leads|known at sight means|one lead in four|short way reads is what|by the plan of its country as by the library|is read otherwise the short way|of two numbers beside each other|loses the same prefix|place where it came first|does not stand still|never gives the node again/;

const TEST_TIMEOUT_MS = 5_000;

/** Compiles TypeScript once a process and file. */
function compileTypeScript() {
	const scripts = new Map();
	const load = (module, filename) => {
		let script = scripts.get(filename);
		if (script === undefined) {
			const { code } = transformFileSync(filename, {
				swcrc: false,
				jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
				module: { type: 'commonjs' },
			});
			script = new Script(Module.wrap(code), { filename });
			scripts.set(filename, script);
		}
		const { exports } = module;
		const wrapped = script.runInThisContext();
		wrapped.call(exports, exports, createRequire(filename), module, filename, dirname(filename));
	};
	// The first one wins: beside EsoLeads.node.ts stands EsoLeads.node.json.
	const others = { ...Module._extensions };
	for (const extension of Object.keys(others)) delete Module._extensions[extension];
	Object.assign(Module._extensions, { '.ts': load, ...others });
}

function provideJest() {
	const mocker = new ModuleMocker(globalThis);
	const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
	Object.assign(globalThis, { describe, it, test, beforeAll, beforeEach, afterAll, afterEach });
	globalThis.expect = jestExpect;
	globalThis.jest = {
		fn: mocker.fn.bind(mocker),
		spyOn: mocker.spyOn.bind(mocker),
		clearAllMocks: () => mocker.clearAllMocks(),
		restoreAllMocks: () => mocker.restoreAllMocks(),
		requireActual: require,
		setTimeout: () => undefined,
	};
}

/** All tests of a block, in order. */
function listTests(block) {
	return block.children.flatMap((child) => (child.type === 'test' ? [child] : listTests(child)));
}

function nameOf(test) {
	const names = [];
	for (let part = test; part.parent !== undefined; part = part.parent) names.unshift(part.name);
	return names.join(' ');
}

function toResult({ id, errors, duration, status }) {
	if (errors.length > 0) return toFailure(id, errors.flat()[0]);
	const success = toSuccess(id, duration ?? 0);
	return status === 'done' ? success : { ...success, status: TestStatus.Skipped };
}

function toSuccess(id, timeSpentMs) {
	return { id, name: id, timeSpentMs, status: TestStatus.Success };
}

function toFailure(id, error) {
	const failureMessage = String(error?.stack ?? error);
	return { id, name: id, timeSpentMs: 0, status: TestStatus.Failed, failureMessage };
}

/**
 * What runs while a file of tests is loaded, such as a table of the sources, is counted for this test, which stands for all of the
 * file. So Stryker takes nothing for static, for which it would run all tests of the folder.
 */
function wholeFile(file) {
	return `${file} *`;
}

function isFailed({ status }) {
	return status === TestStatus.Failed;
}

function createRunner({ askedTests, setup, ignoreStatic }) {
	const sandbox = process.cwd();
	const mutants = (globalThis.__stryker__ ??= {});
	/** Of the file that runs: its tests by ID, `unit/lead/origin.test.ts 3 An origin is read`. */
	let tests = new Map();
	let hasFailed = false;

	compileTypeScript();
	provideJest();
	// The smallest case in which a property fails takes ten times as long to find, and nobody reads it.
	require('fast-check').configureGlobal({ endOnFailure: true });
	// Of a promise that nobody waited for.
	process.on('unhandledRejection', () => {
		hasFailed = true;
	});
	circus.addEventHandler(({ name, test }) => {
		if (name === 'test_start') {
			mutants.currentTestId = test.id;
			// One failed test is enough.
			if (hasFailed) test.mode = 'skip';
		}
		if (name === 'test_done') mutants.currentTestId = undefined;
		if (name === 'test_fn_failure' || name === 'hook_failure') hasFailed = true;
	});

	const forget = (isForgotten) => {
		for (const file of Object.keys(require.cache)) {
			const isOurs = file.startsWith(sandbox) && file.endsWith('.ts');
			if (isOurs && isForgotten(file)) delete require.cache[file];
		}
	};

	const loadTests = (file) => {
		forget((loaded) => loaded.endsWith('.test.ts') || loaded.endsWith(setup));
		circus.resetState();
		circus.getState().testTimeout = TEST_TIMEOUT_MS;
		if (setup !== '') require(join(sandbox, setup));
		require(join(sandbox, file));
		const listed = listTests(circus.getState().rootDescribeBlock);
		tests = new Map(listed.map((test, index) => [`${file} ${index} ${nameOf(test)}`, test]));
		for (const [id, test] of tests) {
			test.id = id;
			if (TOO_SLOW.test(id)) test.mode = 'skip';
		}
	};

	const runTests = async () => {
		await circus.run();
		return [...tests.values()].map(toResult);
	};

	return {
		capabilities: () => ({ reloadEnvironment: true }),
		async dryRun() {
			mutants.mutantCoverage = { static: {}, perTest: {} };
			hasFailed = false;
			const results = [];
			for (const file of askedTests) {
				forget((loaded) => !KEPT.test(loaded));
				if (!ignoreStatic) mutants.currentTestId = wholeFile(file);
				loadTests(file);
				mutants.currentTestId = undefined;
				const ofFile = await runTests();
				const timeSpentMs = ofFile.reduce((sum, result) => sum + result.timeSpentMs, 0);
				results.push(toSuccess(wholeFile(file), timeSpentMs), ...ofFile);
			}
			const { mutantCoverage } = mutants;
			return { status: DryRunStatus.Complete, tests: results, mutantCoverage };
		},
		async mutantRun({ activeMutant, testFilter, hitLimit }) {
			mutants.hitCount = 0;
			mutants.hitLimit = hitLimit;
			mutants.activeMutant = activeMutant.id;
			hasFailed = false;
			forget((file) => !KEPT.test(file));
			const chosen = testFilter && new Set(testFilter);
			const results = [];
			for (const file of askedTests) {
				const isWhole = chosen === undefined || chosen.has(wholeFile(file));
				if (!isWhole && !testFilter.some((id) => id.startsWith(`${file} `))) continue;
				try {
					loadTests(file);
					for (const [id, test] of tests) if (!isWhole && !chosen.has(id)) test.mode = 'skip';
					results.push(...(await runTests()));
				} catch (error) {
					results.push(toFailure(file, error));
				}
				if (hasFailed && !results.some(isFailed)) results.push(toFailure(file, 'Rejected'));
				if (results.some(isFailed)) break;
			}
			const limit = determineHitLimitReached(mutants.hitCount, mutants.hitLimit);
			return toMutantRunResult(limit ?? { status: DryRunStatus.Complete, tests: results });
		},
	};
}
createRunner.inject = ['options'];

export const strykerPlugins = [
	declareFactoryPlugin(PluginKind.TestRunner, 'inProcess', createRunner),
];

export const strykerValidationSchema = {
	properties: { askedTests: { type: 'array' }, setup: { type: 'string' } },
};
