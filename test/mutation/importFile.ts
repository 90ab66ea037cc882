import { testTogether } from './together';

testTogether(
	'unit/operations/importFile',
	'engine/importFile.test.ts',
	'engine/importFileEndings.test.ts',
	'engine/importFileKinds.test.ts',
	'engine/importFileRejected.test.ts',
);
