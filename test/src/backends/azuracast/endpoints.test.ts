import { describe, expect, it } from 'vitest';
import type { Endpoint } from '#src/backends/azuracast/endpoint.ts';
import { endpoints } from '#src/backends/azuracast/endpoints.ts';
import { globalPermissions, stationPermissions } from '#src/backends/azuracast/permissions.ts';
import { readRecording } from './recordings.ts';

const rows: [string, Endpoint][] = Object.entries(endpoints);

describe('the table of endpoints', () => {
	it.each(rows)('%s is consistent in itself', (_, row) => {
		expect(row.repeatable).toBe(row.method === 'GET');
		expect(row.path).toMatch(/^(\/[a-z_-]+|\/\{[a-zA-Z]+\}|\/art|\/openapi\.yml|\/\{shortName\}\.json)+$/);
		expect(row.deadlineMs).toBeGreaterThanOrEqual(10_000);
		expect(row.maxBytes).toBeLessThanOrEqual(16 * 1024 * 1024);
		if (row.path.startsWith('/admin/')) {
			expect(row.key).toBe('admin');
			expect(row.permissions.every(({ scope }) => scope === 'global')).toBe(true);
			expect(row.permissions).not.toEqual([]);
		}
		if (row.key === 'station' && row.path.startsWith('/station/') && !row.keyOptional) {
			expect(row.permissions.every(({ scope }) => scope === 'station')).toBe(true);
			expect(row.permissions).not.toEqual([]);
		}
		if (row.key === 'none') expect(row.permissions).toEqual([]);
	});

	it('has each endpoint once', () => {
		const calls = rows.map(([, { method, path }]) => `${method} ${path}`);
		expect(calls.filter((call, i) => calls.indexOf(call) !== i)).toEqual([]);
	});

	it('knows which endpoints AzuraCast limits', () => {
		expect(rows.filter(([, row]) => row.rateLimited).map(([name]) => name)).toEqual([
			'stations',
			'station',
			'requestSong',
		]);
	});

	it('proves every right that AzuraCast gives by a read, but for two that no read proves', () => {
		const proved = rows
			.filter(([, row]) => row.repeatable)
			.flatMap(([, row]) => row.permissions.map(({ scope, id }) => `${scope}: ${id}`));
		const all = [
			...Object.keys(globalPermissions).map((id) => `global: ${id}`),
			...Object.keys(stationPermissions).map((id) => `station: ${id}`),
		];
		expect(all.filter((permission) => !proved.includes(permission))).toEqual([
			'station: administer all',
			'station: delete station media',
			'station: manage station automation',
		]);
	});

	it('calls the rights as AzuraCast does', () => {
		const named = (permissions: Record<string, string>) =>
			Object.entries(permissions).map(([id, name]) => ({ id, name }));
		expect(readRecording('admin_permissions').response.body).toEqual({
			global: named(globalPermissions),
			station: named(stationPermissions),
		});
	});
});
