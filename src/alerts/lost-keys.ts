import { type KeyName, keyNames } from '#config/stations-file.ts';
import type { Clock } from '#src/clock.ts';
import type { Station } from '#src/stations/station.ts';
import type { AlertDesk } from './alert-desk.ts';

export interface LostKeysParts {
	stations: () => readonly Station[];
	desk: Pick<AlertDesk, 'raise' | 'end'>;
	clock: Clock;
	onError: (station: Station, error: unknown) => void;
}

const tickMs = 60_000;

/**
 * Tells, once for each key, that the bot cannot open it any more and that it has to be entered again, and when that was done. The
 * desk remembers over restarts what was told.
 */
export class LostKeys {
	readonly #parts: LostKeysParts;
	/** What may have an alert that has to end. */
	readonly #told = new Set<string>();
	#stop: (() => void) | undefined;
	#work = Promise.resolve();

	constructor(parts: LostKeysParts) {
		this.#parts = parts;
	}

	start(): void {
		// Also what was told before the last stop may be over.
		this.#look(() => true);
		this.#stop ??= this.#parts.clock.every(tickMs, () => this.#look((place) => this.#told.has(place)));
	}

	async close(): Promise<void> {
		this.#stop?.();
		this.#stop = undefined;
		await this.#work;
	}

	#look(mayBeOver: (place: string) => boolean): void {
		this.#work = this.#work.then(async () => {
			for (const station of this.#parts.stations().filter(({ source }) => source === 'stored')) {
				try {
					for (const key of keyNames) await this.#lookAt(station, key, mayBeOver);
				} catch (error) {
					this.#parts.onError(station, error);
				}
			}
		});
	}

	async #lookAt(station: Station, key: KeyName, mayBeOver: (place: string) => boolean): Promise<void> {
		const place = `${station.guildId}/${station.id}/${key}`;
		const isLost = station.lostKeys?.includes(key) === true;
		if (isLost === this.#told.has(place) && (isLost || !mayBeOver(place))) return;
		const event = (kind: 'key-lost' | 'key-entered') =>
			({
				kind: 'keys',
				topic: `lost ${key} ${station.id}`,
				stations: [station],
				news: {
					type: 'key',
					station,
					change: { kind, key, tail: station.keys.get(key) ?? '', commands: [] },
				},
			}) as const;
		if (isLost) {
			await this.#parts.desk.raise(event('key-lost'));
			this.#told.add(place);
		} else {
			await this.#parts.desk.end(event('key-entered'));
			this.#told.delete(place);
		}
	}
}
