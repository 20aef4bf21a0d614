import { z } from 'zod';
import type { LibraryUsage } from '#src/backends/roles/library.ts';
import type { Clock } from '#src/clock.ts';
import { ServerTurns } from '#src/server-turns.ts';
import type { Station } from '#src/stations/station.ts';
import type { AlertDesk } from './alert-desk.ts';
import type { AlertRules } from './alert-rules.ts';

/** What was told of the storage of a station: its fullness in percent; 0 for nothing. For the store. */
export const storageMemorySchema = z.object({ told: z.number() });
export type StorageMemory = z.output<typeof storageMemorySchema>;

/** A namespace of the store fits; by Discord server and station. */
export interface StorageMemories {
	get(key: string): Promise<StorageMemory | undefined>;
	set(key: string, value: StorageMemory): Promise<void>;
}

export interface StorageWatchParts {
	stations: () => readonly Station[];
	rules: Pick<AlertRules, 'of'>;
	memories: StorageMemories;
	desk: Pick<AlertDesk, 'tell'>;
	clock: Clock;
	/** A server did not answer, or the key may not look. */
	onError: (station: Station, error: unknown) => void;
}

const fullFrom = 85;
const fullStep = 5;

/** Looks at how full the storage of each station is where somebody wants to know, and tells it once for every five points. */
export class StorageWatch {
	readonly #parts: StorageWatchParts;
	readonly #turns: ServerTurns;

	constructor(parts: StorageWatchParts) {
		this.#parts = parts;
		this.#turns = new ServerTurns(parts);
	}

	/** One station of a server after the other. */
	async look(): Promise<void> {
		await this.#turns.waitAtEach(
			this.#parts.stations(),
			({ backend }) => backend.server,
			(station) => this.#lookAt(station),
		);
	}

	async #lookAt(station: Station): Promise<void> {
		const { rules, onError } = this.#parts;
		const { library } = station.backend;
		if (library === undefined || !station.keys.has('station')) return;
		if (!(await rules.of(station)).some(({ kinds }) => kinds.includes('disk'))) return;
		try {
			await this.#compare(station, await library.usage());
		} catch (error) {
			// The others are looked at all the same; a right that the key lacks is for the self-check to tell.
			onError(station, error);
		}
	}

	async #compare(station: Station, usage: LibraryUsage): Promise<void> {
		const { memories, desk } = this.#parts;
		const room = roomOf(usage);
		if (room === undefined) return;
		const percent = room.share * 100;
		const place = `${station.guildId}/${station.id}`;
		const told = (await memories.get(place))?.told ?? 0;
		const reached = Math.floor(percent / fullStep) * fullStep;
		const step = reached < fullFrom ? 0 : reached;
		// Emptied: as full again is news again. A little less than a step is no more than a song that was deleted.
		if (percent < told - fullStep) await memories.set(place, { told: step });
		if (step <= told) return;
		await desk.tell({
			kind: 'disk',
			topic: `storage ${station.id}`,
			stations: [station],
			news: { type: 'storage', station, ...room },
		});
		await memories.set(place, { told: step });
	}
}

/** Undefined where the server does not say how much there is room for. */
function roomOf({ used, quota, available, isFull }: LibraryUsage) {
	const total = quota ?? (available === null ? null : used + available);
	if (total === null || total <= 0) return undefined;
	const free = Math.max(0, Math.min(available ?? Number.POSITIVE_INFINITY, total - used));
	return { share: isFull ? 1 : Math.min(1, used / total), free, total };
}
