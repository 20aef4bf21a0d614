import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { customIdOf } from '#demo/discord/read-message.ts';
import { channels, guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';

const order = 'POST /api/station/lanternlight/reports/requests/clear (station)';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp({ stations: [{ channels: { audit: channels.audit } }] });
	station = app.radio.station('lanternlight');
});
beforeEach(async () => {
	app.radio.faults.clear();
	station.requests.clearPending();
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const wish = (title: string) =>
	station.requests.add(station.addSong({ title, artist: 'Wished For' }), '192.0.2.7', app.clock.now(), 30);
const orders = () => app.calls().filter((call) => call.startsWith('POST'));
const yes = (message: Parameters<typeof customIdOf>[0] & { id: string }) =>
	app.seeInTime(() => app.discord.press(app.as('dj'), message.id, customIdOf(message, 'Drop the requests')));

describe('/dj clear-requests', () => {
	test('is refused to a listener, without a call', async () => {
		const { text } = await app.run('listener', 'dj clear-requests');
		expect(text).toContain('Only DJs and above can do this on Lanternlight FM.');
		expect(app.calls()).toEqual([]);
	});

	test('asks with the numbers, drops all with the station key, and notes it', async () => {
		wish('One');
		wish('Two');
		const { text, isPrivate, message } = await app.run('dj', 'dj clear-requests');
		expect(isPrivate).toBe(true);
		expect(text).toContain('## Drop all requests?\n**2 requests are dropped.** Nobody is told.');
		expect(orders()).toEqual([]);
		const done = await yes(message);
		expect(done.text).toContain('### ✅ 2 requests dropped');
		expect(orders()).toEqual([order]);
		expect(station.requests.all.filter(({ playedAt }) => playedAt === null)).toEqual([]);
		await expect.poll(() => app.sent()).toContain('dropped the requests (2) on **Lanternlight FM**');
	});

	test('counts the people if all are known here', async () => {
		station.addSong({ title: 'Known Wish', artist: 'Wisher' });
		await app.run('listener', 'request', { song: 'Known Wish' });
		const { text } = await app.run('dj', 'dj clear-requests');
		expect(text).toContain('**1 request of 1 person is dropped.** They are not told.');
	});

	test('keeps them on no, and says when there is none', async () => {
		expect((await app.run('dj', 'dj clear-requests')).text).toContain(
			'### ✅ No request waits\nNothing had to be done.',
		);
		wish('Kept');
		const { message } = await app.run('dj', 'dj clear-requests');
		expect((await app.click('dj', message, 'Keep them')).text).toBe(
			'### Not dropped\nThe requests are kept.',
		);
		expect(orders()).toEqual([]);
	});

	test('does not claim what the list does not show', async () => {
		wish('Immortal');
		const { message } = await app.run('dj', 'dj clear-requests');
		app.radio.faults.add({ path: /requests\/clear/, body: '{"success":true,"message":"ok"}' });
		const { text } = await yes(message);
		expect(text).toContain('### ❔ Asked to drop, not confirmed');
		expect(text).toContain('said that they were dropped, and 1 of them still waits.');
		expect(orders()).toHaveLength(1);
	});

	test('is not sent twice when its answer gets lost', async () => {
		wish('Lost');
		const { message } = await app.run('dj', 'dj clear-requests');
		app.radio.faults.add({ path: /requests\/clear/, closeSocket: true });
		const { text } = await yes(message);
		expect(text).toContain('### ⛔ The requests were not dropped');
		expect(text).toContain('It is not known whether it was done.');
		expect(orders()).toHaveLength(1);
	});

	test('takes the answer only from somebody who is still a DJ; speaks German', async () => {
		wish('Guarded');
		const { message } = await app.run('dj', 'dj clear-requests');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, []);
		const { text } = await app.click('dj', message, 'Drop the requests');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, [roles.dj]);
		expect(text).toContain('Only DJs and above can do this');
		expect(orders()).toEqual([]);
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.dj]);
		const german = await app.run('german', 'dj clear-requests');
		app.discord.setMemberRoles(guildId, app.as('german').userId, []);
		expect(german.text).toContain('**1 Wunsch wird verworfen.**');
	});
});
