const base = require('./jest.config.js');

// More of what is drawn at random than `npm test` draws.
process.env.FAULT_SCHEDULES ??= '2000';
process.env.CSV_FILES ??= '10000';

/**
 * The tests that take long by what they show (a gigabyte, 5,000 requests in virtual time, the heap of 200,000 leads), and those
 * that draw at random, with more draws: `npm run test:slow`.
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	testMatch: [
		'<rootDir>/test/**/*.slow.test.ts',
		'<rootDir>/test/faults/{continue,importFile,stopWorkflow}.test.ts',
		'<rootDir>/test/unit/file/csv.roundTrip.test.ts',
	],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/.stryker-tmp/'],
};
