import { testTogether } from './together';

testTogether(
	'unit/api',
	'engine/get.test.ts',
	'engine/getMany.test.ts',
	'engine/update.test.ts',
	'engine/tags.test.ts',
	'engine/badCredential.test.ts',
	'engine/credentialTest.test.ts',
	'engine/cancel.test.ts',
	'security/repeatedToken.test.ts',
	'security/requestHead.test.ts',
);
