import base from '../../jest.config.js';

/**
 * The tests in a real n8n: `npm run test:e2e`.
 * @type {import('jest').Config}
 */
export default {
	rootDir: '../..',
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	modulePathIgnorePatterns: base.modulePathIgnorePatterns,
	transform: base.transform,
	// Each file runs an n8n, which by itself keeps two cores busy.
	maxWorkers: 1,
	testTimeout: 300_000,
};
