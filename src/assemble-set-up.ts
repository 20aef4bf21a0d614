import { z } from 'zod';
import type { Settings } from '#config/settings.ts';
import type { BackendDependencies } from './backends/radio-system.ts';
import { radioSystems } from './backends/registry.ts';
import type { StationReport } from './checks/station-report.ts';
import type { Vault } from './open-vault.ts';
import type { SavedStations } from './stations/saved-stations.ts';
import { Attempts } from './stations/set-up/attempts.ts';
import { Drafts } from './stations/set-up/draft.ts';
import { Editing } from './stations/set-up/editing.ts';
import { SetUp } from './stations/set-up/set-up.ts';
import type { Station } from './stations/station.ts';
import type { StationDirectory } from './stations/station-directory.ts';

/** Builds what sets stations up and changes them. `backends`: for addresses that were typed in Discord. */
export function assembleSetUp(parts: {
	settings: Settings;
	vault: Vault;
	stations: StationDirectory;
	saved: SavedStations;
	backends: BackendDependencies;
	check: (station: Station) => Promise<StationReport>;
}): { setUp: SetUp; editing: Editing } {
	const { settings, vault, stations, saved, backends, check } = parts;
	const { clock } = backends;
	const attempts = new Attempts(vault.store.namespace('attempts', z.array(z.number())), clock);
	const { all, cidrs } = settings.allowPrivateNetworks;
	const shared = {
		systems: radioSystems(backends),
		saved,
		attempts,
		check,
		plainKeys: all || cidrs.length > 0,
	};
	return {
		setUp: new SetUp({ ...shared, stations, drafts: new Drafts(clock) }),
		editing: new Editing(shared),
	};
}
