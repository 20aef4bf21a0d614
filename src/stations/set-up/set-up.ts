import { BackendError } from '#src/backends/backend-error.ts';
import { type FoundStation, type RadioSystem, StationsNotListed } from '#src/backends/radio-system.ts';
import type { StationReport } from '#src/checks/station-check.ts';
import { keysAreSwapped } from '#src/checks/swapped-keys.ts';
import { mostStations, type NewStation, NotSaved, type SavedStations } from '../saved-stations.ts';
import type { Station } from '../station.ts';
import type { StationDirectory } from '../station-directory.ts';
import type { Attempts } from './attempts.ts';
import type { Draft, Drafts } from './draft.ts';
import { findSystem } from './find-system.ts';
import type { SetUpProblem } from './problems.ts';
import { readKeys, readOwners, type TypedKeys } from './typed-keys.ts';

/** So few stations of one server are chosen beforehand; of more, somebody has to say which. */
const mostChosenBeforehand = 5;
/** So many stations are looked at with their keys before they are saved; the others after. */
const mostCheckedBeforehand = 3;

export interface SetUpParts {
	systems: readonly RadioSystem[];
	saved: SavedStations;
	stations: StationDirectory;
	attempts: Attempts;
	drafts: Drafts;
	/** The self-check of a station that is not saved yet. */
	check: (station: Station) => Promise<StationReport>;
	/** Whether the operator lets keys go out unencrypted. */
	plainKeys: boolean;
}

/**
 * From an address to saved stations, step by step. Each step either is taken and kept in the draft, or gives its problem and
 * leaves the draft as it was. Nothing is stored before {@link save}, and no key is sent to a server that did not answer as its kind.
 */
export class SetUp {
	readonly #parts: SetUpParts;

	constructor(parts: SetUpParts) {
		this.#parts = parts;
	}

	begin(guildId: string, userId: string): Draft {
		const [system] = this.#parts.systems;
		if (system === undefined) throw new Error('No radio system is built in');
		return this.#parts.drafts.open(guildId, userId, system.kind);
	}

	/** The draft, if it is this person's and not too old. */
	draft(id: string, guildId: string, userId: string): Draft | undefined {
		return this.#parts.drafts.get(id, guildId, userId);
	}

	cancel(draft: Draft): void {
		this.#parts.drafts.forget(draft.id);
	}

	/** The radio system of a draft; while it is not known, the first one. */
	system(draft: Draft | undefined): RadioSystem {
		return this.#system(draft?.kind ?? this.#parts.systems[0]?.kind ?? '');
	}

	/** The radio systems there are to choose from. */
	get systems(): readonly Pick<RadioSystem, 'kind' | 'label' | 'keyNames' | 'details'>[] {
		return this.#parts.systems;
	}

	/** Only stations of this radio system are looked for; undefined: of any. */
	want(draft: Draft, kind: string | undefined): void {
		const system = this.#parts.systems.find((one) => one.kind === kind);
		if (draft.server !== undefined && draft.kind !== system?.kind) draft.server = undefined;
		draft.wanted = system?.kind;
		if (system !== undefined) draft.kind = system.kind;
	}

