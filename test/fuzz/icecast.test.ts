import { describeIcecast } from './icecast.ts';

describeIcecast(100);
