import { within } from '#src/clock.ts';
import type { Station } from '#src/stations/station.ts';
import type { StationDirectory } from '#src/stations/station-directory.ts';
import { Turns } from '#src/store/turns.ts';
import { CardKeeper } from './card-keeper.ts';
import { Delivery } from './delivery.ts';
import type { KeepingParts } from './keeper.ts';
import { removeLeftovers } from './leftovers.ts';
import { LineKeeper } from './line-keeper.ts';
import type { CardPost, NewPost, Post, SavedPosts } from './post.ts';
import type { Paused, PostOwner, PostState } from './post-state.ts';
import { ScheduledKeeper } from './scheduled-keeper.ts';
import { StationPosts } from './station-posts.ts';

export interface PostsParts extends KeepingParts {
	stations: StationDirectory;
	saved: SavedPosts;
	/** Whether a Discord server is this process's. */
	serves: (guildId: string) => boolean;
	/** How votes stand; asked before the first card of a station is drawn, and heard afterwards. */
	votes: {
		learn(station: Station): Promise<unknown>;
		onChange(listener: (station: Station) => void): () => void;
	};
	/** A post was paused: said once. */
	onPaused: (station: Station, post: Post, paused: Paused) => void;
}

/** A post as its list shows it. */
export interface PostStatus {
	post: Post;
	station: Station;
	/** It comes with the station's channel and is not stored. */
	automatic: boolean;
	state: PostState;
	/** When a scheduled post is due next. */
	nextAt: number | undefined;
}

/** How long a command waits to see a card arrive. */
const firstMessageMs = 8_000;

/** What the bot posts by itself: keeps cards up to date, tells songs, and sends what is scheduled. */
export class Posts {
	readonly #parts: PostsParts;
	readonly #delivery: Delivery;
	readonly #atWork = new Map<string, StationPosts>();
	readonly #turns = new Turns();
	readonly #stop: (() => void)[] = [];
	#leftovers: Promise<void> = Promise.resolve();

