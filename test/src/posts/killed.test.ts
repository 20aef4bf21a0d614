import { describeKilledPosts } from './killed-posts.ts';

// Once in each way; killed.long.test.ts does it often.
describeKilledPosts(3);
