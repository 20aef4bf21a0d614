import { describeIcecast } from './icecast.ts';

describeIcecast(5_000);
