import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { buttons, customIdOf, textOf } from '#demo/discord/read-message.ts';
import { channels, guildId, type PersonName, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { seeOutcome } from '#test/support/outcome.ts';

const order = 'PUT /api/admin/station/1 (admin)';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp({ stations: [{ channels: { audit: channels.audit } }] });
	station = app.radio.station('lanternlight');
});
beforeEach(async () => {
	app.radio.faults.clear();
	station.isEnabled = true;
	station.endLive();
	station.setListeners(23);
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const ask = (person: PersonName = 'manager') => app.run(person, 'station stop');
const press = (message: Parameters<typeof customIdOf>[0] & { id: string }, label: string) =>
	seeOutcome(app, () => app.discord.press(app.as('manager'), message.id, customIdOf(message, label)));
/** A call that a fault spoils never comes to the point where its key is read. */
const orders = () =>
	app
		.calls()
		.filter((call) => !call.startsWith('GET'))
		.map((call) => call.replace('(none)', '(admin)'));

describe('/station stop', () => {
	test.each<PersonName>(['listener', 'dj'])('is refused to a %s, without a call', async (person) => {
		const { text, isPrivate } = await ask(person);
		expect(isPrivate).toBe(true);
		expect(text).toContain('Only managers and above can do this on Lanternlight FM.');
		expect(app.calls()).toEqual([]);
	});

	test('asks first, with what it costs', async () => {
		const { text, isPrivate } = await ask();
		expect(isPrivate).toBe(true);
		expect(text).toContain(
			'## Stop Lanternlight FM?\n**23 people are listening.** They will lose the stream at once',
		);
		expect(orders()).toEqual([]);
	});

	test('names the DJ who is live, and says that nobody is listening', async () => {
		station.goLive('Hanne');
		station.setListeners(0);
		const { text } = await ask();
		expect(text).toContain('Nobody is listening now. The stream stays silent');
		expect(text).toContain('- Hanne is live: the show ends at once.');
	});

	test('orders it once with the admin key, and says that the station confirmed it', async () => {
		const { message } = await ask();
		app.calls();
		const { text } = await press(message, 'Stop the station');
		const calls = app.calls();
		expect(calls.filter((call) => call === order)).toHaveLength(1);
		expect(calls.at(-1)).toBe('GET /api/station/lanternlight/dashboard (station)');
		expect(calls).toContain('GET /api/station/lanternlight/status (station)');
		expect(station.isEnabled).toBe(false);
		expect(text).toContain('### ✅ Lanternlight FM is stopped\nConfirmed by the station at <t:');
		const lines = [...app.discord.messages(channels.audit)].map((one) => textOf(one));
		expect(lines.at(-1)).toContain('stopped **Lanternlight FM**');
	});

	test('leaves it on air on no', async () => {
		const { message } = await ask();
		const { text } = await press(message, 'Keep it on air');
		expect(text).toBe('### Not stopped\nLanternlight FM stays on air.');
		expect(orders()).toEqual([]);
		expect(station.isEnabled).toBe(true);
	});

	test('leaves it as it is when nobody answers', async () => {
		const { message } = await ask();
		const closed = new Promise<void>((resolve) => {
			const stop = app.discord.onEvent((event) => {
				if (event.kind !== 'message-updated' || event.message.id !== message.id) return;
				stop();
				resolve();
			});
		});
		await app.clock.advance(60_000);
		await closed;
		expect(textOf(message)).toContain('Nobody answered in time. Lanternlight FM was left as it is.');
		expect(orders()).toEqual([]);
	});

	test('has nothing to do for a station that is off', async () => {
		station.isEnabled = false;
		await app.clock.advance(30_000);
		const { text, message } = await ask();
		expect(text).toBe('### ✅ Lanternlight FM was stopped already\nNothing had to be done.');
		expect(buttons(message)).toEqual([]);
		expect(orders()).toEqual([]);
	});

	test('does not claim what the station does not confirm, and looks again when told to', async () => {
		app.radio.faults.add({
			method: 'PUT',
			path: /admin\/station/,
			body: '{"success":true,"message":"Record updated successfully."}',
		});
		const { message } = await ask();
		const { text, message: shown } = await press(message, 'Stop the station');
		expect(text).toContain('### ❔ Asked to stop, not confirmed');
		expect(text).toContain('but 3 min later the station still reports:\n✅ **AutoDJ** running');
		expect(orders()).toEqual([order]);
		station.isEnabled = false;
		const look = await app.click('manager', shown, 'Look now');
		expect(look.text).toContain('⏹️ **AutoDJ** not running\n⏹️ **Stream server** not running');
	});

	test('is not ordered twice when the answer gets lost, but looked at', async () => {
		app.radio.faults.add({ method: 'PUT', path: /admin\/station/, closeSocket: true });
		const { message } = await ask();
		const { text } = await press(message, 'Stop the station');
		expect(text).toContain('### ❔ Perhaps stopped');
		expect(text).toContain('It was not asked twice. Now the station reports:');
		expect(orders()).toEqual([order]);
	});

	test('says that it was done although the answer got lost', async () => {
		const { message } = await ask();
		app.radio.faults.add({ method: 'PUT', path: /admin\/station/, closeSocket: true, afterwards: true });
		const { text } = await press(message, 'Stop the station');
		expect(text).toContain('### ✅ Lanternlight FM is stopped\nThe connection broke before');
		expect(orders()).toEqual([order]);
	});

	test('tells a missing right before it asks anything', async () => {
		const poor = await startTestApp({
			stations: (radio) => [{ keys: { admin: radio.keys.limited, station: radio.keys.station } }],
		});
		const { text } = await poor.run('manager', 'station stop');
		expect(text).toContain('### ⛔ The station was not stopped');
		expect(text).toContain('lacks the right **Administer Stations**');
		await poor.close();
	});

	test('says what was ordered where the station may not be looked at', async () => {
		const blind = await startTestApp({ stations: (radio) => [{ keys: { admin: radio.keys.admin } }] });
		const { message } = await blind.run('manager', 'station stop');
		const { text } = await seeOutcome(blind, () =>
			blind.discord.press(blind.as('manager'), message.id, customIdOf(message, 'Stop the station')),
		);
		expect(text).toContain('### ❔ Asked to stop, and not seen');
		expect(text).toContain('Whether it was done could not be seen: no station key is set.');
		expect(text).toContain('Its settings say that the station is switched off.');
		await blind.close();
	});

	test('looks at the level again when the button is pressed', async () => {
		const { message } = await ask();
		app.discord.setMemberRoles(guildId, app.as('manager').userId, [roles.dj]);
		const { text } = await app.click('manager', message, 'Stop the station');
		app.discord.setMemberRoles(guildId, app.as('manager').userId, [roles.manager]);
		expect(text).toContain('Only managers and above can do this');
		expect(orders()).toEqual([]);
	});

	test('is one order at a time for each station', async () => {
		const [{ message: first }, { message: second }] = [await ask(), await ask()];
		app.radio.faults.add({
			method: 'PUT',
			path: /admin\/station/,
			body: '{"success":true,"message":"Record updated successfully."}',
		});
		const stopping = press(first, 'Stop the station');
		const { text } = await app.click('manager', second, 'Stop the station');
		expect(text).toContain('Lanternlight FM is being stopped since');
		await stopping;
		expect(orders()).toEqual([order]);
	});
});
