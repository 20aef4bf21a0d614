import { BackendError, type KeyName, problemKind } from '#src/backends/backend-error.ts';
import type { StationDetails } from '#src/backends/radio-system.ts';
import { describe } from '#src/backends/read-document.ts';
import type {
	KeyCheckRole,
	KeyReport,
	NeededRight,
	RightProof,
	RightReport,
	RightState,
} from '#src/backends/roles/key-check.ts';
import type { AutoPodClient } from './client.ts';
import type { Endpoint } from './endpoint.ts';
import { type EndpointName, endpointsByName } from './endpoints.ts';
import { rightsFor } from './role-endpoints.ts';
import { isWriting, type Scope, scopeRight, scopes } from './scopes.ts';

/** The smallest read behind each scope; the first of them tells whether the key is alive. */
const probes = {
	'station:read': 'station',
	'episodes:read': 'episodes',
	'shows:read': 'shows',
	'schedule:read': 'schedule',
	'now_playing:read': 'nowPlaying',
	'search:read': 'search',
} as const satisfies Partial<Record<Scope, EndpointName>>;

type ReadingScope = keyof typeof probes;

/** What is tried by an order without a title, which AutoPod refuses after it looked at the scope. */
const proving = { 'episodes:write': 'publishEpisode', 'shows:write': 'createShow' } as const;

/**
 * The self-check of one station's keys: one read for each reading scope, one after the other. What writes is shown by none of them,
 * and stays unproven until it was tried on somebody's word.
 */
export function createKeyCheckRole(
	client: AutoPodClient,
	expires: StationDetails['keyExpires'] = {},
): KeyCheckRole {
	const keyFor = (access: Endpoint['access']) => client.keys.nameFor(access);
	return {
		rightsFor: (use) => rightsFor(use, keyFor),
		proof: createProof(client, keyFor('writing')),
		async check() {
			const checks: KeyCheckRun[] = [];
			for (const key of client.keys.set) {
				const run = new KeyCheckRun(client, key, {
					reads: key === keyFor('reading'),
					writes: key === keyFor('writing'),
				});
				await run.go();
				checks.push(run);
			}
			return {
				version: null,
				answeredInMs: checks[0]?.answeredInMs ?? 0,
				keys: checks.map((run) => run.report(expires[run.key])),
				reads: checks.reduce((sum, { reads }) => sum + reads, 0),
			};
		},
	};
}

function createProof(client: AutoPodClient, key: KeyName): RightProof {
	const tried = Object.keys(proving) as (keyof typeof proving)[];
	return {
		rights: tried.map((scope) => ({ key, right: scopeRight(scope) })),
		async prove({ right }: NeededRight): Promise<RightState> {
			const scope = tried.find((one) => one === right.id);
			if (scope === undefined) return 'unproven';
			return stateAfter(() => client.call(proving[scope], {}, { body: {}, key, once: true }));
		},
	};
}

/** "title is required" comes from behind the look at the scope. */
async function stateAfter(order: () => Promise<unknown>): Promise<RightState> {
	try {
		await order();
	} catch (error) {
		if (!(error instanceof BackendError)) throw error;
		const { problem } = error;
		if (problem.kind === 'right-missing') return 'missing';
		if (problem.kind === 'feature-off') return 'feature-off';
		if (problem.kind === 'refused' && /title is required/i.test(problem.words)) return 'granted';
		throw error;
	}
	return 'unproven';
}

/** The check of one key. */
class KeyCheckRun {
	readonly key: KeyName;
	reads = 0;
	answeredInMs = 0;
	readonly #client: AutoPodClient;
	readonly #does: { reads: boolean; writes: boolean };
	readonly #found = new Map<Scope, RightReport>();
	#problem: KeyReport['problem'] = null;

	constructor(client: AutoPodClient, key: KeyName, does: { reads: boolean; writes: boolean }) {
		this.#client = client;
		this.key = key;
		this.#does = does;
	}

	/** Throws a BackendError if something else than AutoPod answers, or nothing. */
	async go(): Promise<void> {
		await this.#try('station:read', true);
		// A key that is there for writing alone shows with one read that it is alive.
		if (this.#problem !== null || !this.#does.reads) return;
		for (const scope of Object.keys(probes) as ReadingScope[])
			if (scope !== 'station:read' && !(await this.#try(scope, false))) return;
	}

	report(lastDay: string | undefined): KeyReport {
		const told = scopes.filter((scope) => (isWriting(scope) ? this.#does.writes : this.#does.reads));
		const rights = told.map((scope): RightReport => {
			const right = scopeRight(scope);
			if (isWriting(scope))
				return { right, state: 'unproven', unproven: scope in proving ? 'not-tried' : 'no-test' };
			return this.#found.get(scope) ?? { right, state: 'unproven', unproven: 'no-answer' };
		});
		return {
			key: this.key,
			tail: this.#client.keys.secret(this.key)?.tail ?? '',
			problem: this.#problem,
			owner: null,
			rights: this.#problem === null ? rights : [],
			source: 'reads',
			...(lastDay === undefined ? {} : { lastDay }),
		};
	}

	/** False if nothing more should be asked now. */
	async #try(scope: ReadingScope, isFirst: boolean): Promise<boolean> {
		const endpoint = probes[scope];
		const probe = describe(endpointsByName[endpoint]);
		const right = scopeRight(scope);
		const startedAt = performance.now();
		try {
			this.reads += 1;
			await this.#client.call(endpoint, {}, { query: queries[scope], key: this.key, once: true });
			this.#found.set(scope, { right, state: 'granted', probe });
		} catch (error) {
			if (!(error instanceof BackendError)) throw error;
			if (problemKind(error) === 'right-missing') this.#found.set(scope, { right, state: 'missing', probe });
			else {
				if (isFirst && isNoAutoPod(error)) throw error;
				if (isFirst || problemKind(error) === 'key-rejected') this.#problem = error.problem;
				this.#found.set(scope, { right, state: 'unproven', unproven: 'no-answer', probe });
				if (problemKind(error) === 'rate-limited') return false;
			}
		} finally {
			if (isFirst) this.answeredInMs = Math.round(performance.now() - startedAt);
		}
		return this.#problem === null;
	}
}

const queries: Record<ReadingScope, Record<string, string | number>> = {
	'station:read': {},
	'episodes:read': { limit: 1 },
	'shows:read': {},
	'schedule:read': { offset: 0 },
	'now_playing:read': {},
	'search:read': { q: '', limit: 1 },
};

/** Nothing that a key could be blamed for. */
function isNoAutoPod({ problem }: BackendError): boolean {
	return ['unreachable', 'wrong-address', 'address-barred', 'server-trouble'].includes(problem.kind);
}
