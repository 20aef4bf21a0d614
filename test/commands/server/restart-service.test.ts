import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { customIdOf, textOf } from '#demo/discord/read-message.ts';
import { channels, guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { seeOutcome, seeTold } from '#test/support/outcome.ts';
import { unknownKey, withAdminKey } from '#test/support/with-admin-key.ts';

const list = 'GET /api/admin/services (admin)';
const order = (service: string) => `POST /api/admin/services/restart/${service} (admin)`;

let app: TestApp;

beforeAll(async () => {
	app = await startTestApp({
		stations: (radio) => [
			{ keys: { admin: radio.keys.admin, station: radio.keys.station }, channels: { audit: channels.audit } },
		],
	});
});
beforeEach(async () => {
	app.radio.faults.clear();
	app.radio.host.stoppedServices.clear();
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const ask = (service: string, on = app) => on.run('admin', 'server restart-service', { service });
async function restart(service: string, on = app) {
	const { message } = await ask(service, on);
	on.calls();
	return seeOutcome(on, () =>
		on.discord.press(on.as('admin'), message.id, customIdOf(message, 'Restart the service')),
	);
}
const orders = () => app.calls().filter((call) => call.startsWith('POST'));
const host = () => new URL(app.radio.url).host;
const lastAudit = async () => (await app.run('admin', 'audit')).text;

describe('/server restart-service', () => {
	test('is refused to a manager, without a call', async () => {
		const { text } = await app.run('manager', 'server restart-service', { service: 'nginx' });
		expect(text).toContain('Only administrators and above');
		expect(app.calls()).toEqual([]);
	});

	test('asks first, and says what the service does and that the answer may get lost', async () => {
		const { text, isPrivate } = await ask('nginx');
		expect(isPrivate).toBe(true);
		expect(text).toContain(
			`## Restart nginx?\n**nginx** is running on ${host()}. The web server: every page and every call passes through it.\n- The answer may get lost on the way; Airdeck looks afterwards.\n- It concerns every station`,
		);
		expect(text).toContain('[Restart the service]\n[Leave it]');
		expect(app.calls()).toEqual([list]);
		expect((await ask('cron')).text).not.toContain('may get lost');
	});

	test('restarts with the admin key, and says so when it was seen to run', async () => {
		const { text } = await restart('php-worker');
		expect(app.calls()).toEqual([list, order('php-worker'), list]);
		expect(text).toContain(`### ✅ php-worker was restarted\n${host()} reports it as running, `);
		expect(text).toMatch(/, [3-5] s after it was asked\./);
		const person = `<@${app.as('admin').userId}>`;
		expect(await lastAudit()).toContain(
			`✅ ${person} restarted the service php-worker on the server of **Lanternlight FM** · <t:`,
		);
	});

	test('tells the truth when the answer gets lost with nginx', async () => {
		const { text } = await restart('nginx');
		expect(text).toContain(
			`### ❔ Perhaps restarted: nginx\nThe connection broke before ${host()} answered. It was not asked twice. Now ${host()} reports: running.`,
		);
		expect(orders()).toEqual([order('nginx')]);
		expect(await lastAudit()).toContain('❔ ');
	});

	test('claims it although the answer got lost, if the service had stood still', async () => {
		app.radio.host.stoppedServices.add('redis');
		expect((await ask('redis')).text).toContain('**redis** is not running on');
		const { text } = await restart('redis');
		expect(text).toContain('### ✅ redis was restarted\nThe answer got lost, but it was not running before');
	});

	test('does not claim it of a service that does not run afterwards', async () => {
		app.radio.host.stoppedServices.add('cron');
		app.radio.faults.add({
			path: /services\/restart/,
			body: '{"success":true,"message":"Changes saved successfully."}',
		});
		const { text, message } = await restart('cron');
		expect(text).toContain(
			`### ⚠️ cron is not running\n${host()} accepted the restart. 1 min after it was asked, ${host()} reports it as not running.`,
		);
		const look = await app.click('admin', message, 'Look now');
		expect(look.text).toContain('⏹️ **cron** not running');
	});

	test('says so when the server tells nothing afterwards', async () => {
		app.radio.faults.add({ path: /services\/restart/, closeSocket: true });
		// The first read finds the service, all later ones find nobody.
		const { message } = await ask('cron');
		const answer = await seeOutcome(app, () => {
			const act = app.discord.press(app.as('admin'), message.id, customIdOf(message, 'Restart the service'));
			const stop = app.discord.onEvent((event) => {
				if (event.kind !== 'message-updated' || !textOf(event.message).includes('Restarting cron')) return;
				app.radio.faults.add({ path: /admin\/services$/, status: 502, body: 'Bad Gateway' });
				stop();
			});
			return act;
		});
		expect(answer.text).toContain('### ❔ Asked to restart cron, not confirmed');
		expect(answer.text).toMatch(/has told nothing about it since, for \d+ min/);
	});

	test('is not done on no, nor without an answer', async () => {
		const { message } = await ask('nginx');
		expect((await app.click('admin', message, 'Leave it')).text).toBe(
			'### Not restarted\nnginx was left as it was.',
		);
		expect(orders()).toEqual([]);
	});

	test('is not done by somebody who is no administrator any more', async () => {
		const { message } = await ask('nginx');
		app.discord.setMemberRoles(guildId, app.as('admin').userId, [roles.manager]);
		const { text } = await app.click('admin', message, 'Restart the service');
		app.discord.setMemberRoles(guildId, app.as('admin').userId, [roles.admin]);
		expect(text).toContain('Only administrators and above');
		expect(orders()).toEqual([]);
	});

	test('asks which service is meant if there is none of that name', async () => {
		const { text, message } = await ask('teapot');
		expect(text).toContain(`### Which service?\nThere is no service “teapot” on ${host()}.`);
		expect((await app.choose('admin', message, 'cron')).text).toContain('## Restart cron?');
	});

	test('suggests services with what they do', async () => {
		const found = await app.suggest('admin', 'server restart-service', { service: 'MAR' }, 'service');
		expect(found).toEqual([
			{ name: 'mariadb · running · The database: stations, songs, users, history.', value: 'mariadb' },
		]);
		await app.suggest('admin', 'server restart-service', { service: 'MARI' }, 'service');
		expect(app.calls()).toEqual([list]);
		expect(await app.suggest('manager', 'server restart-service', { service: '' }, 'service')).toEqual([]);
	});

	test('asks in German', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.admin]);
		const { text } = await app.run('german', 'server restart-service', { service: 'mariadb' });
		expect(text).toContain('## mariadb neu starten?\n**mariadb** läuft auf');
		expect(text).toContain('[Dienst neu starten]\n[So lassen]');
	});
});

describe('/server restart-service with another key', () => {
	test('that may look and not restart is told the right it lacks, and it stands in the audit', async () => {
		await withAdminKey(
			(radio) => radio.keys.bot,
			async (other) => {
				await restart('cron', other);
				const told = await seeTold(other, 'The service was not restarted');
				expect(told).toMatch(/The admin key …[0-9a-f]{4} may not .* \*\*All Permissions\*\*/);
				expect((await other.run('admin', 'audit')).text).toContain(': The service was not restarted · <t:');
			},
		);
	});

	test('that is not accepted is named', async () => {
		const { text } = await withAdminKey(unknownKey, (other) => ask('cron', other));
		expect(text).toMatch(/does not accept the admin key …0000/);
	});
});
