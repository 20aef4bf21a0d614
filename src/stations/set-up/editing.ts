import { BackendError, type KeyName } from '#src/backends/backend-error.ts';
import { type FoundStation, type RadioSystem, StationsNotListed } from '#src/backends/radio-system.ts';
import type { StationReport } from '#src/checks/station-check.ts';
import { keysAreSwapped } from '#src/checks/swapped-keys.ts';
import { NotSaved, type SavedStations, type StationChange } from '../saved-stations.ts';
import type { Station } from '../station.ts';
import type { Attempts } from './attempts.ts';
import type { SetUpProblem } from './problems.ts';
import { readKeys, readOwners, type TypedKeys } from './typed-keys.ts';

export interface EditingParts {
	systems: readonly RadioSystem[];
	saved: SavedStations;
	attempts: Attempts;
	check: (station: Station) => Promise<StationReport>;
	/** Whether the operator lets keys go out unencrypted. */
	plainKeys: boolean;
}

/** What came of a change: the station as it is now, or why it is as it was. */
export type Edited = { station: Station; report?: StationReport } | { problem: SetUpProblem };

/** Changes stations that were set up in Discord. What would make one another station is refused. */
export class Editing {
	readonly #parts: EditingParts;

	constructor(parts: EditingParts) {
		this.#parts = parts;
	}

	/**
	 * Another address of the same station. A key goes only to the server that it was entered for: unless the address is the old one
	 * over https, keys that are not entered anew are taken out.
	 */
	async changeAddress(station: Station, typed: string, keys: TypedKeys, userId: string): Promise<Edited> {
		return this.#edit(station, userId, async (system) => {
			const url = system.readAddress(typed);
			if (url === undefined) return { kind: 'not-an-address' };
			const read = readKeys(system, keys, { url, plainKeys: this.#parts.plainKeys });
			if ('kind' in read) return read;
			const server = await system.identify(url);
			await readOwners(system, server.url, read.keys);
			const keepsKeys = isSameOverHttps(station.url, server.url);
			const fresh: StationChange['keys'] = keepsKeys ? read.keys : { ...forgotten(system), ...read.keys };
			const change = { url: server.url, keys: fresh };
			const found = await system.stations(server.url, read.keys, station.remote);
			const wrong =
				(await this.#unlike(station, found)) ??
				(found.some((one) => isNamed(one, station)) ? null : await this.#unlikePreview(station, change));
			return wrong ?? change;
		});
	}

	/** New keys; one that is left out stays as it is. */
	async changeKeys(station: Station, typed: TypedKeys, userId: string): Promise<Edited> {
		return this.#edit(station, userId, async (system) => {
			const read = readKeys(system, typed, { url: station.url, plainKeys: this.#parts.plainKeys });
			if ('kind' in read) return read;
			if (Object.keys(read.keys).length === 0) return { kind: 'no-keys' };
			await readOwners(system, station.url, read.keys);
			const found = await system.stations(station.url, read.keys, station.remote);
			const other = found.find((one) => one.keys.includes('station'));
			const ours = found.find((one) => isNamed(one, station));
			if (other !== undefined && ours?.keys.includes('station') !== true)
				return { kind: 'other-station', expected: station.name, found: other.name };
			return (await this.#unlike(station, found)) ?? { keys: read.keys };
		});
	}

	/** Anything that is not checked with the radio server: a name, roles, channels, a key to be taken out. */
	async change(station: Station, change: Omit<StationChange, 'url'>): Promise<Edited> {
		return asEdited(async () => ({
			station: await this.#parts.saved.change(station.guildId, station.id, change),
		}));
	}

	async #edit(
		station: Station,
		userId: string,
		step: (system: RadioSystem) => Promise<StationChange | SetUpProblem>,
	): Promise<Edited> {
		const { systems, attempts, saved, check } = this.#parts;
		const system = systems.find(({ kind }) => kind === station.backend.kind);
		if (system === undefined) throw new Error(`The radio system ${station.backend.kind} is not built in`);
		const until = await attempts.take(station.guildId, userId);
		if (until !== null) return { problem: { kind: 'too-many-attempts', until } };
		return asEdited(async () => {
			const change = await step(system);
			if ('kind' in change) return { problem: change };
			const preview = await saved.preview(station.guildId, station.id, change);
			const report = preview.keys.size === 0 ? undefined : await check(preview);
			if (report !== undefined && keysAreSwapped(report)) return { problem: { kind: 'swapped' } };
			const changed = await saved.change(station.guildId, station.id, change);
			return report === undefined ? { station: changed } : { station: changed, report };
		});
	}

	/** The same number under another name is another station. */
	async #unlike(station: Station, found: readonly FoundStation[]): Promise<SetUpProblem | null> {
		const there = found.find((one) => isNamed(one, station));
		if (there === undefined) return null;
		const expected = await this.#parts.saved.shortNameOf(station.guildId, station.id);
		return expected === '' || there.shortName === expected
			? null
			: { kind: 'other-station', expected: station.name, found: there.name };
	}

	/** A station that only the kept keys can see. */
	async #unlikePreview(station: Station, change: StationChange): Promise<SetUpProblem | null> {
		const { saved } = this.#parts;
		const preview = await saved.preview(station.guildId, station.id, change);
		const { facts } = await preview.backend.onAir.read({ past: 'caches' });
		const expected = await saved.shortNameOf(station.guildId, station.id);
		return expected === '' || facts.shortName === expected
			? null
			: { kind: 'other-station', expected: station.name, found: facts.name };
	}
}

function forgotten(system: RadioSystem): Partial<Record<KeyName, null>> {
	return Object.fromEntries(system.keyNames.map((key) => [key, null]));
}

function isNamed(found: FoundStation, station: Station): boolean {
	return found.remoteId === station.remote || found.shortName === station.remote;
}

/** The very same place, now encrypted: nobody else can be there. */
function isSameOverHttps(before: string, after: string): boolean {
	const [old, fresh] = [new URL(before), new URL(after)];
	return (
		fresh.protocol === 'https:' &&
		old.hostname === fresh.hostname &&
		(old.port === fresh.port || (old.port === '' && fresh.port === '')) &&
		old.pathname === fresh.pathname
	);
}

async function asEdited(step: () => Promise<Edited>): Promise<Edited> {
	try {
		return await step();
	} catch (error) {
		if (error instanceof BackendError) return { problem: { kind: 'server', error } };
		if (error instanceof StationsNotListed)
			return { problem: { kind: 'not-listed', example: error.example } };
		if (error instanceof NotSaved) return { problem: { kind: 'not-saved', reason: error.reason } };
		throw error;
	}
}
