import { z } from 'zod';
import type { HostStats } from '#src/backends/roles/administration.ts';
import type { Clock } from '#src/clock.ts';
import { ServerTurns } from '#src/server-turns.ts';
import type { Station } from '#src/stations/station.ts';
import type { AlertDesk } from './alert-desk.ts';
import type { AlertKind, AlertRules } from './alert-rules.ts';
import type { ServerNews } from './news.ts';
import { aboutServer, byGuild, byServer, type ServerStations } from './server-stations.ts';

/** What was told of the machine of a radio server: for the store. */
export const machineMemorySchema = z.object({
	/** The fullness of the disk that was told, in percent; 0 for none. */
	disk: z.number(),
	/** The version that was told; '' for none. */
	update: z.string(),
	/** The backup that was told to be old: when it was made; -1 for none at all, 0 if nothing was told. */
	backup: z.number().default(0),
});
export type MachineMemory = z.output<typeof machineMemorySchema>;

export interface MachineMemories {
	get(server: string): Promise<MachineMemory | undefined>;
	set(server: string, value: MachineMemory): Promise<void>;
}

export interface MachineWatchParts {
	stations: () => readonly Station[];
	/** The machine's own numbers; measured at most every few minutes. */
	stats: (station: Station) => Promise<HostStats | undefined>;
	rules: AlertRules;
	memories: MachineMemories;
	desk: Pick<AlertDesk, 'tell'>;
	clock: Clock;
	/** A server did not answer, or a key may not look. */
	onError: (server: string, error: unknown) => void;
}

const diskFrom = 85;
const diskStep = 5;
const backupOldAfterMs = 8 * 24 * 3_600_000;

type LookAt = (stations: ServerStations, admin: Station, told: MachineMemory) => Promise<MachineMemory>;

/** Looks at the machines of radio servers where somebody wants to know: how full they are, and what is new for them. */
export class MachineWatch {
	readonly #parts: MachineWatchParts;
	readonly #turns: ServerTurns;

	constructor(parts: MachineWatchParts) {
		this.#parts = parts;
		this.#turns = new ServerTurns(parts);
	}

	/** Told once for every five points that a disk gets fuller. */
	async lookAtDisks(): Promise<void> {
		await this.#each('disk', async (stations, admin, told) => {
			const stats = await this.#parts.stats(admin);
			if (stats === undefined || stats.disk.total <= 0) return told;
			const { used, free, total } = stats.disk;
			const share = used / total;
			const step = Math.floor((share * 100) / diskStep) * diskStep;
			// Emptied: as full again is news again. A little less than a step is no more than a log that was rotated.
			if (share * 100 < told.disk - diskStep) return { ...told, disk: step < diskFrom ? 0 : step };
			if (step < diskFrom || step <= told.disk) return told;
			await this.#tell(stations, 'disk', { type: 'disk', share, free, total });
			return { ...told, disk: step };
		});
	}

	/** Told once a version. */
	async lookForUpdates(): Promise<void> {
		await this.#each('update', async (stations, { backend }, told) => {
			const found = await backend.administration?.updates();
			if (found?.available !== true) return told;
			const { current, latest, releaseNotes: notes } = found;
			// A rolling installation has no name for what is newer: it is told once for each version that it runs.
			const name = latest ?? `after ${current ?? ''}`;
			if (name === told.update) return told;
			await this.#tell(stations, 'update', { type: 'update', current, latest, notes });
			return { ...told, update: name };
		});
	}

	/** Told once of each backup that no newer one follows for more than a week. */
	async lookAtBackups(): Promise<void> {
		await this.#each('backup', async (stations, { backend: { administration } }, told) => {
			if (administration === undefined) return told;
			const last = await administration.lastBackup();
			if (last !== null && this.#parts.clock.now() - last < backupOldAfterMs) return told;
			if (told.backup === (last ?? -1)) return told;
			await this.#tell(stations, 'backup', { type: 'backup', last });
			return { ...told, backup: last ?? -1 };
		});
	}

	/** Each server with a station through which it can be asked. */
	async #each(kind: AlertKind, lookAt: LookAt): Promise<void> {
		const { stations: all, memories, onError } = this.#parts;
		const look = async (server: string, stations: ServerStations) => {
			const admin = stations.find(
				({ backend, keys }) => backend.administration !== undefined && keys.has('admin'),
			);
			if (admin === undefined || !(await this.#isWanted(stations, kind))) return;
			try {
				const told = (await memories.get(server)) ?? { disk: 0, update: '', backup: 0 };
				const now = await lookAt(stations, admin, told);
				if (now !== told) await memories.set(server, now);
			} catch (error) {
				// The others are looked at all the same; a right that the key lacks is for the self-check to tell.
				onError(server, error);
			}
		};
		await this.#turns.waitAtEach(
			byServer(all()),
			([server]) => server,
			([server, stations]) => look(server, stations),
		);
	}

	async #isWanted(stations: ServerStations, kind: AlertKind): Promise<boolean> {
		const rules = await Promise.all(stations.map((station) => this.#parts.rules.of(station)));
		return rules.flat().some(({ kinds }) => kinds.includes(kind));
	}

	async #tell(stations: ServerStations, kind: AlertKind, news: ServerNews): Promise<void> {
		for (const group of byGuild(stations)) await this.#parts.desk.tell(aboutServer(group, kind, kind, news));
	}
}
