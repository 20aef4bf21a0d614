import { Refusal } from './refusal.ts';

/** What a key may be given; none implies another. */
export const allScopes = [
	'station:read',
	'episodes:read',
	'episodes:write',
	'episodes:generate',
	'shows:read',
	'shows:write',
	'schedule:read',
	'schedule:write',
	'now_playing:read',
	'search:read',
] as const;
export type Scope = (typeof allScopes)[number];

/** AutoPod's preset "All Read". */
export const readScopes = allScopes.filter((scope) => scope.endsWith(':read'));

export interface NewKey {
	/** By which the log of calls names it. */
	label: string;
	scopes: readonly Scope[];
	/** Milliseconds since 1970. */
	expires?: number;
	/** Keys from before there were scopes: reads everything, and writes only if that was switched on. */
	isOld?: boolean;
}

interface Key extends NewKey {
	isRevoked: boolean;
	/** Milliseconds since 1970 of the last calls, oldest first. */
	calledAt: number[];
}

const mostKeys = 10;
/** A call a second, with room for what the way makes of even pauses. */
const [mostCalls, perMs] = [4, 4_000];

/** The keys of one stream. */
export class KeyRing {
	readonly #keys = new Map<string, Key>();
	/** "Enable Public API" in the settings of the stream. */
	isPublicApiOn = true;
	/** Seconds that a refusal for too many calls names; null names none. */
	retryAfter: number | null = null;

	/** Returns the key, which is shown once. Throws when there are ten. */
	add(key: NewKey): string {
		const alive = [...this.#keys.values()].filter(({ isRevoked }) => !isRevoked);
		if (alive.length >= mostKeys) throw new Error('A stream has at most ten keys');
		// A running number, so that every run of a test has the same keys.
		const text = `apk_simulated_${String(this.#keys.size + 1).padStart(4, '0')}_${key.label}_key`;
		this.#keys.set(text, { ...key, isRevoked: false, calledAt: [] });
		return text;
	}

	revoke(text: string): void {
		this.#find(text).isRevoked = true;
	}

	setScopes(text: string, scopes: readonly Scope[]): void {
		this.#find(text).scopes = scopes;
	}

	expire(text: string, at: number): void {
		this.#find(text).expires = at;
	}

	/** The label of a key that was sent: `none`, or `rejected` for one that is not known. */
	labelOf(text: string | undefined): string {
		if (text === undefined) return 'none';
		return this.#keys.get(text)?.label ?? 'rejected';
	}

	/** Throws the refusal that AutoPod would answer with. */
	admit(text: string | undefined, now: number): Key {
		if (text === undefined) throw new Refusal(401, 'Missing X-API-Key header');
		const key = this.#keys.get(text);
		const isOver = key?.expires !== undefined && key.expires <= now;
		if (key === undefined || key.isRevoked || isOver || !this.isPublicApiOn)
			throw new Refusal(403, 'Invalid or disabled API key');
		key.calledAt = key.calledAt.filter((at) => now - at < perMs);
		if (key.calledAt.length >= mostCalls) {
			const headers: Record<string, string> =
				this.retryAfter === null ? {} : { 'retry-after': String(this.retryAfter) };
			throw new Refusal(429, 'Too many requests', headers);
		}
		key.calledAt.push(now);
		return key;
	}

	#find(text: string): Key {
		const key = this.#keys.get(text);
		if (key === undefined) throw new Error('There is no such key');
		return key;
	}
}

/** Throws the refusal of a key without the scope. */
export function demand(key: Pick<NewKey, 'scopes' | 'isOld'>, scope: Scope): void {
	if (key.isOld === true && !scope.endsWith(':read'))
		throw new Refusal(
			403,
			"Write access is not enabled for this API key. Enable 'Read & Write' mode in Stream Settings.",
		);
	if (!key.scopes.includes(scope)) throw new Refusal(403, `This API key does not have the '${scope}' scope.`);
}
