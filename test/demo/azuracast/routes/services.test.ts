import { describe, expect, test, vi } from 'vitest';
import { nowPlayingOf } from '../rows.ts';
import { type Simulation, simulate } from '../simulation.ts';

let looks = 0;
/** Past the web server's cache, as a client does that has just changed something. */
async function fresh({ call }: Simulation) {
	looks += 1;
	return nowPlayingOf(await call(`/api/nowplaying/1?_=${looks}`));
}
const act = ({ call, keys }: Simulation, action: string) =>
	call(`/api/station/1/${action}`, { method: 'POST', key: keys.station });

test('a skip shows a moment later', async () => {
	const simulation = await simulate();
	const before = await fresh(simulation);
	expect(await act(simulation, 'backend/skip')).toMatchObject({
		status: 200,
		body: { message: 'Song skipped.' },
	});
	expect((await fresh(simulation)).now_playing.sh_id).toBe(before.now_playing.sh_id);
	await simulation.clock.advance(2000);
	expect((await fresh(simulation)).now_playing.sh_id).toBe(before.now_playing.sh_id + 1);
});

test('a skip while a DJ is on says yes and leaves the DJ on', async () => {
	const simulation = await simulate();
	simulation.station('lanternlight').goLive('Hanne');
	expect((await act(simulation, 'backend/skip')).status).toBe(200);
	await simulation.clock.advance(5000);
	expect((await fresh(simulation)).live).toMatchObject({ is_live: true, streamer_name: 'Hanne' });
	await act(simulation, 'backend/disconnect');
	expect((await fresh(simulation)).live).toEqual({
		is_live: false,
		streamer_name: '',
		broadcast_start: null,
	});
});

test('now-playing learns late that Liquidsoap is gone, status at once', async () => {
	const simulation = await simulate();
	const status = () => simulation.call('/api/station/1/status', { key: simulation.keys.station });
	await act(simulation, 'backend/stop');
	expect((await status()).body).toEqual({ backendRunning: false, frontendRunning: true });
	expect(await fresh(simulation)).toMatchObject({ is_online: true, listeners: { current: 0 } });
	await simulation.clock.advance(15_000);
	const { is_online: online, now_playing: song } = await fresh(simulation);
	expect(online).toBe(false);
	await simulation.clock.advance(30 * 60_000);
	expect((await fresh(simulation)).now_playing).toMatchObject({ sh_id: song.sh_id, remaining: 0 });
});

test('a restart is answered when all runs again, and then the station counts as off air for some seconds', async () => {
	const simulation = await simulate();
	const { call, clock, keys, station } = simulation;
	const restarting = act(simulation, 'restart');
	await vi.waitFor(() => expect(clock.waiting).toBeGreaterThan(0));
	expect((await call('/api/station/1/status', { key: keys.station })).body).toEqual({
		backendRunning: false,
		frontendRunning: false,
	});
	await clock.advance(5000);
	expect((await restarting).body).toMatchObject({ success: true });
	expect(station('lanternlight').backendRunning).toBe(true);
	expect((await fresh(simulation)).is_online).toBe(false);
	await simulation.clock.advance(15_000);
	expect((await fresh(simulation)).is_online).toBe(true);
});

test('an action nobody knows restarts', async () => {
	const simulation = await simulate();
	const before = await fresh(simulation);
	expect((await act(simulation, 'backend/pause')).body).toMatchObject({ message: 'Service restarted.' });
	expect((await fresh(simulation)).now_playing.sh_id).not.toBe(before.now_playing.sh_id);
});

describe('a disabled station', () => {
	test('says yes to start and does nothing, says no to restart, and leaves the lists', async () => {
		const simulation = await simulate();
		const station = simulation.station('lanternlight');
		station.isEnabled = false;
		expect((await act(simulation, 'backend/start')).status).toBe(200);
		expect(station.backendRunning).toBe(false);
		expect(await act(simulation, 'restart')).toMatchObject({
			status: 500,
			body: { type: 'RuntimeException' },
		});
		expect((await simulation.call('/api/stations')).body).toMatchObject([{ shortcode: 'tidewater' }]);
	});

	test('is unknown to now-playing once the cache has run out', async () => {
		const simulation = await simulate();
		simulation.station('lanternlight').isEnabled = false;
		await simulation.clock.advance(60_000);
		expect((await simulation.call('/api/nowplaying/1')).status).toBe(200);
		await simulation.clock.advance(121_000);
		expect(await simulation.call('/api/nowplaying/1')).toMatchObject({
			status: 404,
			body: { type: 'Error', message: 'Record not found', extra_data: [] },
		});
	});
});

describe('a station that was never started', () => {
	test('has no AutoDJ and no services, until a restart sets them up', async () => {
		const simulation = await simulate({ withAnnex: true });
		const { call, keys, host } = simulation;
		host.restartTakesMs = 0;
		const { admin: key } = keys;
		const dashboard = async () => (await call('/api/station/annex/dashboard', { key })).body;
		expect(await dashboard()).toMatchObject({ hasStarted: false, backendType: 'none', isEnabled: true });
		const start = () => call('/api/station/annex/frontend/start', { method: 'POST', key });
		expect((await start()).body).toMatchObject({ type: 'BadNameException' });
		expect((await call('/api/station/annex/playlists', { key })).body).toMatchObject({
			type: 'StationUnsupportedException',
		});
		expect((await call('/api/station/annex/queue', { key })).body).toEqual([]);
		await call('/api/station/annex/restart', { method: 'POST', key });
		expect(await dashboard()).toMatchObject({ hasStarted: true });
		expect((await call('/api/station/annex/status', { key })).body).toEqual({
			backendRunning: false,
			frontendRunning: true,
		});
		expect((await call('/api/nowplaying/annex', { key })).body).toMatchObject({
			station: { shortcode: 'annex', backend: 'none' },
			now_playing: { sh_id: 0 },
			is_online: false,
		});
	});
});
