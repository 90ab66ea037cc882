import { testTogether } from './together';

testTogether('unit/lead');
