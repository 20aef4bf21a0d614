import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadSettings } from '#config/settings.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { startPlayground } from '#demo/playground.ts';
import { declarations } from '#src/backends/registry.ts';

const clock = new ManualClock();

it('names PLAYGROUND_PORT when the port is taken, and leaves nothing running', async () => {
	const taken = createServer();
	await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
	const address = taken.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const listening = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;
	const before = listening();
	await expect(startPlayground({ clock, port })).rejects.toThrow(
		new RegExp(`^Port ${port} of this machine is in use\\. Set PLAYGROUND_PORT`),
	);
	await expect.poll(listening).toBe(before);
	await new Promise((resolve) => taken.close(resolve));
});

it('gives the bot settings that it takes: two stations of one Discord server, each with two keys of its own', async () => {
	const playground = await startPlayground({ clock, port: 0 });
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-test-'));
	try {
		const { token, apiUrl, stations } = playground.botSettings;
		const file = path.join(folder, 'stations.json');
		await writeFile(file, JSON.stringify({ stations }));
		const settings = loadSettings(
			{ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, STATIONS_FILE: file, DATA_DIR: folder },
			folder,
			declarations,
		);
		expect(settings.stations.map(({ name, station }) => [name, station])).toEqual([
			['Lanternlight FM', 'lanternlight'],
			['Tidewater Live', 'tidewater'],
		]);
		for (const { keys } of settings.stations) {
			expect(keys.admin?.reveal()).toBe(playground.radio.keys.admin);
			expect(keys.station).toBeDefined();
		}
		expect(new Set(settings.stations.map(({ keys }) => keys.station?.reveal())).size).toBe(2);
	} finally {
		await playground.close();
		await rm(folder, { recursive: true, force: true });
	}
});

it('gives its port back when it is closed', async () => {
	const first = await startPlayground({ clock, port: 0 });
	const port = Number(new URL(first.pageUrl).port);
	await first.close();
	const second = await startPlayground({ clock, port });
	expect(second.pageUrl).toBe(first.pageUrl);
	await second.close();
});
