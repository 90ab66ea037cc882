/** @type {import('jest').Config} */
module.exports = {
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	transform: {
		'\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' } }],
	},
	// n8n-core writes into the home folder unless it is told where to live before it is loaded.
	setupFiles: ['<rootDir>/test/engine/n8nHome.ts'],
};
