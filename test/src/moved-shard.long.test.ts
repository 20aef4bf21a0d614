import { describeMovedShard } from './two-shards.ts';

// Half a minute at most until another machine takes over.
describeMovedShard({ machine: 'c', withinMs: 45_000, restMs: 3_000 });
