import { describeStored } from './stored.ts';

describeStored(150);
