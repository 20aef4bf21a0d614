import type { Route } from './route.ts';
import { broadcastRoutes } from './routes/broadcast.ts';
import { musicRoutes } from './routes/music.ts';
import { playlistRoutes } from './routes/playlists.ts';
import { requestRoutes } from './routes/requests.ts';

const routes: readonly Route[] = [...broadcastRoutes, ...playlistRoutes, ...musicRoutes, ...requestRoutes];

/** The route of a call, or null; `path` with its slash at the end. */
export function findRoute(method: string, path: string): { route: Route; ids: number[] } | null {
	for (const route of routes) {
		if (route.method !== method) continue;
		const form = new RegExp(`^${route.path.replaceAll(':id', String.raw`(\d+)`)}$`, 'u');
		const found = form.exec(path);
		if (found !== null) return { route, ids: found.slice(1).map(Number) };
	}
	return null;
}

/** Whether the path is there at all, for another method. */
export function isKnownPath(path: string): boolean {
	return (['GET', 'POST', 'PUT', 'DELETE'] as const).some((method) => findRoute(method, path) !== null);
}
