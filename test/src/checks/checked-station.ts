import { onTestFinished } from 'vitest';
import { Secret } from '#config/secret.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import { createBackend } from '#src/backends/registry.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import type { CommandUses } from '#src/checks/needed-rights.ts';
import type { Station } from '#src/stations/station.ts';
import { station } from '../stations/fake-station.ts';

/** Some commands as they declare what they ask of a station. */
export const commands: ReadonlyMap<string, CommandUses> = new Map<string, CommandUses>([
	['help', { uses: [] }],
	['nowplaying', { uses: ['onAir.read'] }],
	['queue', { uses: ['queue.list'] }],
	['history', { uses: ['history.page'] }],
	['dj skip', { uses: ['onAir.read', 'playout.skip'] }],
	['dj requests', { uses: ['requestDesk.pending'] }],
	['station logs', { uses: ['logs.list', 'logs.read'] }],
	['server stats', { uses: ['administration.stats'] }],
	['server logs', { uses: ['administration.logs'] }],
]);

/** A station of a simulated AzuraCast with these keys. */
export function stationAt(
	url: string,
	keys: Partial<Record<KeyName, string>>,
	fields: { remote?: string; id?: string } = {},
): Station {
	const { remote = '1', id = 'one' } = fields;
	const clock = new ManualClock();
	const connections = new ServerConnections({ userAgent: 'Airdeck/0', clock });
	onTestFinished(() => connections.close());
	const secrets = Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, new Secret(key)]));
	const backend = createBackend('azuracast', { url, station: remote, keys: secrets }, { connections, clock });
	const names = (['admin', 'station'] as const).filter((name) => keys[name] !== undefined);
	return {
		...station(id, {
			remote,
			keys: new Map(names.map((key) => [key, secrets[key]?.tail ?? ''])),
			name: 'Radio',
		}),
		backend,
	};
}
