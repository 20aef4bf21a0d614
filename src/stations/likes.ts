import { shortKey } from './short-key.ts';

/** Who likes a song: a value of the store. */
export interface SongLikes {
	userIds: string[];
}

export interface LikeMemory {
	get(key: string): Promise<SongLikes | undefined>;
	update(key: string, change: (likes: SongLikes | undefined) => SongLikes): Promise<SongLikes>;
}

/** A song that more people like than this is liked enough; a value of the store must end somewhere. */
const mostKept = 20_000;

/** Who likes which song of a station. Each person counts once, and may take it back. */
export class Likes {
	readonly #memory: LikeMemory;

	constructor(memory: LikeMemory) {
		this.#memory = memory;
	}

	/** @param songKey the song's id, or its {@link shortKey} */
	async count(stationId: string, songKey: string): Promise<number> {
		return (await this.#memory.get(place(stationId, songKey)))?.userIds.length ?? 0;
	}

	/** Adds the person's like, or takes it back if there is one. */
	async toggle(
		stationId: string,
		songKey: string,
		userId: string,
	): Promise<{ liked: boolean; count: number }> {
		let liked = false;
		const { userIds } = await this.#memory.update(
			place(stationId, songKey),
			({ userIds: before } = { userIds: [] }) => {
				liked = !before.includes(userId);
				if (!liked) return { userIds: before.filter((other) => other !== userId) };
				return { userIds: [...before, userId].slice(-mostKept) };
			},
		);
		return { liked, count: userIds.length };
	}
}

function place(stationId: string, songKey: string): string {
	return `${stationId}:${shortKey(songKey)}`;
}
