// A zone that is neither this machine's nor Greenwich: what reads a time in the local one goes red.
process.env.TZ = 'Asia/Kolkata';

/** @type {import('jest').Config} */
module.exports = {
	// By itself jest leaves a core idle, which on two cores doubles the time.
	maxWorkers: '100%',
	// Not a measure of speed: on a busy machine, 10,000 leads take longer than jest's five seconds.
	testTimeout: 60_000,
	// `npm run test:slow`, `npm run test:crash` (twenty processes are killed and restarted), `npm run test:e2e` (a real n8n).
	testPathIgnorePatterns: [
		'/node_modules/',
		'\\.slow\\.test\\.ts$',
		'<rootDir>/test/crash/',
		'<rootDir>/test/e2e/',
		'<rootDir>/.stryker-tmp/',
	],
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.stryker-tmp/'],
	transform: {
		'\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' } }],
	},
	// n8n-core writes into the home folder unless it is told where to live before it is loaded.
	setupFiles: ['<rootDir>/test/support/engine/n8nHome.ts'],
};
