import { testTogether } from './together';

testTogether(
	'unit/api',
	'engine/credentialTest.test.ts',
	'engine/badCredential.test.ts',
	'engine/tags.test.ts',
	'security/repeatedToken.test.ts',
	'security/requestHead.test.ts',
);
