import type { Secret } from '#config/secret.ts';
import { BackendError, type BackendProblem, problemKind } from '#src/backends/backend-error.ts';
import type { KeyCheckRole, KeyReport, RightReport } from '#src/backends/roles/key-check.ts';
import { type ClientOptions, StreamingCenterClient } from './client.ts';
import { greet } from './greeting.ts';
import { fullPower, rightsFor, scheduler } from './role-endpoints.ts';

/** A probe that takes longer is no verdict. */
const probeMs = 5_000;
/** For the whole check. */
const checkMs = 20_000;

/** What was found out about a key. `unknown`: the panel gives no sign of it either way. */
export type KeyVerdict = { kind: 'valid' | 'unknown' } | { kind: 'bad'; problem: BackendProblem };

export interface KeyCheckOptions extends Omit<ClientOptions, 'signal' | 'onceWithin' | 'asItIs'> {
	/** Number of the station on its panel. */
	server: string;
	/** The last day of the key, as somebody set it: the panel does not tell. */
	lastDay?: string | undefined;
}

/** The self-check of a station's key, by reads alone: at most four. */
export function createKeyCheckRole({ server, lastDay, ...options }: KeyCheckOptions): KeyCheckRole {
	return {
		rightsFor,
		async check() {
			const signal = AbortSignal.timeout(checkMs);
			const client = new StreamingCenterClient({ ...options, signal, onceWithin: probeMs, asItIs: true });
			const startedAt = performance.now();
			await greet(client, options.address.host, server);
			const answeredInMs = Math.round(performance.now() - startedAt);
			const { station } = options.keys;
			const keys = station === undefined ? [] : [await reportOn(client, station, { server, lastDay })];
			return { version: null, answeredInMs, keys, reads: client.calls };
		},
	};
}

async function reportOn(
	client: StreamingCenterClient,
	secret: Secret,
	{ server, lastDay }: { server: string; lastDay: string | undefined },
): Promise<KeyReport> {
	const verdict = await judgeKey(client, server);
	const ends = lastDay === undefined ? {} : { lastDay };
	const known = { key: 'station', tail: secret.tail, owner: null, source: 'reads', ...ends } as const;
	if (verdict.kind === 'bad') return { ...known, problem: verdict.problem, rights: [] };
	const power: RightReport =
		verdict.kind === 'valid'
			? { right: fullPower, state: 'granted', probe: 'GET /playlists/' }
			: { right: fullPower, state: 'unproven', unproven: 'no-answer' };
	return {
		...known,
		problem: null,
		rights: [power, { right: scheduler, state: 'unproven', unproven: 'no-test' }],
		hasFullPower: true,
	};
}

/**
 * Whether a panel knows the key: a list that is refused without it and given with it proves it. Where everybody may read that list,
 * the channels do: only with a good key they have more fields.
 */
export async function judgeKey(client: StreamingCenterClient, server?: string): Promise<KeyVerdict> {
	const query = server === undefined ? { limit: 1, offset: 0 } : { server };
	const [open, keyed] = await Promise.all([
		tried(() => client.call('openPlaylists', {}, { query })),
		tried(() => client.call('playlists', {}, { query })),
	]);
	if (keyed !== undefined) return { kind: 'bad', problem: keyed };
	if (open?.kind === 'key-missing') return { kind: 'valid' };
	try {
		const tells = await client.call('channelProbe', {}, { query });
		if (tells === null) return { kind: 'unknown' };
		const { station } = client.keys;
		return tells || station === undefined
			? { kind: 'valid' }
			: { kind: 'bad', problem: { kind: 'key-rejected', key: 'station', tail: station.tail } };
	} catch (error) {
		if (!(error instanceof BackendError)) throw error;
		// A refusal in one area does not prove the key bad.
		return problemKind(error) === 'right-missing'
			? { kind: 'unknown' }
			: { kind: 'bad', problem: error.problem };
	}
}

/** Undefined if it worked. */
async function tried(read: () => Promise<unknown>): Promise<BackendProblem | undefined> {
	try {
		await read();
		return undefined;
	} catch (error) {
		if (!(error instanceof BackendError)) throw error;
		return error.problem;
	}
}
