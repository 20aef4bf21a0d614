import type { Secret } from '#config/secret.ts';
import type { BackendKind } from '#config/stations-file.ts';
import type { Clock } from '#src/clock.ts';
import { createAzuraCastBackend } from './azuracast/backend.ts';
import { createAzuraCastSystem } from './azuracast/radio-system.ts';
import type { ObserveCall } from './backend-call.ts';
import type { KeyName } from './backend-error.ts';
import type { RadioSystem } from './radio-system.ts';
import type { StationBackend } from './roles.ts';
import type { ServerConnections } from './server-connections.ts';

/** Where a station is and how to get in, as it was set up. */
export interface BackendSettings {
	url: string;
	station: string;
	keys: Partial<Record<KeyName, Secret>>;
}

/** What all backends of the bot share. */
export interface BackendDependencies {
	connections: ServerConnections;
	clock: Clock;
	observe?: ObserveCall;
}

type CreateBackend = (options: BackendSettings & BackendDependencies) => StationBackend;

/** A radio system is a folder beside this file and a line here. */
const backends: Partial<Record<BackendKind, CreateBackend>> = {
	azuracast: createAzuraCastBackend,
};

/** Connects a station to its radio system; asks nothing yet. Throws an Error with a sentence for a system that is not built in. */
export function createBackend(
	kind: BackendKind,
	settings: BackendSettings,
	dependencies: BackendDependencies,
): StationBackend {
	const create = backends[kind];
	if (create === undefined) {
		const known = Object.keys(backends).join(', ');
		throw new Error(`Stations of the kind "${kind}" cannot be used yet; this version knows ${known}.`);
	}
	return create({ ...settings, ...dependencies });
}

/** The radio systems whose stations can be set up, in the order in which they are offered. */
export function radioSystems(dependencies: BackendDependencies): RadioSystem[] {
	return [createAzuraCastSystem(dependencies)];
}
