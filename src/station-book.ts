import { randomInt } from 'node:crypto';
import type { Logger } from 'pino';
import type { Secret } from '#config/secret.ts';
import { type DeclaredStation, type KeyName, keyNames } from '#config/stations-file.ts';
import type { BackendDependencies, StationDetails } from './backends/radio-system.ts';
import { openDeclared, openStored, toStation } from './open-stations.ts';
import {
	mostStations,
	type NewStation,
	NotSaved,
	type SavedStations,
	type ServerSettings,
	type StationChange,
} from './stations/saved-stations.ts';
import type { Station } from './stations/station.ts';
import type { StationDirectory } from './stations/station-directory.ts';
import type { GuildDocument, StoredStation } from './store/guild-document.ts';
import type { GuildDocuments } from './store/guild-documents.ts';
import { type Sealer, stationKeyPlace } from './store/sealing.ts';

interface Parts {
	documents: GuildDocuments;
	sealer: Sealer;
	directory: StationDirectory;
	/** What the backends of stations from strangers get: their addresses are guarded. */
	backends: BackendDependencies;
	/** The stations of the stations file, and what their backends get. */
	declared: { stations: readonly DeclaredStation[]; backends: BackendDependencies };
	log: Logger;
	/** Forgets what else is known of a station. */
	onRemoved: (stationId: string) => Promise<void>;
}

