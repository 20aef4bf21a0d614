import { unknownRoute, wrongMethod } from './discord-error.ts';
import type { UploadedFile } from './uploads.ts';

export interface RestRequest {
	query: URLSearchParams;
	body: unknown;
	files: UploadedFile[];
	/** A part of the path by its name in the route; asking for another is a mistake of ours. */
	readonly param: (name: string) => string;
}

export interface RestAnswer {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** e.g. `/channels/:channel/messages`. */
	path: string;
	/** True where Discord asks for no bot token because the path carries one. */
	open?: boolean;
	readonly handle: (request: RestRequest) => RestAnswer;
}

export const ok = (body: unknown): RestAnswer => ({ status: 200, body });
export const noContent: RestAnswer = { status: 204 };

/** The route for a decoded path, with the path's parts by name; throws Discord's 404 or 405. */
export function findRoute(
	routes: Route[],
	method: string,
	path: string,
): { route: Route; param: (name: string) => string } {
	const parts = path.split('/');
	const fitting = routes.filter((route) => matches(route.path.split('/'), parts));
	if (fitting.length === 0) throw unknownRoute();
	// A literal part beats a named one: `/messages/bulk-delete` is no message id.
	const ranked = fitting.toSorted((a, b) => countNames(a.path) - countNames(b.path));
	const route = ranked.find((candidate) => candidate.method === method);
	if (route === undefined) throw wrongMethod();
	const names = route.path.split('/');
	const param = (name: string) => {
		const value = parts[names.indexOf(`:${name}`)];
		if (value === undefined) throw new Error(`The route ${route.path} has no part named ${name}`);
		return value;
	};
	return { route, param };
}

function matches(pattern: string[], parts: string[]): boolean {
	return (
		pattern.length === parts.length &&
		pattern.every((name, index) => name === parts[index] || (name.startsWith(':') && parts[index] !== ''))
	);
}

const countNames = (path: string) => path.split(':').length;
