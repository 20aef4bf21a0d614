import { BackendError } from './backend-error.ts';
import type { Limit, RoleName, RoleUse, StationBackend } from './roles.ts';

const marked = new WeakSet<object>();

/** In the place of a role's method that the radio system has not: rejects with "not offered", and {@link offers} knows it. */
export function notOffered(host: string, use: RoleUse): (...args: never[]) => Promise<never> {
	const method = () => Promise.reject(notOfferedError({ host }, use));
	marked.add(method);
	return method;
}

/** Parts of roles that have a name of their own where the rest of the role is there: episodes may be read alone. */
const apart = new Set<RoleUse>(['episodes.publish', 'episodes.archive']);

/** What {@link notOffered} rejects with. */
export function notOfferedError({ host }: Pick<StationBackend, 'host'>, use: RoleUse): BackendError {
	return new BackendError(use, host, { kind: 'not-offered', role: apart.has(use) ? use : roleIn(use) });
}

/** Whether the radio system has this method of a role. Asks nobody: what the keys may is for the self-check to tell. */
export function offers(backend: Partial<Pick<StationBackend, RoleName | 'onAir'>>, use: RoleUse): boolean {
	const role: unknown = backend[roleIn(use)];
	if (typeof role !== 'object' || role === null) return false;
	const method: unknown = Reflect.get(role, use.slice(use.indexOf('.') + 1));
	return typeof method === 'function' && !marked.has(method);
}

/** The first of these that the radio system has not; undefined if it has them all. */
export function lacking(backend: StationBackend, uses: readonly RoleUse[]): RoleUse | undefined {
	return uses.find((use) => !offers(backend, use));
}

/** How much of a role a radio system has. */
export interface Capability {
	level: 'full' | 'partial' | 'none';
	/** What is different about it there. */
	limit?: Limit;
}

/** What the system can do of a role: `partial` if a method is missing or something is different about it. Asks nobody. */
export function capability(backend: StationBackend, name: RoleName | 'onAir'): Capability {
	const role = backend[name];
	if (role === undefined) return { level: 'none' };
	const limit = limitIn(backend, name);
	const methods: unknown[] = Object.values(role);
	const isWhole = methods.every((method) => typeof method !== 'function' || !marked.has(method));
	if (limit !== undefined) return { level: 'partial', limit };
	return { level: isWhole ? 'full' : 'partial' };
}

/**
 * What is different about these uses at the radio system, each once. Of what a command does only in part counts what is different
 * about the very method.
 */
export function limitsOf(
	{ limits = {} }: StationBackend,
	uses: readonly RoleUse[],
	partly: readonly RoleUse[] = [],
): Limit[] {
	const found = uses.flatMap((use) => limits[use] ?? limits[roleIn(use)] ?? []);
	return [...new Set([...found, ...partly.flatMap((use) => limits[use] ?? [])])];
}

function limitIn({ limits = {} }: StationBackend, name: RoleName | 'onAir'): Limit | undefined {
	return limits[name] ?? Object.entries(limits).find(([key]) => key.startsWith(`${name}.`))?.[1];
}

function roleIn(use: RoleUse): RoleName | 'onAir' {
	// A use is a role's name and a method's, by its type.
	return use.slice(0, use.indexOf('.')) as RoleName | 'onAir';
}