	/** Finds out which radio system answers there, one after the other, and which stations it shows. */
	async enterAddress(draft: Draft, typed: string): Promise<SetUpProblem | null> {
		draft.typed = typed;
		const refused = await this.#attempt(draft);
		if (refused !== null) return refused;
		return asProblem(async () => {
			const found = await findSystem(this.#parts.systems, draft.wanted, typed);
			if ('problem' in found) return found.problem;
			const { system, server } = found;
			// Also for what is said if it has no stations.
			if (draft.server === undefined) draft.kind = system.kind;
			const named = system.stationIn?.(typed);
			const stations = await system.stations(server.url, {}, named);
			// Keys are for the server they were entered for.
			Object.assign(draft, { kind: system.kind, server, named, keys: {}, owners: {}, checks: new Map() });
			this.#offer(draft, stations);
			return null;
		});
	}

	/** Checks the keys, and with them which stations they see. A key left out is none. */
	async enterKeys(draft: Draft, typed: TypedKeys): Promise<SetUpProblem | null> {
		const system = this.system(draft);
		const { server } = draft;
		if (server === undefined) return { kind: 'not-an-address' };
		const refused = await this.#attempt(draft);
		if (refused !== null) return refused;
		const read = readKeys(system, typed, { url: server.url, plainKeys: this.#parts.plainKeys });
		if ('kind' in read) return read;
		const { keys } = read;
		if (Object.keys(keys).length === 0) return { kind: 'no-keys' };
		return asProblem(async () => {
			const owners = await readOwners(system, server.url, keys);
			const found = await system.stations(server.url, keys, draft.named);
			const before = { ...draft };
			Object.assign(draft, { keys, owners, checks: new Map() });
			this.#offer(draft, found);
			await this.#checkChosen(draft);
			if ([...draft.checks.values()].some(keysAreSwapped)) {
				Object.assign(draft, before);
				return { kind: 'swapped' };
			}
			return null;
		});
	}

	/** Numbers at the server; what is not offered is passed over. */
	async choose(draft: Draft, remoteIds: readonly string[]): Promise<SetUpProblem | null> {
		draft.chosen = draft.found.map(({ remoteId }) => remoteId).filter((id) => remoteIds.includes(id));
		return asProblem(async () => {
			await this.#checkChosen(draft);
			return null;
		});
	}

	/** Stores the chosen stations, all or none of them, after a last look whether they are still there. */
	async save(draft: Draft): Promise<Station[] | SetUpProblem> {
		const { server, keys, guildId } = draft;
		if (server === undefined) return { kind: 'not-an-address' };
		let saved: Station[] = [];
		const problem = await asProblem(async () => {
			const there = await this.system(draft).stations(server.url, keys, draft.named);
			const chosen = draft.found.filter(({ remoteId }) => draft.chosen.includes(remoteId));
			const gone = chosen.filter(({ remoteId }) => !there.some((one) => one.remoteId === remoteId));
			if (gone.length > 0) return { kind: 'station-gone', names: gone.map(({ name }) => name) };
			if (chosen.length === 0) return { kind: 'no-stations', alreadyHere: draft.alreadyHere };
			saved = await this.#parts.saved.add(
				guildId,
				chosen.map((station) => this.#newStation(draft, station)),
			);
			return null;
		});
		if (problem !== null) return problem;
		this.#parts.drafts.forget(draft.id);
		return saved;
	}

	/** How many more stations this Discord server may have. */
	room(guildId: string): number {
		return mostStations - this.#parts.stations.of(guildId).length;
	}

	#offer(draft: Draft, all: readonly FoundStation[]): void {
		const here = this.#parts.stations
			.of(draft.guildId)
			.filter(({ url, backend }) => backend.kind === draft.kind && url === draft.server?.url);
		const isHere = (one: FoundStation) =>
			here.some(({ remote }) => remote === one.remoteId || remote === one.shortName);
		draft.found = all.filter((one) => !isHere(one));
		draft.alreadyHere = all.length - draft.found.length;
		const keyed = draft.found.filter(({ keys }) => keys.includes('station'));
		const meant = draft.found.filter(({ station }) => station === draft.named);
		const likely = meant.length > 0 ? meant : keyed.length > 0 ? keyed : draft.found;
		draft.chosen = likely.length <= mostChosenBeforehand ? likely.map(({ remoteId }) => remoteId) : [];
	}

	/** One station after the other: a server that is being set up is not to be stormed. */
	async #checkChosen(draft: Draft): Promise<void> {
		if (Object.keys(draft.keys).length === 0) return;
		for (const id of draft.chosen.slice(0, mostCheckedBeforehand)) {
			const station = draft.found.find(({ remoteId }) => remoteId === id);
			if (station === undefined || draft.checks.has(id)) continue;
			const opened = this.#parts.saved.draft(draft.guildId, this.#newStation(draft, station));
			draft.checks.set(id, await this.#parts.check(opened));
		}
	}

	#newStation(draft: Draft, { station, name, shortName }: FoundStation): NewStation {
		const { kind, keys, roles, channels, server } = draft;
		return { name, kind, url: server?.url ?? '', station, shortName, keys, roles, channels };
	}

	#system(wanted: string): RadioSystem {
		const system = this.#parts.systems.find(({ kind }) => kind === wanted);
		if (system === undefined) throw new Error(`The radio system ${wanted} is not built in`);
		return system;
	}

	async #attempt({ guildId, userId }: Draft): Promise<SetUpProblem | null> {
		const until = await this.#parts.attempts.take(guildId, userId);
		return until === null ? null : { kind: 'too-many-attempts', until };
	}
}

async function asProblem(step: () => Promise<SetUpProblem | null>): Promise<SetUpProblem | null> {
	try {
		return await step();
	} catch (error) {
		if (error instanceof BackendError) return { kind: 'server', error };
		if (error instanceof StationsNotListed) return { kind: 'not-listed', example: error.example };
		if (error instanceof NotSaved) return { kind: 'not-saved', reason: error.reason };
		throw error;
	}
}
