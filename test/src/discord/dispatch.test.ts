import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Permission } from '#demo/discord/permissions.ts';
import { buttons, customIdOf, selects, textOf } from '#demo/discord/read-message.ts';
import { channels, guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;

beforeAll(async () => {
	app = await startTestApp({
		stations: (radio) => [
			{ name: 'Lanternlight FM' },
			{
				name: 'Tidewater Live',
				station: 'tidewater',
				keys: { station: radio.addKey({ user: 'tidewater', stations: { 2: ['administer all'] } }) },
				channels: { requests: channels.requests },
				// On this one nobody is a DJ but the administrators.
				roles: { dj: [roles.admin], manager: [], admin: [] },
			},
		],
	});
});
beforeEach(async () => {
	app.discord.faults.clear();
	await app.clock.advance(20_000);
	app.calls();
});
afterAll(() => app.close());

const tidewater = 'GET /api/nowplaying/tidewater (none)';
const lanternlight = 'GET /api/nowplaying/lanternlight (none)';

describe('which station is meant', () => {
	test('is asked privately when there are several, and then the command runs for everybody', async () => {
		const question = await app.run('listener', 'nowplaying');
		expect(question.isPrivate).toBe(true);
		expect(question.text).toBe('## Which station?\nChoose a station\nLanternlight FM\nTidewater Live');
		expect(app.calls()).toEqual([]);
		const [menu] = selects(question.message);
		const value = menu?.type === 3 ? menu.options.find(({ label }) => label === 'Tidewater Live')?.value : '';
		const answer = await app.choose('listener', question.message, value ?? '');
		expect(answer.isPrivate).toBe(false);
		expect(answer.text).toContain('On air · Tidewater Live');
		expect(app.calls()).toEqual([tidewater]);
	});

	test('is asked without forgetting the options, and privately answered where the command is private', async () => {
		const song = app.radio.station('tidewater').addSong({ title: 'Kept In Mind', artist: 'Memory' });
		const question = await app.run('listener', 'request', { song: 'Kept In Mind' });
		const [menu] = selects(question.message);
		const value = menu?.type === 3 ? (menu.options[1]?.value ?? '') : '';
		const answer = await app.choose('listener', question.message, value);
		expect(answer.isPrivate).toBe(true);
		expect(answer.message.id).toBe(question.message.id);
		expect(answer.text).toContain('✅ Requested · Tidewater Live\n## Kept In Mind');
		expect(app.calls().at(-1)).toBe(`POST /api/station/tidewater/request/${song.uniqueId} (tidewater)`);
	});

	test('is asked with long options as well, and answered after a restart', async () => {
		const text = 'x'.repeat(100);
		const question = await app.run('listener', 'search', { text });
		await app.restart();
		const [menu] = selects(question.message);
		const value = menu?.type === 3 ? (menu.options[0]?.value ?? '') : '';
		const answer = await app.choose('listener', question.message, value);
		expect(answer.text).toContain('Nothing on Lanternlight FM matches “xxx');
	});

	test('needs no question in a channel that belongs to one', async () => {
		const seen = await app.run('listener', 'nowplaying', {}, channels.requests);
		expect(seen.text).toContain('On air · Tidewater Live');
		expect(app.calls()).toEqual([tidewater]);
	});

	test.each(['Lanternlight FM', 'lanternlight', ' LANTERN ', 'ght fm'])(
		'is understood from “%s”',
		async (station) => {
			const seen = await app.run('listener', 'nowplaying', { station });
			expect(seen.text).toContain('On air · Lanternlight FM');
			expect(app.calls()).toEqual([lanternlight]);
		},
	);

	test('goes before the channel', async () => {
		const seen = await app.run('listener', 'nowplaying', { station: 'lanternlight' }, channels.requests);
		expect(seen.text).toContain('On air · Lanternlight FM');
	});

	test('is refused privately where the text names none', async () => {
		const seen = await app.run('listener', 'nowplaying', { station: '**Nowhere**' });
		expect(seen.isPrivate).toBe(true);
		expect(seen.text).toContain('There is no station “\\*\\*Nowhere\\*\\*” on this server.');
		expect(seen.text).toContain('Choose one from the list.');
		expect(app.calls()).toEqual([]);
	});

	test('is suggested by name, and only where the person may run the command', async () => {
		const all = await app.suggest('listener', 'nowplaying', { station: '' }, 'station');
		expect(all.map(({ name }) => name)).toEqual(['Lanternlight FM', 'Tidewater Live']);
		const some = await app.suggest('listener', 'nowplaying', { station: 'tide' }, 'station');
		expect(some.map(({ name }) => name)).toEqual(['Tidewater Live']);
		const seen = await app.run('listener', 'nowplaying', { station: String(some[0]?.value) });
		expect(seen.text).toContain('Tidewater Live');
		const forDjs = await app.suggest('dj', 'dj skip', { station: '' }, 'station');
		expect(forDjs.map(({ name }) => name)).toEqual(['Lanternlight FM']);
		expect(await app.suggest('listener', 'dj skip', { station: '' }, 'station')).toEqual([]);
	});

	test('decides which songs are suggested', async () => {
		app.radio.station('tidewater').addSong({ title: 'Unmistakable', artist: 'Tide' });
		const typed = { song: 'unmistak', station: 'tidewater' };
		expect(await app.suggest('listener', 'request', typed, 'song')).toHaveLength(1);
		expect(app.calls()).toEqual([
			'GET /api/station/tidewater/requests?rowCount=25&current=1&searchPhrase=unmistak (none)',
		]);
		const undecided = await app.suggest('listener', 'request', { song: 'unmistak' }, 'song');
		expect(undecided).toEqual([
			{ name: 'Choose the station first, or send this to search for “unmistak”', value: 'unmistak' },
		]);
		expect(app.calls()).toEqual([]);
	});

	test('does not exist on a server without any', async () => {
		const other = app.discord.addGuild({ name: 'Elsewhere', channels: [{ name: 'general' }] });
		const member = app.discord.addMember(other.id, { username: 'guest' });
		const by = { guildId: other.id, channelId: other.channelId('general'), userId: member.id };
		const seen = await app.see(app.discord.command(by, 'nowplaying'));
		expect(seen.isPrivate).toBe(true);
		expect(seen.text).toContain('### ⛔ No station is set up here yet\nThis server has no radio station.');
	});
});

describe('levels', () => {
	test('count for the station that is acted on', async () => {
		const seen = await app.run('dj', 'dj skip', { station: 'tidewater' });
		expect(seen.text).toContain('Only DJs and above can do this on Tidewater Live.');
		expect(app.calls()).toEqual([]);
	});

	test('are checked before the station is asked for', async () => {
		const seen = await app.run('listener', 'dj skip');
		expect(seen.text).toContain('Only DJs and above can do this.');
		expect(selects(seen.message)).toEqual([]);
	});

	test('are those of the moment: a role that was taken away counts no longer', async () => {
		app.discord.setMemberRoles(guildId, app.as('dj').userId, []);
		const seen = await app.run('dj', 'dj skip', { station: 'lanternlight' });
		app.discord.setMemberRoles(guildId, app.as('dj').userId, [roles.dj]);
		expect(seen.text).toContain('Only DJs and above can do this on Lanternlight FM.');
		expect(app.calls()).toEqual([]);
	});

	test('never shut out who may manage the server', async () => {
		const owner = app.discord.addMember(guildId, { username: 'olga', permissions: Permission.ManageGuild });
		const by = { ...app.as('listener'), userId: owner.id };
		const seen = await app.seeInTime(() => app.discord.command(by, 'dj skip', { station: 'tidewater' }));
		expect(seen.text).toContain('### ✅ Skipped');
	});
});

describe('an acknowledgement', () => {
	const skip = () => app.discord.command(app.as('admin'), 'dj skip', { station: 'tidewater' });
	const callback = { method: 'POST', path: /\/callback$/ };
	const quiet = () => new Promise((resolve) => setTimeout(resolve, 50));

	test('comes before any work, and fast', async () => {
		app.radio.faults.add({ path: /nowplaying/, delayMs: 60_000 });
		const act = app.discord.command(app.as('listener'), 'nowplaying', { station: 'lanternlight' });
		const { type, latencyMs, ephemeral } = await act.acknowledged();
		expect({ type, latencyMs, ephemeral }).toEqual({ type: 5, latencyMs: 0, ephemeral: false });
		await quiet();
		await app.clock.advance(60_000);
		expect((await app.see(act)).text).toContain('Lanternlight FM');
		app.radio.faults.clear();
	});

	test('that comes too late leaves everything undone', async () => {
		app.discord.faults.add({ ...callback, delayMs: 3_000 });
		const act = skip();
		await quiet();
		await app.clock.advance(3_000);
		await expect(act.answer()).rejects.toThrow('did not respond in time');
		await quiet();
		expect(app.calls()).toEqual([]);
	});

	test('that another process was quicker with leaves everything undone', async () => {
		const body = { message: 'Interaction has already been acknowledged.', code: 40060 };
		app.discord.faults.add({ ...callback, status: 400, body });
		skip();
		await quiet();
		expect(app.calls()).toEqual([]);
		const last = app.discord.requests.at(-1);
		expect(last?.status).toBe(400);
		expect(last?.path).toMatch(/callback$/);
	});

	test('that Discord refuses for another reason is logged, and nothing is done', async () => {
		app.discord.faults.add({ ...callback, status: 403, body: { message: 'Missing Access', code: 50001 } });
		skip();
		await quiet();
		expect(app.calls()).toEqual([]);
		expect(app.log()).toContain('An interaction could not be answered');
	});
});

describe('suggestions', () => {
	test('of a slow server are none rather than too late, and the answer serves the next keystroke', async () => {
		app.radio.faults.add({ path: /\/requests/, delayMs: 2_800, times: 1 });
		app.radio.station('lanternlight').addSong({ title: 'Slowcoach', artist: 'Snail' });
		const typed = { song: 'slowcoach', station: 'lanternlight' };
		const first = app.suggest('listener', 'request', typed, 'song');
		await expect.poll(() => app.calls()).toHaveLength(1);
		await app.clock.advance(2_400);
		expect(await first).toEqual([]);
		await app.clock.advance(400);
		await expect.poll(() => app.suggest('listener', 'request', typed, 'song')).toHaveLength(1);
		expect(app.calls()).toEqual([]);
	});
});

describe('a mistake of our own', () => {
	const refuse = { status: 400, body: { message: 'Invalid Form Body', code: 50035 } };

	test('is told to the person alone, with a reference that stands in the log', async () => {
		app.discord.faults.add({ method: 'PATCH', path: /^\/webhooks\//, ...refuse });
		const before = app.discord.messages(app.channelId).length;
		const seen = await app.run('german', 'nowplaying', { station: 'lanternlight' });
		expect(seen.isPrivate).toBe(true);
		expect(seen.text).toContain('Airdeck hat einen Fehler gemacht.');
		expect(app.discord.messages(app.channelId)).toHaveLength(before);
		const [, reference] = /Kennung (\w{4}-\d{4})/.exec(seen.text) ?? [];
		expect(app.log()).toMatch(new RegExp(`"level":50.*"reference":"${reference}".*"/nowplaying failed"`));
		expect(buttons(seen.message)).toEqual([]);
	});

	test('leaves the bot alive when even that cannot be told', async () => {
		app.discord.faults.add({ path: /^\/webhooks\//, times: Number.POSITIVE_INFINITY, ...refuse });
		app.discord.command(app.as('listener'), 'nowplaying', { station: 'lanternlight' });
		await expect.poll(() => app.log()).toContain('An interaction could not be answered');
		app.discord.faults.clear();
		expect((await app.run('listener', 'nowplaying', { station: 'lanternlight' })).text).toContain('On air');
	});
});

describe('“Try again”', () => {
	test('runs the command once more with its options, in place, after a restart as well', async () => {
		await app.restart();
		await app.radio.down();
		const failed = await app.run('listener', 'search', { text: 'lantern', station: 'lanternlight' });
		expect(failed.text).toContain('### ⛔ The songs were not searched');
		const still = await app.click('listener', failed.message, 'Try again');
		expect(still.text).toContain('### ⛔ The songs were not searched');
		await app.radio.up();
		await app.restart();
		const again = await app.click('listener', still.message, 'Try again');
		expect(again.message.id).toBe(failed.message.id);
		expect(again.text).toContain('## Songs with “lantern”');
	});

	test('checks the level once more', async () => {
		await app.restart();
		await app.radio.down();
		const failed = await app.run('dj', 'dj skip', { station: 'lanternlight' });
		await app.radio.up();
		const again = customIdOf(failed.message, 'Try again');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, []);
		const seen = await app.press('dj', failed.message, again);
		app.discord.setMemberRoles(guildId, app.as('dj').userId, [roles.dj]);
		expect(textOf(seen.message)).toContain('Only DJs and above can do this on Lanternlight FM.');
	});
});
