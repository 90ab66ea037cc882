import { testTogether } from './together';

testTogether('unit/delivery');
