import { describeMovedShard } from './two-shards.ts';

// On the same machine nothing is waited for; moved-shard.long.test.ts moves it to another one.
describeMovedShard({ machine: 'b', withinMs: 20_000, restMs: 500 });
