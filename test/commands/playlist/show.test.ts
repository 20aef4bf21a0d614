import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { buttons } from '#demo/discord/read-message.ts';
import { guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp();
	station = app.radio.station('lanternlight');
});
beforeEach(async () => {
	app.radio.faults.clear();
	await app.clock.advance(400_000);
	app.calls();
});
afterAll(() => app.close());

function named(name: string) {
	const found = station.playlists.find((playlist) => playlist.name === name);
	if (found === undefined) throw new Error(`There is no playlist ${name}`);
	return found;
}
const labels = (message: Parameters<typeof buttons>[0]) => buttons(message).map(({ label }) => label);

describe('/playlist show', () => {
	test('shows a playlist with its songs by its number, with the station key', async () => {
		const { id } = named('Late Evening');
		const [choice] = await app.suggest('listener', 'playlist show', { playlist: 'late' }, 'playlist');
		expect(choice).toEqual({ name: 'Late Evening · on', value: `id:${id}` });
		app.calls();
		const { text, isPrivate, message } = await app.run('listener', 'playlist show', {
			playlist: choice?.value ?? '',
		});
		expect(isPrivate).toBe(true);
		expect(app.calls()).toContain(
			`GET /api/station/lanternlight/files/list?rowCount=10&current=1&searchPhrase=playlist%3A${id} (station)`,
		);
		expect(text).toContain('## Late Evening · Lanternlight FM\n-# on · ');
		expect(text).toContain('-# in rotation, weight 3 · shuffled · takes requests');
		expect(text).toContain('The general rotation');
		expect(text).toMatch(/page 1 of \d+/);
		expect(labels(message)).toEqual(['Previous', 'Next']);
		const second = await app.click('listener', message, 'Next');
		expect(second.text).toMatch(/page 2 of \d+/);
	});

	test('tells the hours of a planned one, and that one is empty', async () => {
		expect((await app.run('listener', 'playlist show', { playlist: 'morning boats' })).text).toContain(
			'-# Planned for Mon, Tue, Wed, Thu, Fri 06:00–10:00, in the hours of the station',
		);
		station.addPlaylist({ name: 'Hollow', description: 'Nothing *yet*' });
		const { text } = await app.run('listener', 'playlist show', { playlist: 'Hollow' });
		station.playlists.pop();
		expect(text).toContain('Nothing \\*yet\\*');
		expect(text).toContain('There are no songs in it.');
	});

	test('asks for no songs of a stream from elsewhere', async () => {
		station.addPlaylist({ name: 'Relay', source: 'remote_url' });
		const { text } = await app.run('listener', 'playlist show', { playlist: 'Relay' });
		station.playlists.pop();
		expect(text).toContain('Its music comes from elsewhere; there are no songs to show.');
		expect(app.calls().filter((call) => call.includes('files/list'))).toEqual([]);
	});

	test('gives a DJ buttons that switch it', async () => {
		named('Winter Shelf').isEnabled = false;
		const { message } = await app.run('dj', 'playlist show', { playlist: 'Winter Shelf' });
		expect(labels(message)).toEqual(['Previous', 'Next', 'Switch on', 'Play only this']);
		app.calls();
		const { text } = await app.click('dj', message, 'Switch on');
		expect(text).toContain('### ✅ Winter Shelf is on');
		expect(named('Winter Shelf').isEnabled).toBe(true);
		expect(app.calls()).toContain(
			`PUT /api/station/lanternlight/playlist/${named('Winter Shelf').id} (station)`,
		);
		// The card is old: what the button says is set, whatever it is now.
		expect((await app.click('dj', message, 'Switch on')).text).toContain('was on already');
		named('Winter Shelf').isEnabled = false;
		app.discord.setMemberRoles(guildId, app.as('dj').userId, []);
		const refused = await app.click('dj', message, 'Switch on');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, [roles.dj]);
		expect(refused.text).toContain('Only DJs and above can do this');
	});

	test('says when there is no such playlist, or none any more', async () => {
		expect((await app.run('listener', 'playlist show', { playlist: 'no such' })).text).toContain(
			'No playlist of Lanternlight FM matches “no such”.',
		);
		const gone = station.addPlaylist({ name: 'Gone Soon' });
		for (let nth = 0; nth < 12; nth++)
			station.addSong({ title: `T${nth}`, artist: 'A', playlists: [gone.id] });
		const { message } = await app.run('listener', 'playlist show', { playlist: 'gone soon' });
		station.playlists.pop();
		const { text } = await app.click('listener', message, 'Next');
		expect(text).toContain('knows no such playlist any more.');
	});

	test('asks which one if several fit; speaks German', async () => {
		const { message } = await app.run('german', 'playlist show', { playlist: 'in' });
		const chosen = await app.choose('german', message, `id:${named('Jingles').id}`);
		expect(chosen.message.id).toBe(message.id);
		expect(chosen.text).toContain('alle 8 Songs · zufällig · nimmt keine Wünsche an');
	});
});
