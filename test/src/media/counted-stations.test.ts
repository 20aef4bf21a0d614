import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startSimulatedIcecast } from '#demo/icecast/simulated-icecast.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';
import { icecastStation } from '#test/support/icecast-station.ts';
import { putOnAir } from '#test/support/on-air.ts';
import { passTime } from '#test/support/pass-time.ts';

const counted = z.object({ songs: z.record(z.string(), z.number()) });

/** What stands in the files of counts, each file as its numbers. */
async function countsOf({ dataDir }: TestApp): Promise<number[][]> {
	const folder = path.join(dataDir, 'media');
	if (!existsSync(folder)) return [];
	const files = (await readdir(folder)).filter((file) => file.endsWith('.counts'));
	return Promise.all(
		files.map(async (file) => {
			const value: unknown = JSON.parse(await readFile(path.join(folder, file), 'utf8'));
			return Object.values(counted.parse(value).songs);
		}),
	);
}

test('plays are counted for a station whose library can be searched', async (context) => {
	const app = await startTestApp({ live: true });
	context.onTestFinished(() => app.close());
	const station = app.radio.station('lanternlight');
	await passTime(app.clock, 5_000);
	for (const title of ['Harbour', 'Low Tide']) {
		putOnAir(station, { title, artist: 'Mara' });
		await passTime(app.clock, 20_000);
	}
	await app.stopBot();
	expect(await countsOf(app)).toEqual([[1, 1]]);
});

test('and take no room for one that has none, however often its titles change', async (context) => {
	const clock = new ManualClock();
	const server = await startSimulatedIcecast({ clock });
	context.onTestFinished(() => server.close());
	const app = await startTestApp({ clock, live: true, stations: [icecastStation(server)] });
	context.onTestFinished(() => app.close());
	await passTime(clock, 30_000);
	const before = await app.run('listener', 'nowplaying');
	await passTime(clock, 300_000);
	const { text } = await app.run('listener', 'nowplaying');
	expect(text).not.toBe(before.text);
	expect((await app.run('listener', 'history')).text).toContain('Low Tide');
	await app.stopBot();
	expect(await countsOf(app)).toEqual([]);
});
