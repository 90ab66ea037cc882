import { testTogether } from './together';

testTogether('unit/file');
