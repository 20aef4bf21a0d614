import { BackendError } from '#src/backends/backend-error.ts';
import type { AdministrationRole, HostStats } from '#src/backends/roles/administration.ts';
import type { Clock } from '#src/clock.ts';
import type { AzuraCastClient } from './client.ts';
import type { Results } from './endpoints.ts';
import { readLog, toLogFiles } from './logs.ts';
import { readAll } from './paging.ts';

const releaseNotes = 'https://github.com/AzuraCast/AzuraCast/releases';
const versionLifeMs = 10 * 60_000;
/** Rolling releases show the last stable number; old ones put more words after it. */
const versionLine = /^\s+version:\s*['"]?v?(\d+\.\d+\.\d+)/m;
/** The line stands among the first; after it come hundreds of kilobytes. */
const headLength = 4096;
const knockDeadlineMs = 5_000;
/** Each page looks into the storages anew. */
const backupsAtOnce = 500;

/** Nothing in here decides by the server's version: each answer is taken as it comes. */
export function createAdministrationRole(client: AzuraCastClient, clock: Clock): AdministrationRole {
	let version: { number: string | null; readAt: number } | undefined;
	return {
		async stats() {
			return toStats(await client.call('serverStats', {}));
		},
		async services() {
			const services = await client.call('services', {});
			return services.map(({ links, ...service }) => ({ ...service, mayRestart: links.restart !== null }));
		},
		async restartService(name) {
			await client.call('restartService', { service: name });
		},
		async updates() {
			const wire = await client.call('updates', {});
			return {
				current: wire.current_release,
				latest: wire.latest_release,
				available: wire.needs_rolling_update || wire.needs_release_update,
				rollingBehind: wire.rolling_updates_available,
				changes: wire.rolling_updates_list,
				releaseNotes,
			};
		},
		async lastBackup() {
			let last: number | null = null;
			const rows = readAll(backupsAtOnce, (query) => client.call('backups', {}, { query }));
			for await (const { timestamp } of rows) last = Math.max(last ?? 0, timestamp ?? 0);
			return last === 0 ? null : last;
		},
		async update() {
			version = undefined;
			await client.call('startUpdate', {});
		},
		async version({ past } = {}) {
			const now = clock.now();
			if (past === undefined && version !== undefined && now - version.readAt < versionLifeMs) {
				return version.number;
			}
			// AzuraCast's web server keeps the description for a day, unless the address is a new one.
			const query = past === 'caches' ? { _: now } : {};
			const description = await client.call('description', {}, { query });
			const number = versionLine.exec(description.slice(0, headLength))?.[1] ?? null;
			version = { number, readAt: now };
			return number;
		},
		async answers() {
			try {
				const { online } = await client.call('serverStatus', {}, { deadlineMs: knockDeadlineMs });
				return online;
			} catch (error) {
				if (error instanceof BackendError) return false;
				throw error;
			}
		},
		async logs() {
			// Since 0.23 the stations' logs come along; each station lists its own.
			const { server } = await client.call('serverLogs', {});
			return toLogFiles(server);
		},
		log: (key, from) => readLog((query) => client.call('serverLog', { log: key }, { query }), from),
	};
}

function toStats({ cpu, memory, swap, disk, network }: Results['serverStats']): HostStats {
	const outside = network.filter(({ interface_name: name }) => name !== 'lo');
	const sum = (direction: 'received' | 'transmitted') =>
		outside.reduce((total, card) => total + card[direction].bytesPerSecond, 0);
	return {
		cpu: {
			used: cpu.total.usage === null ? null : Math.min(1, Math.max(0, cpu.total.usage / 100)),
			cores: cpu.cores.length,
			load: cpu.load,
		},
		memory: { total: memory.total_bytes, used: memory.used_bytes },
		swap: { total: swap.total_bytes, used: swap.used_bytes },
		disk: { total: disk.total_bytes, used: disk.used_bytes, free: disk.free_bytes },
		network: { received: sum('received'), sent: sum('transmitted') },
	};
}
