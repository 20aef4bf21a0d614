import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { buttons, customIdOf, textOf } from '#demo/discord/read-message.ts';
import { mostLookingMs } from '#src/stations/order-and-look.ts';
import { guildId, type PersonName, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { putOnAir, skipUntil } from '#test/support/on-air.ts';

const skipCall = 'POST /api/station/lanternlight/backend/skip (station)';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp();
	station = app.radio.station('lanternlight');
});
beforeEach(async () => {
	app.radio.faults.clear();
	station.endLive();
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const skip = (person: PersonName = 'dj') =>
	app.seeInTime(() => app.discord.command(app.as(person), 'dj skip'));
const press = (message: Parameters<typeof customIdOf>[0] & { id: string }, label: string) =>
	app.seeInTime(() => app.discord.press(app.as('dj'), message.id, customIdOf(message, label)));
const skips = () => app.calls().filter((call) => call.startsWith('POST'));

describe('/dj skip', () => {
	test('is refused to a listener, without a call', async () => {
		const { text, isPrivate } = await app.run('listener', 'dj skip');
		expect(isPrivate).toBe(true);
		expect(text).toContain('### ⛔ Not done\nOnly DJs and above can do this on Lanternlight FM.');
		expect(app.calls()).toEqual([]);
	});

	test('skips with the station key, and says what was skipped and what plays now', async () => {
		putOnAir(station, { title: 'Unloved', artist: 'Nobody’s Favourite' });
		const next = station.queue[0]?.song;
		const { text, isPrivate } = await skip();
		const calls = app.calls();
		expect(calls[0]).toMatch(/^GET \/api\/nowplaying\/lanternlight\?_=\d+ \(none\)$/);
		expect(calls[1]).toBe(skipCall);
		expect(calls.filter((call) => call === skipCall)).toHaveLength(1);
		expect(isPrivate).toBe(true);
		expect(station.nowPlaying?.song.songId).toBe(next?.songId);
		expect(text).toContain('### ✅ Skipped\nNobody’s Favourite – Unloved was skipped.\nNow: ');
		expect(text).toContain(next?.album === '' ? 'Cover of' : `Cover of “${next?.album}”`);
	});

	test.each<PersonName>(['manager', 'admin'])('is for a %s as well', async (person) => {
		expect((await skip(person)).text).toContain('### ✅ Skipped');
	});

	test('waits ten seconds before the next one, whoever asks', async () => {
		await skip('dj');
		const [, at] =
			/at: (\d+)/.exec(`at: ${app.radio.requests.findLast(({ method }) => method === 'POST')?.at}`) ?? [];
		app.calls();
		const { text } = await app.run('manager', 'dj skip');
		expect(text).toContain('### A song was skipped here a moment ago.');
		expect(text).toContain(
			`The next skip is possible after <t:${Math.round((Number(at) + 10_000) / 1000)}:T>.`,
		);
		expect(skips()).toEqual([]);
		await app.clock.advance(10_000);
		expect((await skip('manager')).text).toContain('### ✅ Skipped');
	});

	test('does not claim what the station does not confirm', async () => {
		app.radio.faults.add({ path: /backend\/skip/, body: '{"success":true,"message":"Song skipped."}' });
		const song = putOnAir(station, { title: 'Stubborn', artist: 'Mule', lengthSeconds: 600 });
		const { text } = await skip();
		expect(text).toContain('### ❔ Asked to skip, not confirmed');
		// Twelve looks, a second before each; the clock goes on while their answers are on the way, and the card says the true time.
		const [, waited] =
			/accepted it, but (\d+) s later the station still reports the same song\./.exec(text) ?? [];
		expect(Number(waited)).toBeGreaterThanOrEqual(12);
		expect(Number(waited)).toBeLessThanOrEqual(mostLookingMs / 1000);
		const asked = app.radio.requests.findLast(({ method }) => method === 'POST');
		expect(Number(waited) * 1000).toBe(app.clock.now() - (asked?.at ?? 0));
		expect(skips()).toHaveLength(1);
		expect(station.nowPlaying?.song.songId).toBe(song.songId);
	});

	test('is not sent a second time when its answer gets lost', async () => {
		app.radio.faults.add({ path: /backend\/skip/, closeSocket: true });
		const { text, message } = await skip();
		expect(text).toContain('### ⛔ The song was not skipped');
		expect(text).toContain('It is not known whether it was done.');
		expect(buttons(message)).toEqual([]);
		expect(skips()).toHaveLength(1);
		app.radio.faults.clear();
		// The order may have arrived: another one has to wait.
		expect((await app.run('dj', 'dj skip')).text).toContain('A song was skipped here a moment ago.');
	});

	test('says that the AutoDJ does not run', async () => {
		station.backendRunning = false;
		const { plain } = await skip();
		station.backendRunning = true;
		expect(plain).toContain('says that this part of Lanternlight FM is not running.');
		expect(plain).not.toContain('cURL');
	});

	test('names the right that the key lacks', async () => {
		const poor = await startTestApp({ stations: (radio) => [{ keys: { station: radio.keys.limited } }] });
		const { text, isPrivate } = await poor.run('dj', 'dj skip');
		expect(isPrivate).toBe(true);
		expect(text).toContain('lacks the right **Manage Station Broadcasting**');
		// What certainly did not happen leaves the way free at once.
		expect((await poor.run('dj', 'dj skip')).text).toContain('lacks the right');
		await poor.close();
	});
});

describe('/dj skip while a DJ is live', () => {
	beforeEach(() => station.goLive('Hanne'));

	test('asks first, and skips on yes', async () => {
		const { text, isPrivate, message } = await app.run('dj', 'dj skip');
		expect(isPrivate).toBe(true);
		expect(text).toContain('## Skip while Hanne is live?\n**Hanne is live.**');
		const until = Math.round(app.clock.now() / 1000) + 60;
		expect(text).toContain(`-# ⏳ Open until <t:${until}:T> · only you can answer`);
		expect(skips()).toEqual([]);
		const answer = await press(message, 'Skip it');
		expect(answer.message.id).toBe(message.id);
		expect(skips()).toEqual([skipCall]);
	});

	test('lets it play on no', async () => {
		const { message } = await app.run('dj', 'dj skip');
		const answer = await app.click('dj', message, 'Let it play');
		expect(answer.text).toBe('### Not skipped\nThe song plays on.');
		await app.clock.advance(61_000);
		expect(textOf(app.discord.message(message.id) ?? message)).toContain('The song plays on.');
		expect(skips()).toEqual([]);
	});

	test('closes the question after a minute without an answer', async () => {
		const { message } = await app.run('dj', 'dj skip');
		const yes = customIdOf(message, 'Skip it');
		await app.clock.advance(59_999);
		expect(buttons(message)).toHaveLength(2);
		const closed = new Promise<void>((resolve) => {
			const stop = app.discord.onEvent((event) => {
				if (event.kind !== 'message-updated' || event.message.id !== message.id) return;
				stop();
				resolve();
			});
		});
		await app.clock.advance(1);
		await closed;
		expect(textOf(message)).toBe('### Not skipped\nNobody answered in time. The song plays on.');
		expect(yes).toMatch(/^dj skip:yes:/);
		expect(skips()).toEqual([]);
	});

	test('does nothing for a press that comes too late', async () => {
		const { message } = await app.run('dj', 'dj skip');
		const asked = structuredClone(message.components);
		const yes = customIdOf(message, 'Skip it');
		await app.restart();
		await app.clock.advance(60_000);
		// As it still stands on the screen of somebody whose line is slow.
		message.components = asked;
		const late = await app.press('dj', message, yes);
		expect(late.text).toContain('The question was open for 60 seconds and has closed. Nothing was done.');
		expect(skips()).toEqual([]);
	});

	test('takes one answer only, also from a quick finger', async () => {
		const { message } = await app.run('dj', 'dj skip');
		const yes = customIdOf(message, 'Skip it');
		const [, second] = await Promise.all([
			app.seeInTime(() => app.discord.press(app.as('dj'), message.id, yes)),
			app.press('dj', message, yes),
		]);
		expect(second.text).toContain('This question was answered already.');
		expect(second.message.id).not.toBe(message.id);
		expect(skips()).toEqual([skipCall]);
	});

	test('takes an answer only from who was asked', async () => {
		const { message } = await app.run('dj', 'dj skip');
		const yes = customIdOf(message, 'Skip it');
		// Nobody else sees the question, but its id can be copied into a message of somebody's own.
		const lure = await app.run('manager', 'dj skip');
		const planted = app.discord.message(lure.message.id);
		if (planted === undefined) throw new Error('The second question is gone');
		planted.components = structuredClone(message.components);
		const answer = await app.press('manager', planted, yes);
		expect(answer.text).toContain('Only the person who was asked can answer this.');
		expect(skips()).toEqual([]);
	});

	test('looks at the level again when the button is pressed', async () => {
		const { message } = await app.run('dj', 'dj skip');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, []);
		const answer = await app.click('dj', message, 'Skip it');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, [roles.dj]);
		expect(answer.text).toContain('Only DJs and above can do this on Lanternlight FM.');
		expect(answer.isPrivate).toBe(true);
		expect(skips()).toEqual([]);
	});
});

describe('/dj skip of a song that somebody asked for', () => {
	test('asks first, and names who asked', async () => {
		station.addSong({ title: 'Dear To Me', artist: 'Sentimental' });
		await app.run('listener', 'request', { song: 'Dear To Me' });
		await app.clock.advance(180_000);
		skipUntil(station, 'Dear To Me');
		app.calls();
		const { text, message } = await app.run('dj', 'dj skip');
		expect(text).toContain(`## Skip Dear To Me?\n**<@${app.as('listener').userId}> asked for this song.**`);
		expect(message.pinged).toEqual([]);
		const answer = await press(message, 'Skip it');
		expect(answer.text).toContain('Sentimental – Dear To Me was skipped.');
		expect(skips()).toEqual([skipCall]);
	});
});
