import { describePosts } from './posts.ts';

describePosts(100);
