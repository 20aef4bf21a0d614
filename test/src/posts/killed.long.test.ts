import { describeKilledPosts } from './killed-posts.ts';

describeKilledPosts(30);
