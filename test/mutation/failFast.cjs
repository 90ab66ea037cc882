/* global module, require */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- Stryker loads it with require
const { TestEnvironment } = require('jest-environment-node');

/**
 * Skips what follows the first test that fails: a mutant is dead then. Jest's own `bail` ends a run only between files, and
 * here all tests are in one.
 */
module.exports = class FailFast extends TestEnvironment {
	handleTestEvent({ name, test }) {
		if (name === 'test_fn_failure' || name === 'hook_failure') this.hasFailed = true;
		else if (name === 'test_start' && this.hasFailed) test.mode = 'skip';
	}
};
