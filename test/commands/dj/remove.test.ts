import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { customIdOf, selects } from '#demo/discord/read-message.ts';
import { guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp();
	station = app.radio.station('lanternlight');
});
beforeEach(async () => {
	app.radio.faults.clear();
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const removals = () => app.calls().filter((call) => call.startsWith('DELETE'));
const queued = (title: string, artist = 'Nobody') => {
	station.playout.putInFront(station.addSong({ title, artist }));
	return station.queue.find(({ song }) => song.title === title)!;
};
const yes = (message: Parameters<typeof customIdOf>[0] & { id: string }) =>
	app.seeInTime(() => app.discord.press(app.as('dj'), message.id, customIdOf(message, 'Remove it')));

describe('/dj remove', () => {
	test('is refused to a listener, without a call', async () => {
		const { text } = await app.run('listener', 'dj remove', { entry: '2' });
		expect(text).toContain('Only DJs and above can do this on Lanternlight FM.');
		expect(await app.suggest('listener', 'dj remove', { entry: '' }, 'entry')).toEqual([]);
		expect(app.calls()).toEqual([]);
	});

	test('offers what can be removed, with one read for a word', async () => {
		const row = queued('Typed Out');
		const all = await app.suggest('dj', 'dj remove', { entry: '' }, 'entry');
		expect(all).toHaveLength(station.queue.filter(({ sent }) => !sent).length);
		const some = await app.suggest('dj', 'dj remove', { entry: 'typed' }, 'entry');
		expect(some).toEqual([{ name: '2. Nobody – Typed Out', value: `id:${row.id}` }]);
		expect(app.calls().filter((call) => call.includes('queue'))).toEqual([
			'GET /api/station/lanternlight/queue?rowCount=50&current=1 (station)',
		]);
	});

	test('asks, removes with the station key, and looks whether it is gone', async () => {
		const row = queued('Chosen One');
		const { text, isPrivate, message } = await app.run('dj', 'dj remove', { entry: `id:${row.id}` });
		expect(isPrivate).toBe(true);
		expect(text).toContain('## Remove Chosen One?\n**Nobody – Chosen One leaves the queue.**');
		expect(removals()).toEqual([]);
		const { text: done } = await yes(message);
		expect(done).toContain('### ✅ Removed\nNobody – Chosen One is not in the queue any more.');
		const calls = app.calls();
		expect(calls).toContain(`DELETE /api/station/lanternlight/queue/${row.id} (station)`);
		expect(calls.at(-1)).toMatch(/^GET \/api\/station\/lanternlight\/queue\?/);
		expect(station.queue).not.toContain(row);
	});

	test('understands a place and words; keeps it on no', async () => {
		queued('By Place');
		const placed = await app.run('dj', 'dj remove', { entry: '2' });
		expect(placed.text).toContain('## Remove By Place?');
		const kept = await app.click('dj', placed.message, 'Keep it');
		expect(kept.text).toBe('### Not removed\nThe song stays in the queue.');
		expect((await app.run('dj', 'dj remove', { entry: 'nobody – by place' })).text).toContain(
			'## Remove By Place?',
		);
		expect((await app.run('dj', 'dj remove', { entry: '99' })).text).toContain(
			'Nothing in the queue of Lanternlight FM matches “99”.',
		);
		expect(removals()).toEqual([]);
	});

	test('asks which one if several fit', async () => {
		queued('Echo', 'Canyon');
		const second = queued('Echo Again', 'Canyon');
		const { text, message } = await app.run('dj', 'dj remove', { entry: 'canyon' });
		expect(text).toContain('## Which one?');
		const asked = await app.choose('dj', message, `id:${second.id}`);
		expect(asked.text).toContain('## Remove Echo Again?');
		expect(selects(message)).toHaveLength(1);
	});

	test('names who asked for it', async () => {
		station.addSong({ title: 'Dearly Wished', artist: 'Wisher' });
		await app.run('listener', 'request', { song: 'Dearly Wished' });
		await app.clock.advance(180_000);
		for (let skips = 0; skips < 9; skips++) {
			const row = station.queue.find(({ song }) => song.title === 'Dearly Wished');
			if (row !== undefined && !row.sent) break;
			station.skip();
		}
		const { text, message } = await app.run('dj', 'dj remove', { entry: 'dearly wished' });
		expect(text).toContain(`<@${app.as('listener').userId}> asked for it, and is not told.`);
		expect(message.pinged).toEqual([]);
	});

	test('refuses what the player has already, with the reason', async () => {
		const { text } = await app.run('dj', 'dj remove', { entry: '1' });
		expect(text).toContain('### ⚠️ Not removed');
		expect(text).toContain('is already with the player: it can be skipped when it is on, not removed.');
		expect(removals()).toEqual([]);
	});

	test('says when it is gone meanwhile', async () => {
		const row = queued('Fleeting');
		const { message } = await app.run('dj', 'dj remove', { entry: 'fleeting' });
		station.playout.remove(row.id);
		const { text } = await yes(message);
		expect(text).toContain('### ✅ Not in the queue any more');
		expect(removals()).toEqual([]);
	});

	test('does not claim what the queue does not show', async () => {
		const row = queued('Stubborn');
		const { message } = await app.run('dj', 'dj remove', { entry: 'stubborn' });
		app.radio.faults.add({ path: /queue\//, method: 'DELETE', body: '{"success":true,"message":"ok"}' });
		const { text } = await yes(message);
		expect(text).toContain('### ❔ Asked to remove, not confirmed');
		expect(text).toContain(' s later Nobody – Stubborn is still in the queue.');
		expect(removals()).toHaveLength(1);
		expect(station.queue).toContain(row);
	});

	test('believes the queue if the answer gets lost', async () => {
		const row = queued('Half Heard');
		const { message } = await app.run('dj', 'dj remove', { entry: 'half heard' });
		app.radio.faults.add({ path: /queue\//, method: 'DELETE', closeSocket: true });
		station.playout.remove(row.id);
		const lost = queued('Half Heard Too');
		const { text } = await yes(message);
		expect(text).toContain('### ✅ Not in the queue any more');
		const second = await app.run('dj', 'dj remove', { entry: `id:${lost.id}` });
		expect((await yes(second.message)).text).toContain('It is not known whether it was done.');
		expect(removals()).toHaveLength(1);
	});

	test('looks at the level again when the button is pressed', async () => {
		const row = queued('Guarded');
		const { message } = await app.run('dj', 'dj remove', { entry: 'guarded' });
		app.discord.setMemberRoles(guildId, app.as('dj').userId, []);
		const { text } = await app.click('dj', message, 'Remove it');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, [roles.dj]);
		expect(text).toContain('Only DJs and above can do this');
		expect(station.queue).toContain(row);
	});
});
