import type { Logger } from 'pino';
import { AlertBook } from './alert-book.ts';
import { AlertDesk } from './alerts/alert-desk.ts';
import { tellKeyChanges } from './alerts/key-news.ts';
import { LostKeys } from './alerts/lost-keys.ts';
import { MachineWatch, machineMemorySchema } from './alerts/machine-watch.ts';
import { openAlertSchema } from './alerts/open-alert.ts';
import { ServerWatch, serverMemorySchema } from './alerts/server-watch.ts';
import { stationMemorySchema } from './alerts/station-memory.ts';
import { StationWatch } from './alerts/station-watch.ts';
import { StorageWatch, storageMemorySchema } from './alerts/storage-watch.ts';
import type { CheckChange } from './checks/last-check.ts';
import type { Clock } from './clock.ts';
import { alertWords } from './discord/alert-faces.ts';
import { alertOutlet } from './discord/alert-outlet.ts';
import type { Writer } from './discord/writing.ts';
import type { Vault } from './open-vault.ts';
import type { JobRunner } from './schedule/job.ts';
import type { OnAirHub } from './stations/on-air-hub.ts';
import { type Programme, showName, showOf } from './stations/programme.ts';
import type { ServerSamples } from './stations/server-samples.ts';
import type { Station } from './stations/station.ts';
import type { StationDirectory } from './stations/station-directory.ts';
import type { Words } from './words/words.ts';

export interface AlertParts {
	vault: Vault;
	words: Words;
	localeOf: (guildId: string) => string;
	writer: Writer;
	stations: StationDirectory;
	onAir: OnAirHub;
	programme: Programme;
	samples: ServerSamples;
	jobs: JobRunner;
	clock: Clock;
	log: Logger;
}

/** Everything that tells without being asked. */
export interface Alerts {
	readonly rules: AlertBook;
	tellKeys(station: Station, changes: readonly CheckChange[]): Promise<void>;
	/** Goes on with what was open. `live`: what happens on the air is watched as well. */
	start(live: boolean): Promise<void>;
	/** Takes up nothing new, and waits for what is under way. */
	close(): Promise<void>;
}

const statsFreshForMs = 10 * 60_000;

/** Builds the alerts, part by part. */
export function assembleAlerts(parts: AlertParts): Alerts {
	const { vault, words, localeOf, writer, stations, onAir, programme, samples, jobs, clock, log } = parts;
	const { store, documents, part } = vault;
	const rules = new AlertBook(documents);
	const desk = new AlertDesk({
		rules,
		words: alertWords(words, localeOf),
		outlet: alertOutlet(writer),
		memory: store.namespace('alerts', openAlertSchema, { listed: part.servesKey }),
		clock,
		onError: (key, error) => log.warn({ err: error, alert: key }, 'An alert was not told'),
	});
	const air = {
		// What nobody is told of is not asked for either.
		stations: () => stations.all().filter((station) => rules.isWatched(station)),
		known: (station: Station) => onAir.known(station),
		readNow: (station: Station) => onAir.readNow(station),
		desk,
		clock,
	};
	const stationWatch = new StationWatch({
		...air,
		planned: async (station, dj) => {
			const planned = showOf((await programme.soon(station)) ?? [], dj, clock.now());
			return planned && { name: showName(planned.show, dj) ?? null, until: planned.show.endsAt };
		},
		memories: store.namespace('watched-stations', stationMemorySchema),
		onError: (station, error) =>
			log.debug({ err: error, station: station.id }, 'A station was not looked at'),
	});
	const serverWatch = new ServerWatch({
		...air,
		memories: store.namespace(part.place('watched-servers'), serverMemorySchema),
		onError: (server, error) => log.warn({ err: error, server }, 'A radio server was not looked at'),
	});
	const machineWatch = new MachineWatch({
		stations: () => stations.all(),
		stats: async ({ backend }) =>
			samples.latest(backend.server, clock.now() - statsFreshForMs) ?? backend.administration?.stats(),
		rules,
		memories: store.namespace(part.place('watched-machines'), machineMemorySchema),
		desk,
		clock,
		onError: (server, error) =>
			log.debug({ err: error, server }, 'The machine of a radio server was not looked at'),
	});
	const machineJobs = [
		{ id: 'disks', cron: '*/15 * * * *', jitterMs: 60_000, run: () => machineWatch.lookAtDisks() },
		{ id: 'backups', cron: '40 5 * * *', jitterMs: 30 * 60_000, run: () => machineWatch.lookAtBackups() },
		{ id: 'updates', cron: '20 */8 * * *', jitterMs: 30 * 60_000, run: () => machineWatch.lookForUpdates() },
	];
	const storageWatch = new StorageWatch({
		stations: () => stations.all(),
		rules,
		memories: store.namespace('watched-storages', storageMemorySchema),
		desk,
		clock,
		onError: (station, error) =>
			log.debug({ err: error, station: station.id }, 'The storage of a station was not looked at'),
	});
	machineJobs.push({
		id: 'storages',
		cron: '50 */6 * * *',
		jitterMs: 30 * 60_000,
		run: () => storageWatch.look(),
	});
	const lostKeys = new LostKeys({
		stations: () => stations.all(),
		desk,
		clock,
		onError: (station, error) =>
			log.warn({ err: error, station: station.id }, 'A key that is lost was not told of'),
	});
	let stopListening = () => {};
	return {
		rules,
		tellKeys: (station, changes) => tellKeyChanges(desk, station, changes),
		start: async (live) => {
			await rules.load();
			await desk.start();
			if (!live) return;
			for (const job of machineJobs) jobs.set({ ...job, timezone: 'UTC', missed: 'never' });
			await serverWatch.start();
			stationWatch.start();
			lostKeys.start();
			stopListening = onAir.onChange(
				(station, change, reading) => {
					if (!rules.isWatched(station)) return;
					if (change.kind === 'unreachable') serverWatch.doubted(station, change.since);
					else if (change.kind === 'reachable') serverWatch.doubted(station);
					else stationWatch.changed(station, reading, change.kind === 'offline' ? change.since : undefined);
				},
				(station) => rules.isWatched(station),
			);
		},
		close: async () => {
			stopListening();
			await Promise.all([stationWatch.close(), serverWatch.close(), lostKeys.close()]);
			await desk.close();
		},
	};
}