	constructor(parts: PostsParts) {
		const { memory, writer, clock, onPaused } = parts;
		this.#parts = parts;
		this.#delivery = new Delivery({
			memory,
			writer,
			clock,
			guildOf: (stationId) => this.#atWork.get(stationId)?.station.guildId,
			onPaused: (post, paused) => {
				const atWork = this.#atWork.get(post.stationId);
				if (atWork !== undefined) onPaused(atWork.station, post, paused);
			},
		});
	}

	/**
	 * Takes up all posts of all stations; what was left half done is found and finished.
	 * @param live false: nothing is heard of by itself, and so nothing is posted
	 */
	async start(live = true): Promise<void> {
		if (!live) return;
		const { air, votes, stations } = this.#parts;
		this.#stop.push(
			air.onChange(
				(station, change, reading) => this.#atWork.get(station.id)?.hear(change, reading),
				(station) => (this.#atWork.get(station.id)?.keepers().length ?? 0) > 0,
			),
			votes.onChange((station) => this.refresh(station.id)),
			stations.onChange(() => this.#follow()),
		);
		await Promise.all(stations.all().map((station) => this.#sync(station)));
		this.#leftovers = this.#removeLeftovers();
	}

	/** Resolves when nothing is under way any more. */
	async close(): Promise<void> {
		for (const stop of this.#stop.splice(0)) stop();
		await this.#leftovers;
		await this.#turns.settled();
		await Promise.all(Array.from(this.#atWork.values(), (atWork) => atWork.close()));
	}

	/** Stores the post, and sees for some seconds to the message of a card; undefined if there are too many posts. */
	async add(station: Station, post: NewPost): Promise<PostStatus | undefined> {
		const { saved, air, writer } = this.#parts;
		await air.read(station);
		const added = await saved.add(station.guildId, post);
		if (added === undefined) return undefined;
		writer.reopen(added.channelId);
		await this.#sync(station);
		await this.#seen(station, added.id);
		return this.status(station, added.id);
	}

	/** Takes the post away, with the message of a card. False if it was gone already. */
	async remove(station: Station, postId: string): Promise<boolean> {
		const removed = await this.#parts.saved.remove(station.guildId, postId);
		await this.#sync(station);
		return removed !== undefined;
	}

	/** A station is no more. */
	async stationRemoved(stationId: string): Promise<void> {
		await this.#turns.take(stationId, async () => {
			const atWork = this.#atWork.get(stationId);
			this.#atWork.delete(stationId);
			await atWork?.keep(atWork.station, []);
			await atWork?.close();
		});
	}

	/** Lifts the pause of a post and shows it anew; undefined if there is no such post. */
	async again(station: Station, postId: string): Promise<PostStatus | undefined> {
		const keeper = this.#atWork.get(station.id)?.keeper(postId);
		if (keeper === undefined) return undefined;
		const { post } = keeper;
		this.#parts.writer.reopen(post.channelId);
		await this.#delivery.save(post, { ...(await this.#delivery.load(post)), paused: null, reposts: [] });
		if (keeper instanceof CardKeeper || keeper instanceof LineKeeper) keeper.show();
		await this.#seen(station, postId);
		return this.status(station, postId);
	}

	async status(station: Station, postId: string): Promise<PostStatus | undefined> {
		return (await this.list([station])).find(({ post }) => post.id === postId);
	}

	async list(stations: readonly Station[]): Promise<PostStatus[]> {
		const found = stations.flatMap((station) =>
			(this.#atWork.get(station.id)?.keepers() ?? []).map((keeper) => ({ station, keeper })),
		);
		return Promise.all(
			found.map(async ({ station, keeper }) => ({
				post: keeper.post,
				station,
				automatic: keeper.post.id === station.id,
				state: await this.#delivery.load(keeper.post),
				nextAt: keeper instanceof ScheduledKeeper ? keeper.nextAt() : undefined,
			})),
		);
	}

	/** Something else than the air has changed what a station's cards show. */
	refresh(stationId: string): void {
		this.#atWork.get(stationId)?.show();
	}

	/** Stations that are new, or not what they were. */
	#follow(): void {
		for (const station of this.#parts.stations.all())
			if (this.#atWork.get(station.id)?.station !== station) void this.#sync(station);
	}

	/** Brings what is at work for a station in step with its settings and posts. Never rejects. */
	async #sync(station: Station): Promise<void> {
		const { saved, votes, onError } = this.#parts;
		try {
			await this.#turns.take(station.id, async () => {
				await votes.learn(station);
				const posts = postsOf(station, await saved.of(station.guildId));
				const atWork = this.#atWork.get(station.id) ?? new StationPosts(station, this.#parts, this.#delivery);
				this.#atWork.set(station.id, atWork);
				await atWork.keep(station, posts);
			});
		} catch (error) {
			onError({ stationId: station.id }, error);
		}
	}

	/** Never rejects. */
	async #removeLeftovers(): Promise<void> {
		const { onError } = this.#parts;
		try {
			await removeLeftovers({
				...this.#parts,
				isKept: (postId, owner) => this.#isKept(postId, owner),
				onError: (postId, error) => onError({ postId }, error),
			});
		} catch (error) {
			onError({}, error);
		}
	}

	async #isKept(postId: string, { guildId }: PostOwner): Promise<boolean> {
		const { saved, stations, serves } = this.#parts;
		if (!serves(guildId)) return true;
		const post = (await saved.of(guildId)).find(({ id }) => id === postId);
		// The card that comes with a station's channel has the station's name.
		const stationId = post?.stationId ?? postId;
		const atWork = this.#atWork.get(stationId);
		if (atWork !== undefined) return atWork.keeper(postId) !== undefined;
		if (stations.of(guildId).some(({ id }) => id === stationId)) return true;
		// A station may be there and not be usable just now.
		return (await saved.stationIds(guildId)).includes(stationId);
	}

	async #seen(station: Station, postId: string): Promise<void> {
		const keeper = this.#atWork.get(station.id)?.keeper(postId);
		if (keeper instanceof CardKeeper || keeper instanceof LineKeeper)
			await within(this.#parts.clock, firstMessageMs, keeper.idle(), undefined);
	}
}

/** The stored posts of a station, and the card that comes with its channel unless one was made there. */
function postsOf(station: Station, saved: readonly Post[]): Post[] {
	const mine = saved.filter(({ stationId }) => stationId === station.id);
	const channelId = station.channels.nowPlaying;
	if (channelId === undefined || mine.some((post) => post.kind === 'card' && post.channelId === channelId))
		return mine;
	const automatic: CardPost = {
		id: station.id,
		stationId: station.id,
		channelId,
		kind: 'card',
		lastSongs: 1,
		everything: false,
		pin: false,
	};
	return [automatic, ...mine];
}
