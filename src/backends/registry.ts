import type { BackendKind, DeclarationRules } from '#config/stations-file.ts';
import { autoPod } from './autopod/module.ts';
import { azuraCast } from './azuracast/module.ts';
import { icecast } from './icecast/module.ts';
import type { BackendDependencies, BackendSettings, RadioSystem, RadioSystemModule } from './radio-system.ts';
import type { StationBackend } from './roles.ts';
import { streamingCenter } from './streaming-center/module.ts';

/** A radio system is a folder beside this file and a line here. In the order in which they are offered. */
export const builtIn: readonly RadioSystemModule[] = [azuraCast, streamingCenter, autoPod, icecast];

/** What the stations file may say. */
export const declarations: readonly DeclarationRules[] = builtIn.map(({ declaration }) => declaration);

/** Connects a station to its radio system; asks nothing yet. Throws an Error with a sentence for a system that is not built in. */
export function createBackend(
	kind: BackendKind,
	settings: BackendSettings,
	dependencies: BackendDependencies,
): StationBackend {
	const modules = dependencies.modules ?? builtIn;
	const module = modules.find(({ declaration }) => declaration.kind === kind);
	if (module === undefined) {
		const known = modules.map(({ declaration }) => declaration.kind).join(', ');
		throw new Error(`Stations of the kind "${kind}" cannot be used yet; this version knows ${known}.`);
	}
	return module.create({ ...settings, ...dependencies });
}

/** The radio systems whose stations can be set up, in the order in which they are offered. */
export function radioSystems(dependencies: BackendDependencies): RadioSystem[] {
	return (dependencies.modules ?? builtIn).map(({ system }) => system(dependencies));
}
