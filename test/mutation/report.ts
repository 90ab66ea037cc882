import { testTogether } from './together';

testTogether(
	'unit/report',
	'engine/bulkCreate.test.ts',
	'engine/onError.test.ts',
	'engine/duplicatesAndInvalidLeads.test.ts',
	'engine/delete.test.ts',
);
