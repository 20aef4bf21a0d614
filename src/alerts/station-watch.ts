import type { Clock } from '#src/clock.ts';
import type { Reading } from '#src/stations/on-air-states.ts';
import type { Station } from '#src/stations/station.ts';
import type { AlertDesk, AlertEvent } from './alert-desk.ts';
import type { Planned, StationNews } from './news.ts';
import { look } from './station-look.ts';
import { isWorthKeeping, type StationMemory } from './station-memory.ts';

/** A namespace of the store fits; by Discord server and station. */
export interface StationMemories {
	get(key: string): Promise<StationMemory | undefined>;
	set(key: string, value: StationMemory): Promise<void>;
}

export interface StationWatchParts {
	stations: () => readonly Station[];
	/** The last known state, without asking anybody. */
	known: (station: Station) => Reading | undefined;
	/** The state as it is right now, past every cache. */
	readNow: (station: Station) => Promise<Reading>;
	/** What is planned for the DJ who is live. */
	planned: (station: Station, dj: string) => Promise<Planned | undefined>;
	memories: StationMemories;
	desk: Pick<AlertDesk, 'raise' | 'end' | 'tell' | 'replace'>;
	clock: Clock;
	onError: (station: Station, error: unknown) => void;
}

const tickMs = 5_000;
/** A doubt that one question did not settle is looked into again after this. */
const doubtEveryMs = 60_000;

/** Watches what stations do on the air, and tells the desk. Looks at each change, and every few seconds at what time has made of it. */
export class StationWatch {
	readonly #parts: StationWatchParts;
	readonly #memories = new Map<string, StationMemory | undefined>();
	readonly #working = new Map<string, Promise<void>>();
	/** A change that came while another was looked at. */
	readonly #waiting = new Map<string, { reading: Reading; offSince: number | undefined }>();
	readonly #askedAt = new Map<string, number>();
	#stop: (() => void) | undefined;

	constructor(parts: StationWatchParts) {
		this.#parts = parts;
	}

	start(): void {
		this.#stop ??= this.#parts.clock.every(tickMs, () => this.#tick());
	}

	async close(): Promise<void> {
		this.#stop?.();
		this.#stop = undefined;
		while (this.#working.size > 0) await Promise.allSettled(this.#working.values());
		// What was not worth a write of its own: the last song, the last audience.
		for (const [place, memory] of this.#memories)
			if (memory !== undefined) await this.#parts.memories.set(place, memory);
	}

	/** Something changed on the air. `offSince`: it is proved to be off the air since then. */
	changed(station: Station, reading: Reading, offSince?: number): void {
		if (this.#stop === undefined || reading.trouble !== undefined) return;
		const place = placeOf(station);
		if (this.#working.has(place)) {
			this.#waiting.set(place, { reading, offSince });
			return;
		}
		const work = this.#look(station, reading, offSince)
			.catch((error: unknown) => this.#parts.onError(station, error))
			.finally(() => {
				this.#working.delete(place);
				const next = this.#waiting.get(place);
				this.#waiting.delete(place);
				if (next !== undefined) this.changed(station, next.reading, next.offSince);
			});
		this.#working.set(place, work);
	}

	#tick(): void {
		const here = this.#parts.stations();
		const places = new Set(here.map(placeOf));
		for (const map of [this.#memories, this.#askedAt])
			for (const place of map.keys()) if (!places.has(place)) map.delete(place);
		for (const station of here) {
			const reading = this.#parts.known(station);
			if (reading !== undefined && !this.#working.has(placeOf(station))) this.changed(station, reading);
		}
	}

	async #look(station: Station, reading: Reading, offSince: number | undefined): Promise<void> {
		const { clock } = this.#parts;
		const place = placeOf(station);
		const { doubt } = await this.#see(station, {
			state: reading.state,
			at: clock.now(),
			checked: false,
			...(offSince === undefined ? {} : { offSince }),
		});
		const asked = this.#askedAt.get(place);
		if (!doubt || (asked !== undefined && clock.now() - asked < doubtEveryMs)) return;
		this.#askedAt.set(place, clock.now());
		// A server that does not answer is told by itself; this station's news waits until it does.
		const { state } = await this.#parts.readNow(station);
		await this.#see(station, { state, at: clock.now(), checked: true });
	}

	async #see(station: Station, sight: Parameters<typeof look>[1]) {
		const before = await this.#remembered(station);
		const looked = look(before, sight);
		// The desk writes down first: told again it knows it, and lost it would be lost.
		for (const news of looked.news) await this.#tell(station, news);
		const { memory } = looked;
		const place = placeOf(station);
		if (before === undefined || isWorthKeeping(before, memory)) await this.#parts.memories.set(place, memory);
		this.#memories.set(place, memory);
		return looked;
	}

	async #remembered(station: Station): Promise<StationMemory | undefined> {
		const place = placeOf(station);
		if (!this.#memories.has(place)) this.#memories.set(place, await this.#parts.memories.get(place));
		return this.#memories.get(place);
	}

	async #withPlan(station: Station, news: StationNews): Promise<StationNews> {
		if (news.type !== 'dj-live' && news.type !== 'dj-change') return news;
		const planned = await this.#parts.planned(station, news.type === 'dj-live' ? news.dj : news.to);
		return planned === undefined ? news : { ...news, planned };
	}

	async #tell(station: Station, seen: StationNews): Promise<void> {
		const news = await this.#withPlan(station, seen);
		const { desk } = this.#parts;
		const about = (kind: AlertEvent['kind'], topic: string): AlertEvent => ({
			kind,
			topic: `${topic} ${station.id}`,
			stations: [station],
			news: { ...news, station },
		});
		switch (news.type) {
			case 'off-air':
				return desk.raise(about('air', 'off-air'));
			case 'on-air':
				return desk.end(about('air', 'off-air'));
			case 'silence':
				return desk.raise(about('dead-air', 'silence'));
			case 'sound':
				return desk.end(about('dead-air', 'silence'));
			case 'dj-live':
				return desk.raise(about('dj', 'dj'));
			case 'dj-change':
				return desk.replace(about('dj', 'dj'));
			case 'dj-gone':
				return desk.end(about('dj', 'dj'));
			case 'storage':
				return desk.tell(about('disk', 'storage'));
			case 'record':
				return desk.tell(about('record', 'record'));
		}
	}
}

/** The id of a station is its own only within its Discord server. */
const placeOf = ({ guildId, id }: Station) => `${guildId}/${id}`;
