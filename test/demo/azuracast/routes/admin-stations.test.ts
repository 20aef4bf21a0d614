import { expect, test } from 'vitest';
import { fieldsOf } from '../rows.ts';
import { type Simulation, simulate } from '../simulation.ts';

const put = ({ call, keys }: Simulation, body: unknown) =>
	call('/api/admin/station/1', { method: 'PUT', key: keys.admin, body });

test('only what is given changes', async () => {
	const simulation = await simulate();
	const { call, keys } = simulation;
	await put(simulation, {
		enable_requests: false,
		request_threshold: null,
		backend_config: { enable_auto_cue: true },
	});
	const record = fieldsOf(await call('/api/admin/station/1', { key: keys.admin }));
	expect(record).toMatchObject({
		name: 'Lanternlight FM',
		enable_requests: false,
		request_threshold: null,
		backend_config: { enable_auto_cue: true, charset: 'UTF-8', write_playlists_to_liquidsoap: false },
	});
});

test('a change of the backend waits for a restart', async () => {
	const simulation = await simulate();
	const { call, keys } = simulation;
	const dashboard = async () => fieldsOf(await call('/api/station/1/dashboard', { key: keys.station }));
	await put(simulation, { backend_config: { write_playlists_to_liquidsoap: true } });
	expect(await dashboard()).toMatchObject({ needsRestart: true });
	simulation.host.restartTakesMs = 0;
	await call('/api/station/1/restart', { method: 'POST', key: keys.station });
	expect(await dashboard()).toMatchObject({ needsRestart: false });
});

test('disabling stops the station at once, enabling starts it within ten seconds', async () => {
	const simulation = await simulate();
	const status = () => simulation.call('/api/station/1/status', { key: simulation.keys.station });
	await put(simulation, { is_enabled: false });
	expect((await status()).body).toEqual({ backendRunning: false, frontendRunning: false });
	await put(simulation, { is_enabled: true });
	await simulation.clock.advance(9_000);
	expect((await status()).body).toEqual({ backendRunning: false, frontendRunning: false });
	await simulation.clock.advance(1_000);
	expect((await status()).body).toEqual({ backendRunning: true, frontendRunning: true });
});

test('going private hides the station at once', async () => {
	const simulation = await simulate();
	await put(simulation, { enable_public_page: false, enable_public_api: false });
	expect((await simulation.call('/api/station/1/schedule')).status).toBe(404);
});

test('a wrong type is a server error, a blank name is not valid', async () => {
	const simulation = await simulate();
	expect(await put(simulation, { enable_requests: 'yes' })).toMatchObject({
		status: 500,
		body: { type: 'NotNormalizableValueException' },
	});
	expect(await put(simulation, { name: '' })).toMatchObject({
		status: 400,
		body: { type: 'ValidationException' },
	});
});