/** {@link SavedStations} in the store, with sealed keys, and in the directory of stations at work. */
export class StationBook implements SavedStations {
	readonly #parts: Parts;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	async add(guildId: string, stations: readonly NewStation[]): Promise<Station[]> {
		const stored = stations.map((station) => this.#seal(guildId, newId(), station));
		await this.#parts.documents.update(guildId, (document) => {
			// Looked at here, where changes come one at a time: two people may be setting up at once.
			const here = this.#parts.directory.of(guildId);
			if (here.length + stored.length > mostStations) throw new NotSaved('too-many');
			if (stored.some((station) => here.some((other) => isSame(station, other))))
				throw new NotSaved('already-there');
			return { ...document, stations: [...document.stations, ...stored] };
		});
		const opened = stored.map((station) => this.#toStation(guildId, station, {}));
		for (const station of opened) this.#parts.directory.put(station);
		return opened;
	}

	async change(guildId: string, stationId: string, change: StationChange): Promise<Station> {
		this.#refuseDeclared(guildId, stationId);
		const document = await this.#parts.documents.update(guildId, (before) => {
			if (!before.stations.some(({ id }) => id === stationId)) throw new NotSaved('gone');
			return {
				...before,
				stations: before.stations.map((station) =>
					station.id === stationId ? this.#changed(guildId, station, change) : station,
				),
			};
		});
		const station = this.#toStation(guildId, find(document, stationId), document.details);
		this.#parts.directory.put(station);
		return station;
	}

	async preview(guildId: string, stationId: string, change: StationChange): Promise<Station> {
		this.#refuseDeclared(guildId, stationId);
		const document = await this.#parts.documents.load(guildId);
		const stored = this.#changed(guildId, find(document, stationId), change);
		return this.#toStation(guildId, stored, document.details);
	}

	async remove(guildId: string, stationId: string): Promise<void> {
		this.#refuseDeclared(guildId, stationId);
		await this.#parts.documents.update(guildId, (document) => {
			const stations = document.stations.filter(({ id }) => id !== stationId);
			if (stations.length === document.stations.length) throw new NotSaved('gone');
			const { [stationId]: _gone, ...voting } = document.voting;
			const { [stationId]: _past, ...offPeak } = document.offPeak;
			const { [stationId]: _known, ...details } = document.details;
			return {
				...document,
				stations,
				posts: document.posts.filter((post) => post.stationId !== stationId),
				alerts: document.alerts.filter((rule) => rule.station !== stationId),
				events: document.events.filter((id) => id !== stationId),
				voting,
				offPeak,
				details,
			};
		});
		this.#parts.directory.remove(guildId, stationId);
		await this.#parts.onRemoved(stationId);
	}

	async shortNameOf(guildId: string, stationId: string): Promise<string> {
		const { stations } = await this.#parts.documents.load(guildId);
		return stations.find(({ id }) => id === stationId)?.shortName ?? '';
	}

	draft(guildId: string, { kind, keys, ...station }: NewStation): Station {
		const described = { ...station, id: newId(), backend: kind, roles: copyRoles(station.roles) };
		return toStation(guildId, 'stored', described, keys, this.#parts.backends);
	}

	async settings(guildId: string): Promise<ServerSettings> {
		return (await this.#parts.documents.load(guildId)).settings;
	}

	async changeSettings(guildId: string, change: Partial<ServerSettings>): Promise<ServerSettings> {
		const { settings } = await this.#parts.documents.update(guildId, (document) => ({
			...document,
			settings: { ...document.settings, ...change },
		}));
		return settings;
	}

	async changeDetails({ guildId, id }: Station, change: StationDetails): Promise<Station> {
		const { documents, declared, directory } = this.#parts;
		const own = declared.stations.find((one) => one.id === id);
		const { stations, details } = await documents.update(guildId, (before) => {
			if (own === undefined) find(before, id);
			return { ...before, details: { ...before.details, [id]: { ...before.details[id], ...change } } };
		});
		const station =
			own === undefined
				? this.#toStation(guildId, find({ stations }, id), details)
				: openDeclared(own, declared.backends, details[id]);
		directory.put(station);
		return station;
	}

	#refuseDeclared(guildId: string, stationId: string): void {
		const station = this.#parts.directory.find(guildId, stationId);
		if (station === undefined) throw new NotSaved('gone');
		if (station.source === 'declared') throw new NotSaved('declared');
	}

	#toStation(guildId: string, stored: StoredStation, details: GuildDocument['details']): Station {
		const { sealer, log, backends } = this.#parts;
		return openStored(guildId, stored, { sealer, log }, backends, details[stored.id]);
	}

	#changed(guildId: string, station: StoredStation, change: StationChange): StoredStation {
		const { name, url, roles, channels, keys = {} } = change;
		return {
			...station,
			name: name ?? station.name,
			url: url ?? station.url,
			roles: roles === undefined ? station.roles : copyRoles(roles),
			channels: channels === undefined ? station.channels : { ...channels },
			keys: this.#changeKeys(guildId, station, keys),
		};
	}

	#seal(guildId: string, id: string, { kind, keys, ...station }: NewStation): StoredStation {
		const sealed = this.#sealKeys(guildId, id, keys);
		return { ...station, id, backend: kind, keys: sealed, roles: copyRoles(station.roles) };
	}

	#sealKeys(guildId: string, id: string, keys: Partial<Record<KeyName, Secret>>): StoredStation['keys'] {
		const sealed: StoredStation['keys'] = {};
		for (const name of keyNames) {
			const key = keys[name];
			if (key !== undefined) sealed[name] = this.#parts.sealer.seal(key, stationKeyPlace(guildId, id, name));
		}
		return sealed;
	}

	#changeKeys(
		guildId: string,
		station: StoredStation,
		changed: Partial<Record<KeyName, Secret | null>>,
	): StoredStation['keys'] {
		const fresh: Partial<Record<KeyName, Secret>> = {};
		const kept = { ...station.keys };
		for (const name of keyNames) {
			const key = changed[name];
			if (key === null) delete kept[name];
			else if (key !== undefined) fresh[name] = key;
		}
		return { ...kept, ...this.#sealKeys(guildId, station.id, fresh) };
	}
}

function find({ stations }: Pick<GuildDocument, 'stations'>, stationId: string): StoredStation {
	const found = stations.find(({ id }) => id === stationId);
	if (found === undefined) throw new NotSaved('gone');
	return found;
}

function copyRoles({ dj, manager, admin }: NewStation['roles']): StoredStation['roles'] {
	return { dj: [...dj], manager: [...manager], admin: [...admin] };
}

/** The same station of the same radio server, by its number or by its name. */
function isSame(stored: StoredStation, other: Station): boolean {
	const names = [stored.station, stored.shortName];
	return stored.backend === other.backend.kind && stored.url === other.url && names.includes(other.remote);
}

const letters = '0123456789abcdefghijklmnopqrstuvwxyz';

function newId(): string {
	return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
}
