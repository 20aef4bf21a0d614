import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readSettings } from '#config/load.ts';
import type { Settings } from '#config/settings.ts';
import { declarations } from './backends/registry.ts';

/** Where a bot of the playground finds its Discord and its stations, in the form of the stations file. */
export interface PlaygroundPlace {
	token: string;
	apiUrl: string;
	stations: unknown[];
}

/** Settings of a bot between simulations that keeps everything in `folder`; `more`: as environment variables. */
export async function playgroundSettings(
	folder: string,
	{ token, apiUrl, stations }: PlaygroundPlace,
	more: Readonly<Record<string, string>> = {},
): Promise<Settings> {
	const stationsFile = path.join(folder, 'stations.json');
	await writeFile(stationsFile, JSON.stringify({ stations }), { mode: 0o600 });
	return readSettings(declarations, {
		DISCORD_TOKEN: token,
		DISCORD_API_URL: apiUrl,
		STATIONS_FILE: stationsFile,
		DATA_DIR: folder,
		DATABASE_URL: `sqlite://${path.join(folder, 'airdeck.sqlite')}`,
		// The simulated radio servers are on this machine.
		ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
		...more,
	});
}
