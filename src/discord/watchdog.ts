import type { Logger } from 'pino';
import type { Clock } from '#src/clock.ts';

/** What is heard of a shard. The numbers are compared and not reckoned with, so that a clock may jump. */
export interface Pulse {
	id: number;
	/** discord.js's `Status`; 0 is connected. */
	status: number;
	/** When Discord last acknowledged a heartbeat, as it stands. */
	lastAckAt: number | null;
	/** How many events came from Discord. */
	dispatches: number;
}

/** What the watchdog does about silence, each with a line in the log. */
export type Rescue = 'reconnected' | 'gave-up';

export interface WatchdogParts {
	clock: Clock;
	log: Logger;
	pulses: () => readonly Pulse[];
	reconnect: (pulses: readonly Pulse[]) => Promise<void>;
	/** Nothing helped: the process should end, and its supervisor start another one. */
	giveUp: () => void;
	record: (rescue: Rescue) => void;
}

const tickMs = 5_000;
/** Discord asks for a heartbeat every 41 s; four were missed by then, or the connection was never made. */
const silentTicks = 180_000 / tickMs;

/**
 * Looks whether every shard is really alive: connected, with heartbeats acknowledged or events coming. discord.js's `isReady()`
 * stays true while nothing comes any more. After three minutes without life it connects anew, once; after three more it gives up.
 *
 * Silence is counted in looks and not by the clock: neither a clock that jumps nor a machine that slept is silence.
 */
export class Watchdog {
	readonly #parts: WatchdogParts;
	readonly #seen = new Map<number, Pulse>();
	/** By shard: how many looks in a row saw no life. */
	readonly #silence = new Map<number, number>();
	/** The shards that were silent when everything was connected anew, and still are. */
	#rescued: Set<number> | undefined;
	#stop: (() => void) | undefined;

	constructor(parts: WatchdogParts) {
		this.#parts = parts;
	}

	start(): void {
		this.#stop ??= this.#parts.clock.every(tickMs, () => this.#look());
	}

	close(): void {
		this.#stop?.();
		this.#stop = undefined;
	}

	#look(): void {
		const pulses = this.#parts.pulses();
		// Before the first connection there is no shard yet, and just as little life.
		const ids = pulses.length === 0 ? [noShard] : pulses.map(({ id }) => id);
		for (const pulse of pulses) {
			if (this.#livedSince(pulse)) {
				this.#silence.set(pulse.id, 0);
				this.#rescued?.delete(pulse.id);
				this.#rescued?.delete(noShard);
			} else this.#silence.set(pulse.id, (this.#silence.get(pulse.id) ?? 0) + 1);
			this.#seen.set(pulse.id, pulse);
		}
		if (pulses.length === 0) this.#silence.set(noShard, (this.#silence.get(noShard) ?? 0) + 1);
		if (this.#rescued?.size === 0) this.#rescued = undefined;
		const silent = ids.filter((id) => (this.#silence.get(id) ?? 0) >= silentTicks);
		if (silent.length > 0) this.#rescue(silent, pulses);
	}

	/** Whether anything came since the last look. */
	#livedSince({ id, status, lastAckAt, dispatches }: Pulse): boolean {
		const before = this.#seen.get(id);
		if (status !== 0) return false;
		return (
			before === undefined ||
			before.status !== 0 ||
			before.lastAckAt !== lastAckAt ||
			before.dispatches !== dispatches
		);
	}

	#rescue(silent: readonly number[], pulses: readonly Pulse[]): void {
		const { log, reconnect, giveUp, record } = this.#parts;
		for (const id of silent) this.#silence.set(id, 0);
		const shards = silent.map((id) => ({ id, status: pulses.find((pulse) => pulse.id === id)?.status }));
		if (this.#rescued !== undefined) {
			this.close();
			record('gave-up');
			log.fatal(
				{ shards },
				'Nothing came from Discord after connecting anew either; ending, to be started again',
			);
			giveUp();
			return;
		}
		this.#rescued = new Set(silent);
		record('reconnected');
		log.error({ shards }, 'Nothing came from Discord for three minutes; connecting anew');
		reconnect(pulses).catch((error: unknown) =>
			log.error({ err: error }, 'Connecting to Discord anew did not work'),
		);
	}
}

const noShard = -1;
