import type { Clock } from '#src/clock.ts';
import type { JobRunner } from '#src/schedule/job.ts';
import type { Station } from '#src/stations/station.ts';
import type { StationDirectory } from '#src/stations/station-directory.ts';
import type { MediaKeeper } from './media-keeper.ts';

export interface MediaWatchParts {
	keeper: Pick<MediaKeeper, 'look' | 'songs'>;
	stations: Pick<StationDirectory, 'all'>;
	jobs: JobRunner;
	clock: Clock;
	onError: (station: Station, error: unknown) => void;
}

const job = {
	id: 'media',
	cron: '*/15 * * * *',
	timezone: 'UTC',
	missed: 'never',
	jitterMs: 5 * 60_000,
} as const;
/** The moments after the start belong to what people see. */
const firstLookMs = 30_000;

/** Looks for what is new in the libraries: every quarter of an hour, and when the bot itself changed something. */
export class MediaWatch {
	readonly #parts: MediaWatchParts;
	readonly #stop = new AbortController();
	#isStarted = false;

	constructor(parts: MediaWatchParts) {
		this.#parts = parts;
	}

	/** Also looks soon at the stations of which nothing is known yet. */
	start(): void {
		const { stations, jobs } = this.#parts;
		this.#isStarted = true;
		jobs.set({ ...job, run: () => this.#lookAt(stations.all()) });
		void this.#lookAtUnknown();
	}

	/** Begins nothing new. */
	close(): void {
		this.#stop.abort(new Error('The bot stops'));
	}

	/** Something was changed there. Nothing is done, and nobody waits, unless libraries are watched at all. */
	lookSoon(station: Station): void {
		if (this.#isStarted) void this.#lookAt([station], 'news');
	}

	async #lookAtUnknown(): Promise<void> {
		const { clock, stations, keeper } = this.#parts;
		const isOver = await clock.sleep(firstLookMs, this.#stop.signal).then(
			() => false,
			() => true,
		);
		if (!isOver) await this.#lookAt(stations.all().filter((station) => keeper.songs(station) === undefined));
	}

	async #lookAt(stations: readonly Station[], depth: 'news' | 'due' = 'due'): Promise<void> {
		const { keeper, onError } = this.#parts;
		await Promise.all(
			stations.map(async (station) => {
				try {
					await keeper.look(station, depth);
				} catch (error) {
					if (!this.#stop.signal.aborted) onError(station, error);
				}
			}),
		);
	}
}
