import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buttons, selects } from '#demo/discord/read-message.ts';
import { guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { administersStations, unknownKey, withAdminKey } from '#test/support/with-admin-key.ts';

const list = 'GET /api/admin/logs (admin)';

let app: TestApp;

beforeAll(async () => {
	app = await startTestApp();
});
beforeEach(async () => {
	app.radio.faults.clear();
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const logs = (log: string) => app.run('admin', 'server logs', { log });
const contents = (text: string, position: number | null = 100) =>
	JSON.stringify({ contents: text, eof: false, position });

describe('/server logs', () => {
	test('is refused to a manager, without a call, while typing as well', async () => {
		const { text, isPrivate } = await app.run('manager', 'server logs', { log: 'azuracast_log' });
		expect(isPrivate).toBe(true);
		expect(text).toContain('Only administrators and above');
		expect(await app.suggest('manager', 'server logs', { log: 'n' }, 'log')).toEqual([]);
		expect(app.calls()).toEqual([]);
	});

	test('shows the last lines with the admin key, privately, and all of it as a file', async () => {
		const { text, isPrivate, message } = await logs('service_nginx');
		expect(app.calls()).toEqual([list, 'GET /api/admin/log/service_nginx (admin)']);
		expect(isPrivate).toBe(true);
		expect(text).toContain(`## Service Log: nginx · ${new URL(app.radio.url).host}\n-# last `);
		expect(text).toContain('nginx started');
		expect(message.attachments.map(({ filename }) => filename)).toEqual(['Service-Log-nginx.log']);
		expect(buttons(message).map(({ label }) => label)).toEqual(['Newer lines']);
		expect(selects(message)).toHaveLength(1);
	});

	test('lets nobody read a secret', async () => {
		const key = `${'ab12'.repeat(4)}:${'cd34'.repeat(8)}`;
		app.radio.faults.add({
			path: /admin\/log\//,
			body: contents(`one\nX-API-Key: ${key}\npassword=hunter2secret\n203.0.113.9 GET /\n`),
		});
		const { text, message } = await logs('azuracast_log');
		expect(text).toMatch(/blacked out: [34] places/);
		const file = await fetch(message.attachments[0]?.url ?? '').then((answer) => answer.text());
		for (const secret of [key, 'hunter2secret', '203.0.113.9']) {
			expect(text).not.toContain(secret);
			expect(file).not.toContain(secret);
		}
		expect(file).toContain('one\n');
	});

	test('suggests logs by name, asking the server once for all letters', async () => {
		const all = await app.suggest('admin', 'server logs', { log: '' }, 'log');
		expect(all.length).toBeGreaterThan(4);
		const some = await app.suggest('admin', 'server logs', { log: 'NGINX' }, 'log');
		expect(some).toEqual([{ name: 'Service Log: nginx', value: 'service_nginx' }]);
		expect(app.calls()).toEqual([list]);
	});

	test('takes a name as somebody typed it', async () => {
		const { text } = await logs('service log: NGINX');
		expect(text).toContain('## Service Log: nginx');
	});

	test('asks which log is meant if there is none of that name', async () => {
		const { text, message } = await logs('*thunder*');
		expect(text).toContain('### Which log?\nThere is no log “\\*thunder\\*” on');
		expect(app.calls()).toEqual([list]);
		const seen = await app.choose('admin', message, 'service_redis', 'Choose a log');
		expect(seen.message.id).toBe(message.id);
		expect(seen.text).toContain('## Service Log: redis');
	});

	test('shows another log, and then only what is new', async () => {
		const { message } = await logs('service_nginx');
		const other = await app.choose('admin', message, 'azuracast_log', 'Another log');
		expect(other.message.id).toBe(message.id);
		expect(other.text).toContain('## ');
		const from = /azuracast_log:(\d+)$/.exec(buttons(other.message)[0]?.custom_id ?? '')?.[1];
		app.calls();
		app.radio.faults.add({ path: /admin\/log\//, body: contents('a new line\n', 9_000_000) });
		const newer = await app.click('admin', other.message, 'Newer lines');
		expect(app.calls()[1]).toContain(`GET /api/admin/log/azuracast_log?position=${from} (`);
		expect(newer.text).toContain('-# 1 newer line, 0.1 kB');
		expect(newer.text).toContain('```\na new line\n```');
		expect(buttons(newer.message)[0]?.custom_id).toMatch(/:9000000$/);
	});

	test('says that nothing is new, and that a log is empty', async () => {
		const { message } = await logs('service_nginx');
		expect((await app.click('admin', message, 'Newer lines')).text).toContain(
			'Nothing was added since then.',
		);
		app.radio.faults.add({ path: /admin\/log\//, body: contents('', 0) });
		const empty = await logs('service_nginx');
		expect(empty.text).toContain('The log is empty.');
		expect(empty.message.attachments).toEqual([]);
	});

	test('offers no newer lines of a log that is always sent whole', async () => {
		app.radio.faults.add({ path: /admin\/log\//, body: contents('all of it\n', null) });
		expect(buttons((await logs('service_nginx')).message)).toEqual([]);
	});

	test('says so when a log goes away between the list and the reading', async () => {
		app.radio.faults.add({
			path: /admin\/log\//,
			status: 500,
			body: '{"code":500,"type":"Exception","message":"Invalid log file specified.","success":false}',
		});
		expect((await logs('service_nginx')).text).toContain('knows no such log any more.');
	});

	test('a button is for those who have the level now', async () => {
		const { message } = await logs('service_nginx');
		app.calls();
		app.discord.setMemberRoles(guildId, app.as('admin').userId, [roles.manager]);
		const { text } = await app.click('admin', message, 'Newer lines');
		app.discord.setMemberRoles(guildId, app.as('admin').userId, [roles.admin]);
		expect(text).toContain('Only administrators and above');
		expect(app.calls()).toEqual([]);
	});

	test('speaks German', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.admin]);
		const { text } = await app.run('german', 'server logs', { log: 'service_nginx' });
		expect(text).toContain('Es war nichts zu schwärzen.');
		expect(text).toContain('[Neuere Zeilen]');
	});
});

describe('/server logs with another key', () => {
	const see = (other: TestApp) => other.run('admin', 'server logs', { log: 'azuracast_log' });

	test('that may view the logs works', async () => {
		expect((await withAdminKey((radio) => radio.keys.bot, see)).text).toContain('[Newer lines]');
	});

	test('that may not is told the right it lacks', async () => {
		const { text } = await withAdminKey(administersStations, see);
		expect(text).toContain('### ⛔ The log was not fetched');
		expect(text).toMatch(/The admin key …[0-9a-f]{4} may not .* \*\*View System Logs\*\*/);
	});

	test('that is not accepted is named', async () => {
		expect((await withAdminKey(unknownKey, see)).text).toMatch(/does not accept the admin key …0000/);
	});
});
