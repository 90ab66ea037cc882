import { testTogether } from './together';

testTogether('unit/operations', 'engine', 'security/objectKeys.test.ts');
