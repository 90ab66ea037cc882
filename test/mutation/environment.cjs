/* global module, require, process */
/* eslint-disable @typescript-eslint/no-require-imports -- jest loads it with require */
const { mkdirSync, rmSync } = require('node:fs');
const { createRequire } = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { TestEnvironment } = require('jest-environment-node');

/** Each takes longer than a second, some only while branches are counted; a mutant that survives would need as many as it has such tests. */
const TOO_SLOW =
	/10,000 items take|12,345 leads|wait of a request that was|ends it at once.*stopWorkflow|does not speak TLS|never ends in time|holds nothing for longer|nor a single request, if a server|limit of a row counts characters|longer than a slice is decoded|lie across the chunks of a large file|in quotes that never ends is given up|of which no more is read is let go/;

/**
 * n8n's engine is loaded once a process, outside jest, instead of once a mutant: that takes two seconds, and none of it is ever
 * given back, until the process has no memory left. test/support/engine/n8nHome.ts reaches the environment of the tests only.
 */
function prepareEngine() {
	const home = join(tmpdir(), `n8n-nodes-eso-leads-${process.pid}`);
	mkdirSync(home, { recursive: true });
	process.once('exit', () => rmSync(home, { recursive: true, force: true }));
	Object.assign(process.env, {
		N8N_USER_FOLDER: home,
		N8N_ENCRYPTION_KEY: 'a key for tests only',
		N8N_LOG_LEVEL: 'silent',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		NO_PROXY: '127.0.0.1,localhost',
		no_proxy: '127.0.0.1,localhost',
	});
}

prepareEngine();

/** n8n-core has a copy of it of its own, which alone knows its services. */
const CORE_ONLY = '@n8n/di';
const requireOfCore = createRequire(require.resolve('n8n-core'));

/** What n8n throws is an Error of the world outside, which the tests and the node would not know for one. */
function acceptForeignErrors(OwnError) {
	Object.defineProperty(OwnError, Symbol.hasInstance, {
		value(thrown) {
			const isOwn = Function.prototype[Symbol.hasInstance].call(this, thrown);
			return isOwn || (this === OwnError && thrown instanceof Error);
		},
	});
}

/**
 * Skips what follows the first test that fails: a mutant is dead then. Jest's own `bail` ends a run only between files, and
 * here all tests are in one.
 */
module.exports = class MutationEnvironment extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		acceptForeignErrors(this.global.Error);
		this.global.loadOutside = (name) => (name === CORE_ONLY ? requireOfCore(name) : require(name));
	}

	handleTestEvent({ name, test }) {
		if (name === 'test_fn_failure' || name === 'hook_failure') this.hasFailed = true;
		else if (name === 'test_start' && (this.hasFailed || TOO_SLOW.test(test.name)))
			test.mode = 'skip';
	}
};
