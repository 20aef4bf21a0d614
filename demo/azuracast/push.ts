import type { ServerResponse } from 'node:http';
import type { Clock } from '#src/clock.ts';
import { connectFrame, type Publication, type PushForm, publicationFrame, timeFrame } from './push-frames.ts';
import { Subscriber } from './push-subscriber.ts';
import { nowPlayingDocument } from './routes/now-playing.ts';
import type { SimulatedStation } from './simulated-station.ts';
import type { World } from './world.ts';

const prefix = 'station:';
/** How often the worker looks for a change of song, and how soon it looks at everything again without one. */
const lookEveryMs = 1_000;
const plainEveryMs = 12_000;
const pingEveryMs = 25_000;
const keptMs = 30_000;

/** AzuraCast's push: who listens, what is sent when, and everything that can go wrong with it. */
export class Push {
	/** Nothing is sent any more, and the connections stay open. */
	silent = false;
	/** Each message is sent twice. */
	doubled = false;
	/** After each message of a station the one before it is sent again. */
	outOfOrder = false;
	/** Bytes go out one at a time, one each second of the simulation's clock. */
	dripping = false;
	/** The server's clock is off by this much in what it says of the time. */
	clockOffMs = 0;
	readonly #world: World;
	readonly #clock: Clock;
	readonly #form: () => PushForm;
	readonly #subscribers = new Set<Subscriber>();
	readonly #last = new Map<string, Publication>();
	readonly #seen = new Map<string, Look>();
	#stops: (() => void)[] = [];

	constructor(world: World, form: () => PushForm) {
		this.#world = world;
		this.#clock = world.clock;
		this.#form = form;
	}

	/** How many connections are open. */
	get connections(): number {
		return this.#subscribers.size;
	}

	/** Takes a listener for the channels that are asked for; null if what asks makes no sense. */
	accept(cfConnect: string): ((response: ServerResponse) => void) | null {
		const channels = channelsOf(cfConnect);
		return channels === null ? null : (response) => this.#join(response, channels);
	}

	/** Looks at a station now and sends what is on; without a change it is a plain refresh. */
	publish(shortName: string): void {
		const station = this.#world.stations.find((entry) => entry.shortName === shortName);
		if (station === undefined || !station.hasStarted || !station.isEnabled) return;
		this.#publish(station, triggersOf(this.#seen.get(shortName), station));
	}

