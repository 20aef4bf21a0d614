import { describe, expect, test } from 'vitest';
import { simulate } from '../simulation.ts';

test('a stopped service shows, and a restart mends it', async () => {
	const { call, keys, host } = await simulate();
	host.stoppedServices.add('redis');
	const redis = async () => JSON.stringify((await call('/api/admin/services', { key: keys.bot })).body);
	expect(await redis()).toContain('{"name":"redis","description":"Cache","running":false,"links":[]}');
	const restart = await call('/api/admin/services/restart/redis', { method: 'POST', key: keys.admin });
	expect(restart.body).toMatchObject({ success: true, message: 'Changes saved successfully.' });
	expect(await redis()).toContain('"name":"redis","description":"Cache","running":true');
});

describe('updates', () => {
	test('are told, done, and then there is none', async () => {
		const { call, keys } = await simulate();
		const check = async () => (await call('/api/admin/updates', { key: keys.admin })).body;
		expect(await check()).toMatchObject({ current_release: '0.23.7', needs_release_update: true });
		const update = await call('/api/admin/updates', { method: 'PUT', key: keys.admin });
		expect(update.status).toBe(200);
		expect(await check()).toMatchObject({ needs_release_update: false });
	});

	test('are refused where the installation cannot', async () => {
		const { call, keys, host } = await simulate();
		host.canUpdateItself = false;
		expect(await call('/api/admin/updates', { method: 'PUT', key: keys.admin })).toMatchObject({
			status: 500,
			body: { type: 'RuntimeException', message: 'Web updates are not supported on this installation.' },
		});
	});
});

test('statistics are text, apart from the load', async () => {
	const { call, keys } = await simulate();
	expect((await call('/api/admin/server/stats', { key: keys.bot })).body).toMatchObject({
		cpu: {
			total: { usage: expect.any(String) as unknown },
			load: [expect.any(Number) as unknown, 0.9619140625, 1.21044921875],
		},
		disk: { total_bytes: '171798691840' },
	});
});
