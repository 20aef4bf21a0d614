import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Chaos, withChaos } from './setting.ts';

const timeout = 90_000;
const silence = { kind: 'half-open', direction: 'down', after: /^GET / } as const;
const orders = ({ asked }: Chaos, method: string) => asked().filter((call) => call.startsWith(`${method} `));

describe.concurrent('an order to a server whose answers to reads never come', () => {
	test('to skip is sent, and not called done', { timeout }, async (context) => {
		const chaos = await withChaos('azuracast', context);
		const { way, run, asked, app } = chaos;
		await run('dj', 'nowplaying');
		way.add(silence);
		asked();
		const seen = await run('dj', 'dj skip');
		expect(orders(chaos, 'POST')).toHaveLength(1);
		expect(seen.text).not.toMatch(/^Skipped/m);
		expect(app.log()).not.toMatch(/"level":[56]0/);
	});

	test('to disconnect a DJ is asked about and sent, and not called done', { timeout }, async (context) => {
		const chaos = await withChaos('azuracast', context);
		const { way, run, press, asked, app } = chaos;
		const station = app.radio.station('lanternlight');
		station.goLive('Hanne');
		await run('dj', 'nowplaying');
		way.add(silence);
		asked();
		const question = await run('dj', 'dj disconnect');
		expect(question.text).toContain('Disconnect Hanne?');
		const seen = await press('dj', question, 'Disconnect');
		expect(orders(chaos, 'POST')).toHaveLength(1);
		expect(seen.text).toContain('Asked to disconnect, not confirmed');
		expect(station.live).toBeNull();
		expect(app.log()).not.toMatch(/"level":[56]0/);
	});

	test('to play a song that is known is sent, and not called done', { timeout }, async (context) => {
		const chaos = await withChaos('azuracast', context);
		const { way, run, asked, app } = chaos;
		const station = app.radio.station('lanternlight');
		const song = station.addSong({ title: 'Patient', artist: 'Waiter' });
		await run('manager', 'station media', { refresh: true });
		while (!readdirSync(path.join(app.dataDir, 'media')).some((name) => name.endsWith('.jsonl')))
			await pause(50);
		await run('dj', 'nowplaying');
		way.add(silence);
		asked();
		const seen = await run('dj', 'dj play', { song: song.uniqueId });
		expect(orders(chaos, 'PUT')).toHaveLength(1);
		expect(seen.text).toContain('Asked to play, not confirmed');
		expect(station.queue.some((entry) => entry.song === song)).toBe(true);
		expect(app.log()).not.toMatch(/"level":[56]0/);
	});
});
