import type { ServerConnections } from '#src/backends/server-connections.ts';
import type { Clock } from '#src/clock.ts';
import type { PageOptions } from './page.ts';
import { SourceServer } from './source-server.ts';

/** By the connections that they are asked over: what one may reach another may not. */
const byConnections = new WeakMap<
	ServerConnections,
	{ clock: Clock; servers: Map<string, WeakRef<SourceServer>> }
>();

/** The server at `base`, the same for all stations that are on it. It lives as long as one of them. */
export function sharedServer(base: string, options: PageOptions): SourceServer {
	const known = byConnections.get(options.connections);
	const servers = known?.clock === options.clock ? known.servers : new Map<string, WeakRef<SourceServer>>();
	byConnections.set(options.connections, { clock: options.clock, servers });
	const there = servers.get(base)?.deref();
	if (there !== undefined) return there;
	for (const [name, server] of servers) if (server.deref() === undefined) servers.delete(name);
	const made = new SourceServer(base, options);
	servers.set(base, new WeakRef(made));
	return made;
}
