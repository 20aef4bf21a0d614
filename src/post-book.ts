import { randomInt } from 'node:crypto';
import { mostPosts, type NewPost, type Post, type SavedPosts } from './posts/post.ts';
import type { VoteShare, VotingSettings } from './stations/vote-share.ts';
import type { GuildDocuments } from './store/guild-documents.ts';

/** {@link SavedPosts} and {@link VotingSettings} in the document of each Discord server. */
export class PostBook implements SavedPosts, VotingSettings {
	readonly #documents: GuildDocuments;

	constructor(documents: GuildDocuments) {
		this.#documents = documents;
	}

	async of(guildId: string): Promise<readonly Post[]> {
		return (await this.#documents.load(guildId)).posts;
	}

	async add(guildId: string, post: NewPost): Promise<Post | undefined> {
		const added: Post = { ...post, id: newId() };
		const { posts } = await this.#documents.update(guildId, (document) =>
			document.posts.length >= mostPosts ? document : { ...document, posts: [...document.posts, added] },
		);
		return posts.find(({ id }) => id === added.id);
	}

	async remove(guildId: string, postId: string): Promise<Post | undefined> {
		const removed = (await this.of(guildId)).find(({ id }) => id === postId);
		await this.#documents.update(guildId, (document) => ({
			...document,
			posts: document.posts.filter(({ id }) => id !== postId),
		}));
		return removed;
	}

	async stationIds(guildId: string): Promise<readonly string[]> {
		return (await this.#documents.load(guildId)).stations.map(({ id }) => id);
	}

	async share(guildId: string, stationId: string): Promise<VoteShare | undefined> {
		return (await this.#documents.load(guildId)).voting[stationId];
	}

	async setShare(guildId: string, stationId: string, share: VoteShare): Promise<void> {
		await this.#documents.update(guildId, (document) => ({
			...document,
			voting: { ...document.voting, [stationId]: share },
		}));
	}
}

const letters = '0123456789abcdefghijklmnopqrstuvwxyz';

function newId(): string {
	return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
}
