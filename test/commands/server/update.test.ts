import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { customIdOf, textOf } from '#demo/discord/read-message.ts';
import { guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { seeOutcome, seeTold } from '#test/support/outcome.ts';
import { unknownKey, withAdminKey } from '#test/support/with-admin-key.ts';

const order = 'PUT /api/admin/updates (admin)';

let app: TestApp;

beforeEach(async () => {
	app = await startTestApp({
		stations: () => [{}, { name: 'Tide*water', station: 'tidewater' }],
	});
});
afterEach(() => app.close());

const ask = (on = app) => on.run('admin', 'server update', { station: 'Lanternlight FM' });
async function update(on = app) {
	const { message } = await ask(on);
	on.calls();
	return seeOutcome(on, () =>
		on.discord.press(on.as('admin'), message.id, customIdOf(message, 'Update the server')),
	);
}
/** As {@link update}, with the time that calls to a server that is away take: they are repeated after real pauses. */
async function updateSlowly(): Promise<string> {
	app.radio.host.updateTakesMs = 160_000;
	const { message } = await ask();
	app.calls();
	app.discord.press(app.as('admin'), message.id, customIdOf(message, 'Update the server'));
	const isOver = () => /^### [^⏳]/.test(textOf(message));
	while (!isOver()) {
		await new Promise((resolve) => setTimeout(resolve, 20));
		await app.clock.advance(1_000);
	}
	return textOf(message);
}
const orders = () => app.calls().filter((call) => call.startsWith('PUT'));
const host = () => new URL(app.radio.url).host;
const audit = async (on = app) => (await on.run('admin', 'audit')).text;

describe('/server update', () => {
	test('is refused to a manager, without a call', async () => {
		const { text } = await app.run('manager', 'server update', { station: 'Lanternlight FM' });
		expect(text).toContain('Only administrators and above');
		expect(app.calls()).toEqual([]);
	});

	test('asks first, with the version and the stations that go silent along with it', async () => {
		const { text, isPrivate } = await ask();
		expect(isPrivate).toBe(true);
		expect(text).toContain(
			`## Update ${host()} to 0.24.0?\n**Every station on this server goes silent** while it restarts, usually a few minutes. A backup first is wise.\n- Also on it: Tide\\*water\n`,
		);
		expect(text).toContain('[Update the server]\n[Not now]');
		expect(app.calls()).toEqual(['GET /api/admin/updates (admin)']);
	});

	test('orders it once, follows the server down and up again, and tells the versions', async () => {
		const shown: string[] = [];
		const stop = app.discord.onEvent((event) => {
			if (event.kind === 'message-updated') shown.push(textOf(event.message));
		});
		const text = await updateSlowly();
		stop();
		expect(text).toMatch(
			/^### ✅ 127\.0\.0\.1:\d+ is updated\n\*\*0\.23\.7\*\* became \*\*0\.24\.0\*\*\.\nIt was silent for (\d min|\d+ s)\.$/,
		);
		expect(orders()).toEqual([order]);
		expect(shown.join('\n')).toContain(
			`### ⏳ Updating ${host()}\n-# asked by <@${app.as('admin').userId}> at <t:`,
		);
		expect(shown.join('\n')).toContain(`⏳ Asking ${host()} to update itself\n➖ Going down\n➖ Coming back`);
		// The simulated server goes down without a word.
		expect(shown.join('\n')).toContain('❔ Asked: the connection broke before');
		expect(shown.join('\n')).toMatch(
			/✅ Down since <t:\d+:T>\n⏳ Waiting for it to come back\n-# Airdeck watches until <t:/,
		);
		expect(await audit()).toContain(
			`✅ <@${app.as('admin').userId}> updated the server of **Lanternlight FM** (0.23.7 › 0.24.0) · <t:`,
		);
	});

	test('says so where the server answers the order', async () => {
		app.radio.host.updateAnswers = true;
		const shown: string[] = [];
		app.discord.onEvent((event) => {
			if (event.kind === 'message-updated') shown.push(textOf(event.message));
		});
		expect(await updateSlowly()).toContain('became **0.24.0**');
		expect(shown.join('\n')).toContain(`✅ Asked: ${host()} accepted it\n⏳ Waiting for it to go down\n`);
	});

	test('does not claim an update of a server that never goes down', async () => {
		// Such an answer comes before anybody looks at the key.
		app.radio.faults.add({
			method: 'PUT',
			path: /admin\/updates/,
			body: '{"success":true,"message":"Saved."}',
		});
		const { text } = await update();
		expect(text).toMatch(
			/^### ❔ Asked to update, not confirmed\n127\.0\.0\.1:\d+ went on answering for 12 min after it was asked\./,
		);
		expect(text).toContain('It still says **0.23.7**.\n[Look now]');
		expect(orders()).toHaveLength(1);
		expect(await audit()).toContain('ordered an update of the server of **Lanternlight FM**');
	});

	test('is feature off where the installation cannot update itself', async () => {
		app.radio.host.canUpdateItself = false;
		await update();
		const told = await seeTold(app, 'The server was not updated');
		expect(told).toContain('has updates from the web switched off in AzuraCast.');
		expect(told).toContain(`**Who can mend it** Whoever runs ${host()}.`);
	});

	test('has nothing to do where there is nothing newer', async () => {
		app.radio.host.updateAvailable = false;
		const { text } = await ask();
		expect(text).toContain(
			`### ✅ There is nothing to update\n${host()} runs 0.23.7.\n${host()} knows of nothing newer.\n[Look at updates]`,
		);
	});

	test('asks without a version where the server could not find out', async () => {
		app.radio.host.hasInternet = false;
		const { text } = await ask();
		expect(text).toContain(`## Update ${host()}?`);
		expect(text).toContain(
			`- Whether there is anything newer could not be found out: ${host()} did not tell.`,
		);
	});

	test('is not done on no', async () => {
		const { message } = await ask();
		const { text } = await app.click('admin', message, 'Not now');
		expect(text).toBe(`### Not updated\n${host()} was left as it is.`);
		expect(orders()).toEqual([]);
	});

	test('is not done by somebody who is no administrator any more', async () => {
		const { message } = await ask();
		app.discord.setMemberRoles(guildId, app.as('admin').userId, [roles.manager]);
		expect((await app.click('admin', message, 'Update the server')).text).toContain('Only administrators');
		expect(orders()).toEqual([]);
	});

	test('asks in German', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.admin]);
		const { text } = await app.run('german', 'server update', { station: 'Lanternlight FM' });
		expect(text).toContain(
			`## ${host()} auf 0.24.0 aktualisieren?\n**Alle Stationen auf diesem Server verstummen**`,
		);
	});
});

describe('/server update with another key', () => {
	test('that may look at the administration alone is told the right it lacks', async () => {
		const { text } = await withAdminKey(
			(radio) => radio.keys.bot,
			(other) => ask(other),
		);
		expect(text).toMatch(/The admin key …[0-9a-f]{4} may not .* \*\*All Permissions\*\*/);
	});

	test('that is not accepted is named', async () => {
		expect((await withAdminKey(unknownKey, (other) => ask(other))).text).toMatch(
			/does not accept the admin key …0000/,
		);
	});
});
