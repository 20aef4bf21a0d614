import type { Right } from '#src/backends/roles/key-check.ts';

/** What a key may be given, in AutoPod's own order and words. None implies another. */
export const scopes = [
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

export type Scope = (typeof scopes)[number];

/** Scopes that change something: no harmless read shows whether a key has them. */
export function isWriting(scope: Scope): boolean {
	return !scope.endsWith(':read');
}

export function scopeRight(scope: Scope): Right {
	return { id: scope, label: scope, scope: 'station' };
}
