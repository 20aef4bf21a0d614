import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { selects } from '#demo/discord/read-message.ts';
import { guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { administersStations, unknownKey, withAdminKey } from '#test/support/with-admin-key.ts';

const list = 'GET /api/admin/services (admin)';

let app: TestApp;

beforeAll(async () => {
	app = await startTestApp();
});
beforeEach(async () => {
	app.radio.faults.clear();
	app.radio.host.stoppedServices.clear();
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const see = (other: TestApp) => other.run('admin', 'server services');

describe('/server services', () => {
	test('is refused to a manager, without a call', async () => {
		const { text, isPrivate } = await app.run('manager', 'server services');
		expect(isPrivate).toBe(true);
		expect(text).toContain('Only administrators and above');
		expect(app.calls()).toEqual([]);
	});

	test('tells what runs and what each of them does, with the admin key', async () => {
		app.radio.host.stoppedServices.add('redis');
		const { text, isPrivate } = await see(app);
		expect(app.calls()).toEqual([list]);
		expect(isPrivate).toBe(true);
		// The simulated server has no SFTP, as it is on installations without it.
		expect(text).toContain('⚠️ 2 of 9 services are not running');
		expect(text).toContain(
			'✅ **nginx** running\n-# The web server: every page and every call passes through it.',
		);
		expect(text).toContain('⏹️ **redis** not running\n-# The short-term memory: caches, sessions, locks.');
	});

	test('says of all of them that they run', async () => {
		const services = [{ name: 'tea', description: 'Makes *tea*', running: true, links: [] }];
		app.radio.faults.add({ path: /admin\/services/, body: JSON.stringify(services) });
		const { text } = await see(app);
		expect(text).toContain('✅ 1 service is running');
		expect(text).toContain('✅ **tea** running\n-# Makes \\*tea\\*');
	});

	test('leads to the question before a restart, which changes nothing by itself', async () => {
		const { message } = await see(app);
		const menu = selects(message)[0];
		expect(menu?.type === 3 && menu.options.map(({ label }) => label)).toContain('mariadb');
		app.calls();
		const asked = await app.choose('admin', message, 'mariadb');
		expect(asked.text).toContain('## Restart mariadb?');
		expect(asked.message.id).not.toBe(message.id);
		expect(app.calls()).toEqual([list]);
	});

	test('is redrawn by Refresh', async () => {
		const { message } = await see(app);
		app.radio.host.stoppedServices.add('cron');
		const again = await app.click('admin', message, 'Refresh');
		expect(again.message.id).toBe(message.id);
		expect(again.text).toContain('⏹️ **cron** not running');
	});

	test('speaks German', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.admin]);
		const { text } = await app.run('german', 'server services');
		expect(text).toContain('⚠️ 1 von 9 Diensten läuft nicht');
		expect(text).toContain('✅ **mariadb** läuft\n-# Die Datenbank: Stationen, Songs, Benutzer, Verlauf.');
	});

	test('says that the server does not answer', async () => {
		app.radio.faults.add({ path: /admin\/services/, status: 502, body: 'Bad Gateway' });
		expect((await see(app)).text).toContain('### ⛔ The services were not fetched');
	});
});

describe('/server services with another key', () => {
	test('that may look and not restart names the key and the right, and offers nothing', async () => {
		const { text, message } = await withAdminKey((radio) => radio.keys.bot, see);
		expect(text).toContain('✅ **nginx** running');
		expect(text).toMatch(
			/-# ❌ Restarting: the admin key …[0-9a-f]{4} may not: its AzuraCast user lacks the right \*\*All Permissions\*\*\./,
		);
		expect(selects(message)).toEqual([]);
	});

	test('that may administer stations alone is told the right it lacks', async () => {
		const { text } = await withAdminKey(administersStations, see);
		expect(text).toMatch(/The admin key …[0-9a-f]{4} may not .* \*\*View Administration Page\*\*/);
	});

	test('that is not accepted is named', async () => {
		expect((await withAdminKey(unknownKey, see)).text).toMatch(/does not accept the admin key …0000/);
	});
});
