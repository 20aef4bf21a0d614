import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { buttons, textOf } from '#demo/discord/read-message.ts';
import { channels, guildId, type PersonName, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { seeOutcome } from '#test/support/outcome.ts';

const order = 'PUT /api/admin/station/1 (admin)';
const accepted = '{"success":true,"message":"Record updated successfully."}';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp({ stations: [{ channels: { alerts: channels.alerts } }] });
	station = app.radio.station('lanternlight');
});
beforeEach(async () => {
	app.radio.faults.clear();
	delete station.backendConfig['write_playlists_to_liquidsoap'];
	station.isEnabled = false;
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const start = (person: PersonName = 'manager', where = app) =>
	seeOutcome(where, () => where.discord.command(where.as(person), 'station start'));
const orders = () =>
	app
		.calls()
		.filter((call) => !call.startsWith('GET'))
		.map((call) => call.replace('(none)', '(admin)'));

describe('/station start', () => {
	test.each<PersonName>(['listener', 'dj'])('is refused to a %s, without a call', async (person) => {
		const { text, isPrivate } = await app.run(person, 'station start');
		expect(isPrivate).toBe(true);
		expect(text).toContain('Only managers and above can do this on Lanternlight FM.');
		expect(app.calls()).toEqual([]);
	});

	test('asks no question, orders once with the admin key, and waits for the station to say that it runs', async () => {
		const shown: string[] = [];
		const stop = app.discord.onEvent((event) => {
			if (event.kind === 'message-updated') shown.push(textOf(event.message));
		});
		const { text, isPrivate } = await start();
		stop();
		expect(isPrivate).toBe(true);
		expect(orders()).toEqual([order]);
		expect(station.backendRunning).toBe(true);
		expect(text).toContain('### ✅ Lanternlight FM is running\nConfirmed by the station at <t:');
		expect(text).toMatch(/, 1[0-9] s after it was asked\./);
		const progress = shown.filter((one) => one.startsWith('### ⏳ Starting Lanternlight FM'));
		expect(progress.at(-1)).toContain('⏳ Waiting for the AutoDJ\n⏳ Waiting for the stream server');
		expect(progress.at(-1)).toContain(`asked by <@${app.as('manager').userId}>`);
	});

	test('has nothing to do for a station that runs', async () => {
		station.isEnabled = true;
		await app.clock.advance(30_000);
		const { text } = await start();
		expect(text).toBe('### ✅ Lanternlight FM was running already\nNothing had to be done.');
		expect(orders()).toEqual([]);
	});

	test('offers a restart where switching on would change nothing', async () => {
		station.isEnabled = true;
		await app.clock.advance(30_000);
		station.backendRunning = false;
		const { text, message } = await start();
		expect(text).toContain('### ⚠️ Lanternlight FM is switched on, but does not run');
		expect(orders()).toEqual([]);
		const question = await app.click('manager', message, 'Restart');
		expect(question.text).toContain('## Restart Lanternlight FM?');
	});

	test('does not claim what the station does not confirm', async () => {
		app.radio.faults.add({ method: 'PUT', path: /admin\/station/, body: accepted });
		const { text, message } = await start();
		expect(text).toContain('### ❔ Asked to start, not confirmed');
		expect(text).toContain('⏹️ **AutoDJ** not running\n⏹️ **Stream server** not running');
		expect(buttons(message).map(({ label }) => label)).toEqual(['Look now', 'Restart']);
		expect(orders()).toEqual([order]);
	});

	test('is patient with a station that writes its playlists to Liquidsoap, past the life of an answer', async () => {
		station.backendConfig['write_playlists_to_liquidsoap'] = true;
		app.radio.faults.add({ method: 'PUT', path: /admin\/station/, body: accepted });
		const told = new Promise<string>((resolve) => {
			const stop = app.discord.onEvent((event) => {
				if (event.kind !== 'message-created' || event.message.channel_id !== channels.alerts) return;
				stop();
				resolve(textOf(event.message));
			});
		});
		let usual = app.clock.waiting;
		const { message } = await app.seeInTime(() => app.discord.command(app.as('manager'), 'station start'));
		const alert = { came: false };
		void told.then(() => {
			alert.came = true;
		});
		const asking = textOf(message);
		while (!alert.came) {
			await new Promise((resolve) => setTimeout(resolve, 2));
			usual = Math.min(usual, app.clock.waiting);
			if (app.clock.waiting > usual) await app.clock.advance(5_000);
		}
		expect(asking).toContain('with a large library the AutoDJ needs some minutes.');
		expect(asking).toContain(`and reports in <#${channels.alerts}> if this card is too old by then.`);
		expect(await told).toContain('### ❔ Asked to start, not confirmed');
	});

	test('is not ordered twice when the answer gets lost', async () => {
		app.radio.faults.add({ method: 'PUT', path: /admin\/station/, closeSocket: true });
		const { text } = await start();
		expect(text).toContain('### ❔ Perhaps started');
		expect(orders()).toEqual([order]);
	});

	test('goes on watching while the server has trouble in between', async () => {
		const stop = app.discord.onEvent((event) => {
			if (event.kind !== 'message-updated' || !textOf(event.message).includes('Waiting for')) return;
			stop();
			app.radio.faults.add({ path: /lanternlight\/status/, status: 502, html: 'Bad Gateway', times: 3 });
		});
		const { text } = await start();
		expect(text).toContain('### ✅ Lanternlight FM is running');
	});

	test('names the key that is missing, and orders nothing', async () => {
		const poor = await startTestApp({
			stations: (radio) => [{ keys: { station: radio.keys.station } }],
		});
		const { text } = await poor.run('manager', 'station start');
		expect(text).toContain('### ⛔ The station was not started');
		expect(text).toContain('This needs the admin key, and none is set for Lanternlight FM.');
		await poor.close();
	});

	test('says what was ordered where the station key may not look', async () => {
		const blind = await startTestApp({
			stations: (radio) => [{ keys: { admin: radio.keys.admin, station: radio.keys.noroles } }],
		});
		blind.radio.station('lanternlight').isEnabled = false;
		await blind.clock.advance(61_000);
		const { text } = await start('manager', blind);
		expect(text).toContain('### ❔ Asked to start, and not seen');
		expect(text).toContain('lacks View Station Page.');
		expect(text).toContain('Its settings say that the station is switched on.');
		await blind.close();
	});

	test('is told in the language of who asks', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.manager]);
		const { text } = await start('german');
		app.discord.setMemberRoles(guildId, app.as('german').userId, []);
		expect(text).toContain('### ✅ Lanternlight FM läuft\nVon der Station um <t:');
	});

	test('does nothing when the server is down', async () => {
		app.radio.faults.add({ path: /./, closeSocket: true });
		const { text } = await app.run('manager', 'station start');
		expect(text).toContain('### ⛔ The station was not started');
		expect(text).toContain('does not answer');
		expect(orders()).toEqual([]);
	});
});
