import { within } from '#src/clock.ts';
import type { Reading } from '#src/stations/on-air-states.ts';
import type { Station } from '#src/stations/station.ts';
import type { StationChange } from '#src/stations/station-change.ts';
import { CardKeeper } from './card-keeper.ts';
import type { Delivery } from './delivery.ts';
import { FeedKeeper } from './feed-keeper.ts';
import { forgetPost } from './forget-post.ts';
import { isJingle } from './jingles.ts';
import { type Keeper, type KeepingParts, openKeeper } from './keeper.ts';
import { LineKeeper } from './line-keeper.ts';
import { LookAgain, lookAgainAt } from './look-again.ts';
import type { Post } from './post.ts';
import { ScheduledKeeper } from './scheduled-keeper.ts';

/** Cards rest for so long when a station goes off the air: in a second it may be back. */
const offAirRestMs = 10_000;
/** How long is waited to see a post go: Discord may make it wait for minutes, which nobody has to look on at. */
const forgetMs = 3_000;
/** A station of which nothing is known by then is asked itself. */
const firstNewsMs = 15_000;

/** The posts of one station at work. */
export class StationPosts {
	readonly #parts: KeepingParts;
	readonly #delivery: Delivery;
	readonly #keepers = new Map<string, Keeper>();
	readonly #forgetting = new Map<string, Promise<void>>();
	readonly #look: LookAgain;
	#station: Station;
	#offSince: number | undefined;
	#restUntil = 0;

	constructor(station: Station, parts: KeepingParts, delivery: Delivery) {
		this.#station = station;
		this.#parts = parts;
		this.#delivery = delivery;
		this.#look = new LookAgain(parts.clock);
	}

	/** Since when the station is off the air, if that was seen. */
	get offSince(): number | undefined {
		return this.#offSince;
	}

	get station(): Station {
		return this.#station;
	}

	keepers(): Keeper[] {
		return [...this.#keepers.values()];
	}

	keeper(postId: string): Keeper | undefined {
		return this.#keepers.get(postId);
	}

	/** Keeps these posts and no others; a post that is not wanted any more goes with what is known of it. */
	async keep(station: Station, posts: readonly Post[]): Promise<void> {
		this.#station = station;
		for (const [id, keeper] of this.#keepers) {
			const wanted = posts.find((post) => post.id === id);
			if (wanted !== undefined && JSON.stringify(wanted) === JSON.stringify(keeper.post)) continue;
			this.#keepers.delete(id);
			await keeper.close();
			if (wanted === undefined) await this.#forget(keeper);
		}
		for (const post of posts)
			if (!this.#keepers.has(post.id)) {
				// The card that comes with a channel has the same name when it comes back.
				await this.#forgetting.get(post.id);
				this.#keepers.set(post.id, openKeeper(post, this.#parts, this.#delivery, this));
			}
		this.#look.close();
		if (this.#keepers.size === 0) return;
		const reading = this.#parts.air.known(station);
		if (reading === undefined) this.#look.set(this.#parts.clock.now() + firstNewsMs, () => void this.#ask());
		else this.#arm(reading);
		this.show();
	}

	hear(change: StationChange, reading: Reading): void {
		switch (change.kind) {
			case 'listeners':
			case 'next':
				return;
			case 'song':
				this.#song(change);
				break;
			case 'offline':
				this.#offSince = change.since;
				this.#restUntil = this.#parts.clock.now() + offAirRestMs;
				this.#look.set(this.#restUntil, () => this.show());
				return;
			case 'known':
				for (const keeper of this.#keepers.values())
					if (keeper instanceof FeedKeeper && reading.state.now !== null) keeper.finish(reading.state.now);
				this.show();
				break;
			case 'online':
				this.#offSince = undefined;
				this.#restUntil = 0;
				this.show();
				break;
			case 'live-start':
			case 'live-end':
			case 'hand-over':
			case 'unreachable':
			case 'reachable':
				this.show();
				break;
		}
		if (this.#keepers.size > 0) this.#arm(reading);
	}

	/** The cards and lines may have something new to show. */
	show(): void {
		for (const keeper of this.#keepers.values())
			if (keeper instanceof CardKeeper || keeper instanceof LineKeeper) this.#showOne(keeper);
	}

	async close(): Promise<void> {
		this.#look.close();
		await Promise.all(this.keepers().map((keeper) => keeper.close()));
	}

	#song({ play }: Extract<StationChange, { kind: 'song' }>): void {
		for (const keeper of this.#keepers.values()) {
			if (keeper instanceof FeedKeeper) keeper.tell(play);
			// A jingle leaves the song before it on the card.
			if (keeper instanceof CardKeeper && (keeper.post.everything || !isJingle(play))) this.#showOne(keeper);
			if (keeper instanceof LineKeeper && !isJingle(play)) this.#showOne(keeper);
		}
	}

	#showOne(keeper: CardKeeper | LineKeeper): void {
		const { clock, air } = this.#parts;
		if (clock.now() >= this.#restUntil && air.known(this.#station) !== undefined) keeper.show();
	}

	/** Sets the time for a look when nothing is announced: a song that is over, a long show. */
	#arm(reading: Reading): void {
		const { clock, air } = this.#parts;
		this.#look.set(lookAgainAt(reading, clock.now()), () => {
			this.show();
			this.#arm(air.known(this.#station) ?? reading);
		});
	}

	async #ask(): Promise<void> {
		try {
			this.#arm(await this.#parts.air.read(this.#station));
			this.show();
		} catch (error) {
			// The first news brings the card.
			this.#parts.onError({ stationId: this.#station.id }, error);
		}
	}

	async #forget(keeper: Keeper): Promise<void> {
		const { post } = keeper;
		if (keeper instanceof ScheduledKeeper) keeper.forget();
		const forgetting = forgetPost(post, await this.#delivery.load(post), this.#parts)
			.catch((error: unknown) => this.#parts.onError({ stationId: post.stationId, postId: post.id }, error))
			.finally(() => this.#forgetting.delete(post.id));
		this.#forgetting.set(post.id, forgetting);
		await within(this.#parts.clock, forgetMs, forgetting, undefined);
	}
}
