import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Secret } from '#config/secret.ts';
import type { BackendKind } from '#config/stations-file.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import type { FoundStation, KeyOwner, ServerFound } from '#src/backends/radio-system.ts';
import type { StationReport } from '#src/checks/station-check.ts';
import type { Clock } from '#src/clock.ts';
import type { StationChannels, StationRoles } from '../station.ts';

/** A set-up that somebody is in the middle of. It lives in memory alone, so that one that is left leaves nothing behind. */
export interface Draft {
	readonly id: string;
	readonly guildId: string;
	readonly userId: string;
	/** The radio system, as far as it is known: the chosen one, or what answered. */
	kind: BackendKind;
	/** Chosen by the person; undefined: whatever answers. */
	wanted: BackendKind | undefined;
	/** What was typed last, to be mended and not to be typed again. */
	typed: string;
	server: ServerFound | undefined;
	/** The station that the address named. */
	named: string | undefined;
	keys: Partial<Record<KeyName, Secret>>;
	owners: Partial<Record<KeyName, KeyOwner>>;
	/** What the public and the keys can see, without what is set up here already. */
	found: readonly FoundStation[];
	/** How many of the server's stations are set up here already. */
	alreadyHere: number;
	/** Words of the names that are wanted among many. */
	filter: string;
	/** Numbers at the server. */
	chosen: readonly string[];
	/** What was found out about a station's keys, by its number at the server. */
	checks: Map<string, StationReport>;
	roles: StationRoles;
	channels: StationChannels;
	/** Roles and channels were chosen beforehand, by their names. */
	suggested: boolean;
}

/** So long a draft waits for its person. */
export const draftLivesMs = 15 * 60_000;
/** More set-ups at a time than any one process sees; the oldest go first. */
const mostDrafts = 500;

interface Kept {
	draft: Draft;
	until: number;
}

/** The set-ups under way. Each belongs to one person; a restart forgets them all. */
export class Drafts {
	readonly #clock: Clock;
	readonly #kept = new LRUCache<string, Kept>({ max: mostDrafts });

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** A new draft; what the same person left open on the same Discord server is forgotten. */
	open(guildId: string, userId: string, kind: BackendKind): Draft {
		for (const [id, { draft }] of this.#kept.entries())
			if (draft.guildId === guildId && draft.userId === userId) this.#kept.delete(id);
		const draft: Draft = {
			id: randomBytes(6).toString('base64url'),
			guildId,
			userId,
			kind,
			wanted: undefined,
			typed: '',
			server: undefined,
			named: undefined,
			keys: {},
			owners: {},
			found: [],
			alreadyHere: 0,
			filter: '',
			chosen: [],
			checks: new Map(),
			roles: { dj: [], manager: [], admin: [] },
			channels: {},
			suggested: false,
		};
		this.#keep(draft);
		return draft;
	}

	/** The draft, which then lives for another while. Undefined if it is too old, forgotten, or somebody else's. */
	get(id: string, guildId: string, userId: string): Draft | undefined {
		const kept = this.#kept.get(id);
		if (kept === undefined || kept.draft.guildId !== guildId || kept.draft.userId !== userId)
			return undefined;
		if (kept.until <= this.#clock.now()) {
			this.#kept.delete(id);
			return undefined;
		}
		this.#keep(kept.draft);
		return kept.draft;
	}

	forget(id: string): void {
		this.#kept.delete(id);
	}

	#keep(draft: Draft): void {
		this.#kept.set(draft.id, { draft, until: this.#clock.now() + draftLivesMs });
	}
}
