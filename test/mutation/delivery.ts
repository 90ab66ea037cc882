import { testTogether } from './oneFile';

testTogether('delivery');
