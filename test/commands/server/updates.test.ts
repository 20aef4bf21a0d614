import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buttons } from '#demo/discord/read-message.ts';
import { guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { unknownKey, withAdminKey } from '#test/support/with-admin-key.ts';

const check = 'GET /api/admin/updates (admin)';

let app: TestApp;

beforeAll(async () => {
	app = await startTestApp();
});
beforeEach(async () => {
	app.radio.faults.clear();
	Object.assign(app.radio.host, { updateAvailable: true, rollingUpdates: [], hasInternet: true });
	// What is remembered is forgotten after an hour.
	await app.clock.advance(61 * 60_000);
	app.calls();
});
afterAll(() => app.close());

const see = (other: TestApp) => other.run('admin', 'server updates');
const answer = (more: object) =>
	JSON.stringify({
		needs_rolling_update: true,
		needs_release_update: false,
		rolling_updates_available: 2,
		can_switch_to_stable: false,
		current_release: '0.20.4',
		latest_release: '0.20.4',
		...more,
	});

describe('/server updates', () => {
	test('is refused to a manager, without a call', async () => {
		expect((await app.run('manager', 'server updates')).text).toContain('Only administrators and above');
		expect(app.calls()).toEqual([]);
	});

	test('tells what runs and what is newest, with the admin key and a link to what is new', async () => {
		const { text, isPrivate, message } = await see(app);
		expect(app.calls()).toEqual([check]);
		expect(isPrivate).toBe(true);
		expect(text).toContain(
			`-# asked <t:${Math.round(app.clock.now() / 1000)}:R>\n⬆️ A newer version is available\n**Installed** AzuraCast 0.23.7\n**Latest** AzuraCast 0.24.0`,
		);
		expect(buttons(message).map(({ label }) => label)).toEqual([
			'Check again',
			'Update the server',
			'Release notes',
		]);
		expect(buttons(message)[2]).toMatchObject({
			style: 5,
			url: 'https://github.com/AzuraCast/AzuraCast/releases',
		});
	});

	test('asks the server once an hour, and at once on demand', async () => {
		const asked = Math.round(app.clock.now() / 1000);
		const { message } = await see(app);
		await app.clock.advance(59 * 60_000);
		app.radio.host.updateAvailable = false;
		expect((await see(app)).text).toContain(`asked <t:${asked}:R>\n⬆️`);
		expect(app.calls()).toEqual([check]);
		const again = await app.click('admin', message, 'Check again');
		expect(again.message.id).toBe(message.id);
		expect(again.text).toContain('✅ Nothing newer is available');
		expect(buttons(again.message).map(({ label }) => label)).toEqual(['Check again', 'Release notes']);
		expect(app.calls()).toEqual([check]);
	});

	test('lists what changed where the server tells it, and no more than fits', async () => {
		const changes = Array.from({ length: 20 }, (_, i) => `abc${i} Fix *${i}*`);
		app.radio.faults.add({ path: /admin\/updates/, body: answer({ rolling_updates_list: changes }) });
		const { text } = await see(app);
		expect(text).toContain('**Rolling release** 2 changes behind\n**What changed**\n- abc0 Fix \\*0\\*');
		expect(text).toContain('-# and 8 more');
	});

	test('does not keep a failure: the server could not ask its makers', async () => {
		app.radio.host.hasInternet = false;
		expect((await see(app)).text).toContain('### ⛔ Nothing was found out about updates');
		app.radio.host.hasInternet = true;
		expect((await see(app)).text).toContain('A newer version is available');
	});

	test('leads to the question before an update', async () => {
		const { message } = await see(app);
		const asked = await app.click('admin', message, 'Update the server');
		expect(asked.text).toContain('to 0.24.0?');
		expect(app.calls()).toEqual([check]);
	});

	test('speaks German', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.admin]);
		const { text } = await app.run('german', 'server updates');
		expect(text).toContain('⬆️ Eine neuere Version ist da\n**Installiert** AzuraCast 0.23.7');
	});
});

describe('/server updates with another key', () => {
	test('that may look at the administration alone is told the right it lacks', async () => {
		const { text } = await withAdminKey((radio) => radio.keys.bot, see);
		expect(text).toMatch(/The admin key …[0-9a-f]{4} may not .* \*\*All Permissions\*\*/);
	});

	test('that is not accepted, or not set, is named', async () => {
		expect((await withAdminKey(unknownKey, see)).text).toMatch(/does not accept the admin key …0000/);
		const { text } = await withAdminKey(() => undefined, see);
		expect(text).toContain('This needs the admin key, and none is set for Lanternlight FM.');
	});
});
