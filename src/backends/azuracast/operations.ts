import { BackendError, problemKind, type RefusalReason } from '#src/backends/backend-error.ts';
import type { OperationsRole, StationSettings, StationStatus } from '#src/backends/roles/operations.ts';
import type { Address } from './address.ts';
import type { AzuraCastClient } from './client.ts';
import type { Results } from './endpoints.ts';
import { StationNumber } from './station-number.ts';

const minuteMs = 60_000;

type Told = Omit<StationStatus, 'backendRunning' | 'frontendRunning'>;

const nothingTold: Told = {
	hasStarted: null,
	needsRestart: null,
	isEnabled: null,
	hasBackend: null,
	hasFrontend: null,
};

export function createOperationsRole(
	client: AzuraCastClient,
	address: Address,
	station: string,
): OperationsRole {
	const number = new StationNumber(client, address, station);

	/** Sends these fields and no others: AzuraCast leaves the rest as it is. */
	const edit = async (fields: { is_enabled: boolean } | { enable_requests: boolean }) => {
		try {
			await client.call('editStation', { number: await number.find() }, { body: fields });
		} catch (error) {
			// Another station may bear the name by now. It is not touched by an order that was meant for this one.
			if (problemKind(error) === 'not-found') number.forget();
			throw error;
		}
	};

	return {
		async status() {
			const { hasStarted, needsRestart, ...running } = await client.call('status', {});
			// Before 0.23 this tells both; since then the dashboard does, and more.
			if (hasStarted !== null) return { ...running, ...nothingTold, hasStarted, needsRestart };
			return { ...running, ...(await readDashboard(client)) };
		},
		async settings() {
			const record = await readRecord(client, number);
			return toSettings(record);
		},
		async start() {
			await unless('already-running', edit({ is_enabled: true }));
		},
		async stop() {
			await unless('not-running', edit({ is_enabled: false }));
		},
		async restart() {
			// AzuraCast stops and starts: that one service had already stopped, or was faster to come back, is no failure.
			await unless('not-running', unless('already-running', client.call('restart', {})));
		},
		async setRequests(on) {
			await edit({ enable_requests: on });
		},
	};
}

async function readDashboard(client: AzuraCastClient): Promise<Told> {
	try {
		const { backendType, frontendType, ...told } = await client.call('dashboard', {});
		return {
			hasStarted: told.hasStarted,
			needsRestart: told.needsRestart,
			isEnabled: told.isEnabled,
			hasBackend: backendType === '' ? null : backendType !== 'none',
			hasFrontend: frontendType === '' ? null : frontendType !== 'remote',
		};
	} catch (error) {
		if (problemKind(error) === 'not-offered') return nothingTold;
		throw error;
	}
}

type StationRecord = Results['stationSettings'];

/** Reads by the number, and by a number looked up anew if what it led to is gone or has another name. */
async function readRecord(client: AzuraCastClient, number: StationNumber): Promise<StationRecord> {
	const read = async () => client.call('stationSettings', { number: await number.find() });
	try {
		const record = await read();
		if (number.fits(record)) return record;
	} catch (error) {
		if (problemKind(error) !== 'not-found') throw error;
	}
	number.forget();
	return read();
}

function toSettings(record: StationRecord): StationSettings {
	return {
		isEnabled: record.is_enabled,
		autoCue: record.backend_config.enable_auto_cue,
		hls: record.enable_hls,
		writesPlaylists: record.backend_config.write_playlists_to_liquidsoap,
		requests: record.enable_requests,
		requestDelay: milliseconds(record.request_delay),
		requestThreshold: milliseconds(record.request_threshold),
		streamers: record.enable_streamers,
		isPublic: record.enable_public_page,
	};
}

function milliseconds(minutes: number | null): number | null {
	return minutes === null ? null : minutes * minuteMs;
}

/** `order`, unless it was refused because things are already as they were to become. */
async function unless(reason: RefusalReason, order: Promise<unknown>): Promise<void> {
	try {
		await order;
	} catch (error) {
		const { problem } = error instanceof BackendError ? error : {};
		if (problem?.kind !== 'refused' || problem.reason !== reason) throw error;
	}
}
