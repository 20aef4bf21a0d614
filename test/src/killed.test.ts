import { describeKills } from './kills.ts';

// killed.long.test.ts does it two hundred times.
describeKills(5);
