import type { Answer } from './answer.ts';
import { methodNotAllowed } from './errors.ts';
import type { Account } from './keys.ts';
import type { ReceivedForm } from './received-file.ts';
import { isAtLeast } from './version.ts';
import type { World } from './world.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A request as it came in. */
export interface Call {
	method: string;
	/** Decoded by nobody yet, without the query: `/api/station/1/queue`. */
	path: string;
	query: URLSearchParams;
	headers: Readonly<Record<string, string>>;
	userAgent: string;
	body: string;
	/** The body, if it was a `multipart/form-data` one; then `body` is empty. */
	form?: ReceivedForm;
	address: string;
	/** Milliseconds since 1970. */
	now: number;
}

/** A request that found its route. */
export interface Visit {
	call: Call;
	world: World;
	account: Account | null;
	params: Readonly<Record<string, string>>;
}

export interface Route {
	method: Method;
	/** Below `/api`, with `{placeholders}`. */
	path: string;
	/** First and, exclusively, last AzuraCast release that has it. */
	since?: string;
	until?: string;
	answer(visit: Visit): Answer | Promise<Answer>;
}

/** The order in which AzuraCast's router lists the methods of a path that exists for others only. */
const order = ['GET', 'POST', 'OPTIONS', 'PUT', 'DELETE'];

/** Finds the route of a call; a path that is not there at all answers as one that has no method but OPTIONS. */
export function findRoute(
	routes: readonly Route[],
	method: string,
	path: string,
	version: string,
): { route: Route; params: Record<string, string> } {
	const known = routes.filter(
		(route) =>
			isAtLeast(version, route.since ?? '0') &&
			(route.until === undefined || !isAtLeast(version, route.until)),
	);
	const candidates = known.flatMap((route) => {
		const params = match(route.path, path);
		return params === null ? [] : [{ route, params }];
	});
	const wanted = method === 'HEAD' ? 'GET' : method;
	const found = candidates
		.filter(({ route }) => route.method === wanted)
		.toSorted((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0];
	if (found !== undefined) return found;
	throw methodNotAllowed(allowedMethods(candidates));
}

function allowedMethods(candidates: readonly { route: Route; params: object }[]): string[] {
	const names = new Set<string>([...candidates.map(({ route }) => route.method), 'OPTIONS']);
	// Fixed paths are looked up before those with placeholders, where OPTIONS is at home.
	const fixed = candidates.filter(({ params }) => Object.keys(params).length === 0);
	const first = fixed.map(({ route }) => String(route.method)).toSorted(byOrder);
	return [...new Set([...first, ...[...names].toSorted(byOrder)])];
}

function byOrder(a: string, b: string): number {
	return order.indexOf(a) - order.indexOf(b);
}

function match(pattern: string, path: string): Record<string, string> | null {
	const expected = pattern.split('/');
	const given = path.split('/');
	if (expected.length !== given.length) return null;
	const params: Record<string, string> = {};
	for (const [place, part] of expected.entries()) {
		const value = given[place] ?? '';
		const name = /^\{(?<name>\w+)\}$/u.exec(part)?.groups?.['name'];
		if (name === undefined) {
			if (part !== value) return null;
		} else if (value === '') return null;
		else params[name] = decode(value);
	}
	return params;
}

function decode(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		// Not an encoding at all: taken as it stands, which no id equals.
		return part;
	}
}
