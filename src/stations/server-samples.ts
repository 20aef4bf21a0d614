import { z } from 'zod';
import { problemKind } from '#src/backends/backend-error.ts';
import type { HostStats } from '#src/backends/roles/administration.ts';
import type { Clock } from '#src/clock.ts';
import { adminPlace } from './admin-place.ts';
import type { Station } from './station.ts';

/** How a radio server was at a moment. Shares from 0 to 1; null where it did not tell. */
const sampleSchema = z.object({
	at: z.number(),
	processor: z.number().nullable(),
	memory: z.number().nullable(),
});
export type ServerSample = z.output<typeof sampleSchema>;

/** The samples of one radio server, oldest first. */
export const serverSamplesSchema = z.array(sampleSchema);

/** Where they are kept, by the server's address: a namespace of the store. Values fall away by themselves after `ttlMs`. */
export interface SampleMemory {
	get(server: string): Promise<ServerSample[] | undefined>;
	update(
		server: string,
		change: (samples: ServerSample[] | undefined) => ServerSample[],
		ttlMs: number,
	): Promise<ServerSample[]>;
}

export interface ServerSamplesParts {
	stations: () => readonly Station[];
	memory: SampleMemory;
	clock: Clock;
	/** The server did not answer, or the store failed: there is a gap in the samples. */
	onError: (station: Station, error: unknown) => void;
	/** From 0 to 1, for spreading the reads. */
	random?: () => number;
}

const minuteMs = 60_000;
/** Each read costs the server a second. */
export const sampleEveryMs = 5 * minuteMs;
const tickMs = minuteMs / 2;
const hourMs = 60 * minuteMs;
export const samplesKeptMs = 25 * hourMs;
const mostKept = (2 * samplesKeptMs) / sampleEveryMs;
/** A key that may not look is not tried again for so long. */
const refusedForMs = hourMs;
const keyTroubles = new Set(['key-missing', 'key-rejected', 'right-missing', 'not-offered']);

/** Measures each radio server every five minutes, through any of its stations with an admin key, and remembers a day of it. */
export class ServerSamples {
	readonly #parts: ServerSamplesParts;
	readonly #random: () => number;
	readonly #due = new Map<string, number>();
	readonly #refusedUntil = new Map<string, number>();
	readonly #underWay = new Map<string, Promise<void>>();
	readonly #latest = new Map<string, { at: number; stats: HostStats }>();
	#stop: (() => void) | undefined;

	constructor(parts: ServerSamplesParts) {
		this.#parts = parts;
		this.#random = parts.random ?? Math.random;
	}

	start(): void {
		this.#stop ??= this.#parts.clock.every(tickMs, () => this.#tick());
	}

	/** False where the operator has turned it off. */
	get isMeasuring(): boolean {
		return this.#stop !== undefined;
	}

	/** Takes up nothing new and waits for what is under way. */
	async close(): Promise<void> {
		this.#stop?.();
		this.#stop = undefined;
		await Promise.allSettled(this.#underWay.values());
	}

	/** The samples of a server since a moment, oldest first. */
	async since(server: string, from: number): Promise<ServerSample[]> {
		const samples = (await this.#parts.memory.get(server)) ?? [];
		return samples.filter(({ at }) => at >= from);
	}

	/** What the last measurement of a server showed, if that was not before a moment: so that nobody else has to ask. */
	latest(server: string, notBefore: number): HostStats | undefined {
		const latest = this.#latest.get(server);
		return latest !== undefined && latest.at >= notBefore ? latest.stats : undefined;
	}

	#tick(): void {
		const now = this.#parts.clock.now();
		const byServer = Map.groupBy(
			this.#parts
				.stations()
				.filter(({ keys, backend }) => keys.has('admin') && backend.administration !== undefined),
			({ backend }) => backend.server,
		);
		for (const map of [this.#due, this.#latest])
			for (const server of map.keys()) if (!byServer.has(server)) map.delete(server);
		for (const [place, until] of this.#refusedUntil) if (until <= now) this.#refusedUntil.delete(place);
		for (const [server, stations] of byServer) {
			const due = this.#due.get(server);
			// A start is no storm: the first reads come spread over the first five minutes.
			if (due === undefined) this.#due.set(server, now + sampleEveryMs * this.#random());
			else if (due <= now && !this.#underWay.has(server)) this.#take(server, stations);
		}
	}

	#take(server: string, stations: readonly Station[]): void {
		const { clock } = this.#parts;
		// A tenth earlier or later, so that servers and bots drift apart.
		this.#due.set(server, clock.now() + sampleEveryMs * (0.9 + 0.2 * this.#random()));
		const work = this.#sample(server, stations).finally(() => this.#underWay.delete(server));
		this.#underWay.set(server, work);
	}

	/** Through the first key that may look. */
	async #sample(server: string, stations: readonly Station[]): Promise<void> {
		const { clock, onError } = this.#parts;
		const tried = new Set<string>();
		for (const station of stations) {
			const place = adminPlace(station);
			if (tried.has(place) || this.#refusedUntil.has(place)) continue;
			tried.add(place);
			try {
				await this.#measure(server, station);
				return;
			} catch (error) {
				onError(station, error);
				if (!keyTroubles.has(problemKind(error) ?? '')) return;
				this.#refusedUntil.set(place, clock.now() + refusedForMs);
			}
		}
	}

	async #measure(server: string, { backend }: Station): Promise<void> {
		const { memory, clock } = this.#parts;
		const stats = await backend.administration?.stats();
		if (stats === undefined) return;
		const at = clock.now();
		this.#latest.set(server, { at, stats });
		const { used, total } = stats.memory;
		const sample = { at, processor: stats.cpu.used, memory: total > 0 ? used / total : null };
		const isKept = (known: ServerSample) => known.at > at - samplesKeptMs && known.at < at;
		await memory.update(
			server,
			(before = []) => [...before.filter(isKept), sample].slice(-mostKept),
			samplesKeptMs,
		);
	}
}
