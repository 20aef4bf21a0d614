import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { customIdOf, textOf } from '#demo/discord/read-message.ts';
import { guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';

const order = 'POST /api/station/lanternlight/queue/clear (station)';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp();
	station = app.radio.station('lanternlight');
});
beforeEach(async () => {
	app.radio.faults.clear();
	await app.clock.advance(61_000);
	putOnAir(station, { title: 'Long One', artist: 'Somebody', lengthSeconds: 3_600 });
	app.calls();
});
afterAll(() => app.close());

const orders = () => app.calls().filter((call) => call.startsWith('POST'));
const yes = (message: Parameters<typeof customIdOf>[0] & { id: string }) =>
	app.seeInTime(() => app.discord.press(app.as('dj'), message.id, customIdOf(message, 'Clear the queue')));

describe('/dj clear-queue', () => {
	test('is refused to a listener, without a call', async () => {
		const { text } = await app.run('listener', 'dj clear-queue');
		expect(text).toContain('Only DJs and above can do this on Lanternlight FM.');
		expect(app.calls()).toEqual([]);
	});

	test('asks with the number of songs, clears, and names what still plays', async () => {
		const sent = station.queue.filter((row) => row.sent);
		const waiting = station.queue.filter((row) => !row.sent);
		expect(sent).toHaveLength(1);
		const { text, plain, isPrivate, message } = await app.run('dj', 'dj clear-queue');
		expect(isPrivate).toBe(true);
		expect(text).toContain(
			`## Clear the queue?\n**${waiting.length} songs leave the queue.** The AutoDJ refills it.`,
		);
		expect(plain).toContain('Already with the player, and still to come: ');
		expect(plain).toContain(sent[0]?.song.title);
		expect(orders()).toEqual([]);
		const done = await yes(message);
		expect(done.text).toContain('### ✅ The queue is cleared');
		expect(done.plain).toContain(`${waiting.length} songs were taken out.`);
		expect(done.plain).toContain(sent[0]?.song.title);
		expect(orders()).toEqual([order]);
		expect(station.queue.filter((row) => waiting.includes(row))).toEqual([]);
	});

	test('keeps it on no, and when nobody answers', async () => {
		const before = [...station.queue];
		const first = await app.run('dj', 'dj clear-queue');
		expect((await app.click('dj', first.message, 'Keep the queue')).text).toBe(
			'### Not cleared\nThe queue is kept.',
		);
		const second = await app.run('dj', 'dj clear-queue');
		await app.clock.advance(60_000);
		await expect
			.poll(() => textOf(app.discord.message(second.message.id) ?? second.message))
			.toContain('### Not cleared\nNobody answered in time. The queue is kept.');
		expect(orders()).toEqual([]);
		expect(station.queue).toEqual(before);
	});

	test('says when there is nothing to clear', async () => {
		station.playout.clear();
		const { text } = await app.run('dj', 'dj clear-queue');
		expect(text).toContain('### ✅ Nothing to clear');
		expect(orders()).toEqual([]);
	});

	test('does not claim what the queue does not show', async () => {
		const { message } = await app.run('dj', 'dj clear-queue');
		app.radio.faults.add({ path: /queue\/clear/, body: '{"success":true,"message":"ok"}' });
		const { text } = await yes(message);
		expect(text).toContain('### ❔ Asked to clear, not confirmed');
		expect(text).toMatch(/\d s later \d of the songs are still in the queue\./);
		expect(orders()).toHaveLength(1);
	});

	test('is not sent twice when its answer gets lost', async () => {
		const { message } = await app.run('dj', 'dj clear-queue');
		app.radio.faults.add({ path: /queue\/clear/, closeSocket: true });
		const { text } = await yes(message);
		expect(text).toContain('### ⛔ The queue was not cleared');
		expect(text).toContain('It is not known whether it was done.');
		expect(orders()).toHaveLength(1);
	});

	test('takes the answer only from somebody who is still a DJ', async () => {
		const { message } = await app.run('dj', 'dj clear-queue');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, []);
		const { text } = await app.click('dj', message, 'Clear the queue');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, [roles.dj]);
		expect(text).toContain('Only DJs and above can do this');
		expect(orders()).toEqual([]);
	});

	test('names the right that the key lacks, and speaks German', async () => {
		const poor = await startTestApp({ stations: (radio) => [{ keys: { station: radio.keys.limited } }] });
		expect((await poor.run('dj', 'dj clear-queue')).text).toContain(
			'lacks the right **Manage Station Broadcasting**',
		);
		await poor.close();
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.dj]);
		const { text } = await app.run('german', 'dj clear-queue');
		app.discord.setMemberRoles(guildId, app.as('german').userId, []);
		expect(text).toContain('## Die Warteschlange leeren?');
	});
});
