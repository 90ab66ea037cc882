import { testTogether } from './oneFile';

testTogether('lead');
