import { expect, test } from 'vitest';
import { nowPlayingOf } from './rows.ts';
import { simulate } from './simulation.ts';

test('every call is in the log, with whose key it carried and never the key', async () => {
	const { call, keys, requests, clock } = await simulate();
	await call('/api/status?a=b');
	await call('/api/station/1/queue', { key: keys.limited, headers: { 'user-agent': 'Test/1' } });
	expect(requests).toMatchObject([
		{ at: clock.now(), method: 'GET', path: '/api/status?a=b', key: 'none', status: 200 },
		{ key: 'limited', userAgent: 'Test/1', status: 403, type: 'PermissionDeniedException' },
	]);
	expect(JSON.stringify(requests)).not.toContain(keys.limited);
});

test('down refuses connections, up is back on the same port, and the radio went on meanwhile', async () => {
	const { call, clock, down, up } = await simulate();
	const before = nowPlayingOf(await call('/api/nowplaying/1')).now_playing.sh_id;
	await down();
	await expect(call('/api/status')).rejects.toThrow('fetch failed');
	await clock.advance(20 * 60_000);
	await up();
	expect(nowPlayingOf(await call('/api/nowplaying/1')).now_playing.sh_id).toBeGreaterThan(before + 2);
});

test('keys look like AzuraCast’s and differ', async () => {
	const { keys } = await simulate();
	for (const key of Object.values(keys)) expect(key).toMatch(/^[0-9a-f]{16}:[0-9a-f]{32}$/u);
	expect(new Set(Object.values(keys)).size).toBe(5);
});

test('the default stations have what a display must bear', async () => {
	const { station } = await simulate();
	const { songs } = station('lanternlight');
	expect(songs.some(({ title }) => title.length >= 200)).toBe(true);
	expect(songs.some(({ title }) => title.includes('@everyone'))).toBe(true);
	for (const script of [/\p{Script=Arabic}/u, /\p{Script=Cyrillic}/u, /\p{Script=Han}/u]) {
		expect(songs.some(({ artist }) => script.test(artist))).toBe(true);
	}
	expect(new Set(songs.map(({ uniqueId }) => uniqueId)).size).toBe(songs.length);
	expect(() => station('nowhere')).toThrow('There is no station nowhere');
});
