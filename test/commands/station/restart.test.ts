import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { customIdOf, textOf } from '#demo/discord/read-message.ts';
import { type PersonName, startTestApp, type TestApp } from '#test/support/app.ts';
import { seeOutcome } from '#test/support/outcome.ts';

const order = 'POST /api/station/lanternlight/restart (station)';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp();
	station = app.radio.station('lanternlight');
});
beforeEach(async () => {
	app.radio.faults.clear();
	station.isEnabled = true;
	station.setListeners(2);
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const ask = (person: PersonName = 'manager') => app.run(person, 'station restart');
const yes = (message: Parameters<typeof customIdOf>[0] & { id: string }, where = app) =>
	seeOutcome(where, () =>
		where.discord.press(where.as('manager'), message.id, customIdOf(message, 'Restart the station')),
	);
const orders = () =>
	app
		.calls()
		.filter((call) => !call.startsWith('GET'))
		.map((call) => call.replace('(none)', '(station)'));

describe('/station restart', () => {
	test.each<PersonName>(['listener', 'dj'])('is refused to a %s, without a call', async (person) => {
		expect((await ask(person)).text).toContain('Only managers and above can do this');
		expect(app.calls()).toEqual([]);
	});

	test('asks first, then restarts once with the station key and names the first song', async () => {
		const { text: question, message } = await ask();
		expect(question).toContain(
			'## Restart Lanternlight FM?\n**2 people are listening.** Everybody is disconnected; players that reconnect come back when the station runs again.',
		);
		const before = station.nowPlaying?.id;
		const steps: string[] = [];
		const stop = app.discord.onEvent((event) => {
			if (event.kind === 'message-updated') steps.push(textOf(event.message));
		});
		const { text } = await yes(message);
		stop();
		expect(orders()).toEqual([order]);
		expect(station.nowPlaying?.id).not.toBe(before);
		expect(text).toContain('### ✅ Lanternlight FM runs again\nConfirmed by the station at <t:');
		expect(text).toContain(`First song: ${station.nowPlaying?.song.artist}`);
		expect(steps.some((step) => step.startsWith('### ⏳ Restarting Lanternlight FM'))).toBe(true);
	});

	test('knows afterwards how long a restart takes', async () => {
		const { text } = await ask();
		expect(text).toMatch(/players that reconnect come back after about \d+ s\./);
	});

	test('does not claim a restart of which nothing was seen', async () => {
		app.radio.faults.add({
			path: /lanternlight\/restart/,
			body: '{"success":true,"message":"Station restarted."}',
		});
		const song = station.addSong({ title: 'Endless', artist: 'Nobody', lengthSeconds: 3_600 });
		station.playout.playNow(song);
		const { message } = await ask();
		const { text } = await yes(message);
		expect(text).toContain('### ❔ Asked to restart, not confirmed');
		expect(text).toContain('it was not seen to have restarted. The station reports:\n✅ **AutoDJ** running');
		expect(orders()).toEqual([order]);
	});

	test('is not ordered twice when the answer gets lost', async () => {
		const song = station.addSong({ title: 'Endless', artist: 'Nobody', lengthSeconds: 3_600 });
		station.playout.playNow(song);
		app.radio.faults.add({ path: /lanternlight\/restart/, closeSocket: true });
		const { message } = await ask();
		const { text } = await yes(message);
		expect(text).toContain('### ❔ Perhaps restarted');
		expect(orders()).toEqual([order]);
	});

	test('sends a station that is switched off to /station start', async () => {
		station.isEnabled = false;
		await app.clock.advance(61_000);
		const { message } = await ask();
		const { text, message: shown } = await yes(message);
		expect(text).toContain('### ⚠️ Lanternlight FM is switched off');
		expect(orders()).toEqual([]);
		const started = await seeOutcome(app, () =>
			app.discord.press(app.as('manager'), shown.id, customIdOf(shown, 'Start')),
		);
		expect(started.text).toContain('### ✅ Lanternlight FM is running');
	});

	test('names the right that the key lacks', async () => {
		const poor = await startTestApp({ stations: (radio) => [{ keys: { station: radio.keys.limited } }] });
		const { message } = await poor.run('manager', 'station restart');
		const { text } = await yes(message, poor);
		await poor.close();
		expect(text).toContain('lacks the right **Manage Station Broadcasting**');
	});

	test('leaves no progress behind that never ends when a slow order fails', async () => {
		const { message } = await ask();
		const body = JSON.stringify({
			success: false,
			code: 403,
			type: 'PermissionDeniedException',
			message: 'no',
		});
		app.radio.faults.add({ path: /lanternlight\/restart/, delayMs: 5_000, status: 403, body });
		const { text, message: shown } = await yes(message);
		expect(text).toContain('### ⛔ The station was not restarted');
		expect(shown.id).toBe(message.id);
	});

	test('keeps running on no', async () => {
		const { message } = await ask();
		const { text } = await app.click('manager', message, 'Keep it running');
		expect(text).toBe('### Not restarted\nLanternlight FM keeps running.');
		expect(orders()).toEqual([]);
	});
});