	/** Sends this to everybody, as it stands. */
	sendRaw(text: string): void {
		for (const subscriber of this.#subscribers) subscriber.send(text);
	}

	/** Sends what was said last of a station so many times. */
	flood(shortName: string, times: number): void {
		const last = this.#last.get(prefix + shortName);
		if (last === undefined) throw new Error(`Nothing was said of ${shortName} yet`);
		const frame = `data: ${JSON.stringify(publicationFrame(this.#form(), last))}\n\n`;
		for (let count = 0; count < times; count += 1) this.sendRaw(frame);
	}

	/** Says good-bye if asked to, and cuts every connection. */
	drop(goodBye?: { code: number; reason: string }): void {
		for (const subscriber of this.#subscribers) {
			if (goodBye === undefined) subscriber.cut();
			else subscriber.end(`data: ${JSON.stringify({ disconnect: goodBye })}\n\n`);
		}
	}

	close(): void {
		for (const stop of this.#stops) stop();
		this.#stops = [];
		for (const subscriber of this.#subscribers) subscriber.cut();
	}

	#join(response: ServerResponse, channels: readonly string[]): void {
		const subscriber = new Subscriber(response, channels, this.#clock, () => this.dripping);
		if (this.#subscribers.size === 0) this.#begin();
		this.#subscribers.add(subscriber);
		response.once('close', () => {
			this.#subscribers.delete(subscriber);
			if (this.#subscribers.size === 0) this.#rest();
		});
		if (this.silent) return;
		const now = this.#clock.now();
		const replay = channels.flatMap((channel) => {
			const last = this.#last.get(channel);
			return last === undefined || now - last.at > keptMs ? [] : [last];
		});
		const epoch = 'xKpQ';
		subscriber.say(connectFrame(this.#form(), channels, replay, epoch, now + this.clockOffMs));
	}

	/** The workers run while somebody listens; the stations themselves need nobody to move on. */
	#begin(): void {
		this.#stops = [
			this.#clock.every(lookEveryMs, () => this.#look()),
			this.#clock.every(pingEveryMs, () => this.#ping()),
		];
	}

	#rest(): void {
		for (const stop of this.#stops) stop();
		this.#stops = [];
	}

	#look(): void {
		const wanted = new Set([...this.#subscribers].flatMap(({ channels }) => [...channels]));
		for (const station of this.#world.stations) {
			const channel = prefix + station.shortName;
			// Its worker looks after neither stations that are off nor those that never ran: they fall silent.
			if (!wanted.has(channel) || !station.hasStarted || !station.isEnabled) continue;
			const triggers = triggersOf(this.#seen.get(station.shortName), station);
			const last = this.#last.get(channel)?.at ?? Number.NEGATIVE_INFINITY;
			if (triggers.length > 0 || this.#clock.now() - last >= plainEveryMs) this.#publish(station, triggers);
		}
	}

	#publish(station: SimulatedStation, triggers: readonly string[]): void {
		const channel = prefix + station.shortName;
		const before = this.#last.get(channel);
		const now = this.#clock.now();
		const publication: Publication = {
			channel,
			offset: (before?.offset ?? 0) + 1,
			at: now,
			np: nowPlayingDocument(this.#world, station, 'event'),
			triggers,
			time: Math.floor((now + this.clockOffMs) / 1000),
		};
		this.#seen.set(station.shortName, lookOf(station));
		this.#last.set(channel, publication);
		this.#send(publication);
		if (this.doubled) this.#send(publication);
		if (this.outOfOrder && before !== undefined) this.#send(before);
	}

	#send(publication: Publication): void {
		if (this.silent) return;
		const frame = publicationFrame(this.#form(), publication);
		for (const subscriber of this.#subscribers)
			if (subscriber.channels.has(publication.channel)) subscriber.say(frame);
	}

	#ping(): void {
		if (this.silent) return;
		const time = Math.floor((this.#clock.now() + this.clockOffMs) / 1000);
		for (const subscriber of this.#subscribers) {
			if (subscriber.channels.has('global:time')) subscriber.say(timeFrame(time));
			subscriber.say({});
		}
	}
}

function channelsOf(cfConnect: string): string[] | null {
	try {
		const asked: unknown = JSON.parse(cfConnect);
		if (typeof asked !== 'object' || asked === null || !('subs' in asked)) return null;
		return typeof asked.subs === 'object' && asked.subs !== null ? Object.keys(asked.subs) : null;
	} catch {
		// No JSON: the same bad request as JSON of another kind.
		return null;
	}
}

/** What of a station the worker compares. */
interface Look {
	play: number;
	dj: string | null;
	isOnline: boolean;
	listeners: number;
}

function lookOf({ nowPlaying, live, isOnline, listeners }: SimulatedStation): Look {
	return { play: nowPlaying?.id ?? 0, dj: live?.streamer ?? null, isOnline, listeners };
}

/** AzuraCast's own names for what became different; none for a station that was not looked at before. */
function triggersOf(seen: Look | undefined, station: SimulatedStation): string[] {
	if (seen === undefined) return [];
	const { play, dj, isOnline, listeners } = lookOf(station);
	const triggers: string[] = [];
	if (play !== seen.play) triggers.push('song_changed');
	if (dj !== seen.dj) triggers.push(dj === null ? 'live_disconnect' : 'live_connect');
	if (isOnline !== seen.isOnline) triggers.push(isOnline ? 'station_online' : 'station_offline');
	if (listeners !== seen.listeners)
		triggers.push(listeners > seen.listeners ? 'listener_gained' : 'listener_lost');
	return triggers;
}
