import path from 'node:path';
import { Secret } from '#config/secret.ts';
import type { PlayLog } from '#src/backends/play-log.ts';
import { builtIn } from '#src/backends/registry.ts';
import type { StationBackend } from '#src/backends/roles.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { systemClock } from '#src/clock.ts';
import type { Command } from '#src/discord/command.ts';
import { loadCommands } from '#src/discord/load-commands.ts';

/** What the pages are made from: the bot's own commands, and a station of each radio system that nobody is asked about. */
export interface House {
	commands: ReadonlyMap<string, Command>;
	/** By the system's label: a station with both keys. */
	systems: ReadonlyMap<string, StationBackend>;
}

const nowhere = 'https://radio.example.org';

/** A system that does not remember what it played has a history all the same, by what the bot wrote down. */
const plays: PlayLog = { recent: async () => [], add: async () => undefined, between: async () => [] };

/** Loads the commands and makes a station of every radio system. Nothing goes over the network. */
export async function openHouse(): Promise<House> {
	const commands = await loadCommands(path.join(import.meta.dirname, '../../commands'));
	const connections = new ServerConnections({ userAgent: 'Airdeck/docs', clock: systemClock });
	const keys = { station: new Secret('station'), admin: new Secret('admin') };
	const systems = builtIn.map(({ create, system }) => {
		const { label, usualAddress } = system({ connections, clock: systemClock });
		const url = usualAddress ?? nowhere;
		const details = { experimental: true };
		return [
			label,
			create({ url, station: '1', keys, details, connections, clock: systemClock, plays }),
		] as const;
	});
	await connections.close();
	return { commands, systems: new Map(systems) };
}
