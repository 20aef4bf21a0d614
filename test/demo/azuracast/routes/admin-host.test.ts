import { describe, expect, test, vi } from 'vitest';
import { simulate } from '../simulation.ts';

test('a stopped service shows, and a restart mends it', async () => {
	const { call, keys, host } = await simulate();
	host.stoppedServices.add('redis');
	const redis = async () => JSON.stringify((await call('/api/admin/services', { key: keys.bot })).body);
	expect(await redis()).toContain('{"name":"redis","description":"Cache","running":false,"links":[]}');
	await expect(
		call('/api/admin/services/restart/redis', { method: 'POST', key: keys.admin }),
	).rejects.toThrow('fetch failed');
	expect(await redis()).toContain('"name":"redis","description":"Cache","running":true');
});

test.for(['nginx', 'php-fpm', 'mariadb', 'redis'])(
	'%s takes the answer to its restart along',
	async (name) => {
		const { call, keys, requests } = await simulate();
		const restart = (service: string) =>
			call(`/api/admin/services/restart/${service}`, { method: 'POST', key: keys.admin });
		await expect(restart(name)).rejects.toThrow('fetch failed');
		expect(requests.at(-1)).toMatchObject({ method: 'POST', key: 'admin', status: 0 });
		expect((await restart('cron')).body).toMatchObject({ success: true });
	},
);

describe('updates', () => {
	test('are told, take the server down and bring it back as another version', async () => {
		const { call, keys, clock } = await simulate();
		const check = async () => (await call('/api/admin/updates', { key: keys.admin })).body;
		expect(await check()).toMatchObject({ current_release: '0.23.7', needs_release_update: true });
		const update = call('/api/admin/updates', { method: 'PUT', key: keys.admin });
		const broken = expect(update).rejects.toThrow('fetch failed');
		await vi.waitFor(() => expect(clock.waiting).toBe(1));
		expect((await call('/api/status')).status).toBe(200);
		await clock.advance(5_000);
		await broken;
		await expect(call('/api/status')).rejects.toThrow('fetch failed');
		await vi.waitFor(() => expect(clock.waiting).toBe(1));
		await clock.advance(15_000);
		await vi.waitFor(async () => expect((await call('/api/status')).status).toBe(200));
		expect(await check()).toMatchObject({ current_release: '0.24.0', needs_release_update: false });
		expect((await call('/api/openapi.yml')).text).toContain('version: 0.24.0');
	});

	test('may be answered before the server goes', async () => {
		const { call, keys, clock, host } = await simulate();
		host.updateAnswers = true;
		const update = await call('/api/admin/updates', { method: 'PUT', key: keys.admin });
		expect(update.body).toMatchObject({ success: true });
		await clock.advance(5_000);
		await vi.waitFor(() => expect(call('/api/status')).rejects.toThrow('fetch failed'));
	});

	test('of a rolling installation come with what changed, before 0.21', async () => {
		const changes = async (version: '0.20.4' | '0.23.7') => {
			const { call, keys, host } = await simulate({ version });
			host.rollingUpdates = ['a1b2c3d Fix the queue'];
			return (await call('/api/admin/updates', { key: keys.admin })).body;
		};
		const behind = { needs_rolling_update: true, rolling_updates_available: 1 };
		expect(await changes('0.20.4')).toMatchObject({
			...behind,
			rolling_updates_list: ['a1b2c3d Fix the queue'],
		});
		expect(await changes('0.23.7')).toMatchObject(behind);
		expect(await changes('0.23.7')).not.toHaveProperty('rolling_updates_list');
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
