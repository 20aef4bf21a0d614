import type { Secret } from '#config/secret.ts';
import { BackendError, type KeyName } from '#src/backends/backend-error.ts';
import type { KeyCheckRole, KeyReport, RightReport } from '#src/backends/roles/key-check.ts';
import { DirectClient, type DirectClientOptions } from './direct-client.ts';
import { greet, readVersion } from './greeting.ts';
import { exactRights, stationNumber } from './key-check/exact-rights.ts';
import { type HeldRights, reportHeld } from './key-check/held-rights.ts';
import {
	markFeaturesOff,
	tryBigRights,
	tryGlobalRights,
	tryRight,
	tryStationRights,
} from './key-check/probing.ts';
import { globalProbes } from './key-check/right-probes.ts';
import { ownerOf } from './owner.ts';
import { globalRight } from './permissions.ts';
import { rightsFor } from './rights-for.ts';

export interface KeyCheckOptions extends Omit<DirectClientOptions, 'signal' | 'once'> {
	station: string;
}

/** A probe that takes longer is no verdict. */
const probeMs = 5_000;
/** For the whole check: what is not answered by then is not known. */
const checkMs = 20_000;

/** What is known about a key before its rights. */
type Opening = Omit<KeyReport, 'rights' | 'source'>;
type Finding = Pick<KeyReport, 'rights' | 'source'>;

/**
 * The permission self-check of one station's keys. No key can read its own rights, so they are tried by reads, at most nine for
 * the admin key and twelve for the station key; with an admin key that may do everything, AzuraCast's lists of roles tell. Every
 * station right that an admin key has is left aside: nothing uses it.
 */
export function createKeyCheckRole(options: KeyCheckOptions): KeyCheckRole {
	return {
		rightsFor,
		async check() {
			const signal = AbortSignal.timeout(checkMs);
			const client = new DirectClient({ ...options, signal, once: { deadlineMs: probeMs } });
			const { host } = options.address;
			const startedAt = performance.now();
			await greet(client, host);
			const answeredInMs = Math.round(performance.now() - startedAt);
			const [version, admin, station] = await Promise.all([
				readVersion(client, host),
				openKey(client, 'admin', options.keys.admin),
				openKey(client, 'station', options.keys.station),
			]);
			const keys = await new Check(client, options, version).reports(admin, station);
			return { version, answeredInMs, keys, reads: client.reads };
		},
	};
}

/** Whose key it is; undefined if none is set. AzuraCast before 0.22 calls a wrong key a missing right everywhere else. */
async function openKey(
	client: DirectClient,
	key: KeyName,
	secret: Secret | undefined,
): Promise<Opening | undefined> {
	if (secret === undefined) return undefined;
	const { tail } = secret;
	try {
		const owner = ownerOf(await client.call('account', {}, { key }));
		return { key, tail, owner, problem: null };
	} catch (error) {
		if (!(error instanceof BackendError)) throw error;
		return { key, tail, owner: null, problem: error.problem };
	}
}

/** The part of a check that follows when the server and the owners of the keys are known. */
class Check {
	readonly #client: DirectClient;
	readonly #options: KeyCheckOptions;
	readonly #version: string | null;

	constructor(client: DirectClient, options: KeyCheckOptions, version: string | null) {
		this.#client = client;
		this.#options = options;
		this.#version = version;
	}

	async reports(admin: Opening | undefined, station: Opening | undefined): Promise<KeyReport[]> {
		const all = admin?.problem === null ? await this.#tryAll() : null;
		const number = all?.state === 'granted' ? await stationNumber(this.#client, this.#options.station) : null;
		const reports = await Promise.all([
			admin && this.#complete(admin, () => this.#adminRights(all, number)),
			station && this.#complete(station, () => this.#stationRights(number)),
		]);
		return reports.filter((report) => report !== undefined);
	}

	/** A key that turns out to be no good half-way, or a station that is gone, leaves no rights to tell of. */
	async #complete(opening: Opening, find: () => Promise<Finding>): Promise<KeyReport> {
		if (opening.problem !== null) return { ...opening, rights: [], source: 'reads' };
		try {
			return { ...opening, ...(await find()) };
		} catch (error) {
			if (!(error instanceof BackendError)) throw error;
			return { ...opening, problem: error.problem, rights: [], source: 'reads' };
		}
	}

	async #tryAll(): Promise<RightReport | null> {
		const right = globalRight('administer all');
		try {
			return await tryRight(this.#client, 'admin', right, globalProbes[right.id]);
		} catch (error) {
			if (!(error instanceof BackendError)) throw error;
			// The reads that follow meet the same and are the ones to tell.
			return null;
		}
	}

	async #adminRights(all: RightReport | null, number: string | null): Promise<Finding> {
		if (all?.state !== 'granted') {
			const known = all ?? { right: globalRight('administer all'), state: 'unproven', unproven: 'no-answer' };
			return { rights: await tryGlobalRights(this.#client, known), source: 'reads' };
		}
		const exact = await this.#exact('admin', number);
		const held = exact ?? { global: new Set([all.right.id]), station: new Set() };
		return {
			rights: reportHeld('admin', held, this.#version),
			source: exact === null ? 'reads' : 'role-list',
		};
	}

	async #stationRights(number: string | null): Promise<Finding> {
		const exact = await this.#exact('station', number);
		const held = exact ?? (await tryBigRights(this.#client));
		const source = exact === null ? 'reads' : 'role-list';
		if (held === null) return { rights: await tryStationRights(this.#client, this.#version), source };
		const reports = reportHeld('station', held, this.#version);
		return { rights: await markFeaturesOff(this.#client, reports, this.#version), source };
	}

	async #exact(key: KeyName, number: string | null): Promise<HeldRights | null> {
		const secret = this.#options.keys[key];
		if (number === null || secret === undefined) return null;
		// What AzuraCast shows of a key everywhere: its name, and not its secret half.
		const [keyId = ''] = secret.reveal().split(':', 1);
		return exactRights(this.#client, keyId, number);
	}
}
