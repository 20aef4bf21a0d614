import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invitedBotPermissions, Permission } from '#demo/discord/permissions.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { channels, startTestApp, type TestApp } from '#test/support/app.ts';

const nowhere = '300000000000000099';
const silent = '300000000000000098';

describe('an announcement', () => {
	let app: TestApp;
	beforeAll(async () => {
		app = await startTestApp({
			guildLocale: 'de',
			stations: (radio) => [
				{ name: 'Open', channels: { requests: channels.requests } },
				{ name: 'Misconfigured', station: '1', channels: { requests: nowhere } },
				{
					name: 'Muted',
					station: 'tidewater',
					channels: { requests: silent },
					keys: { station: radio.addKey({ user: 'tidewater', stations: { 2: ['administer all'] } }) },
				},
			],
		});
		app.discord.addGuild({
			name: 'Muted server',
			channels: [
				{ id: silent, name: 'silent', botPermissions: invitedBotPermissions & ~Permission.SendMessages },
			],
		});
	});
	afterAll(() => app.close());

	const announcements = () =>
		app.discord.requests.filter(({ method, path }) => method === 'POST' && path.startsWith('/channels/'));

	test('goes out once, in the language of the server, with all mentions off', async () => {
		app.radio.station('lanternlight').addSong({ title: '@here Folks', artist: 'Shouter' });
		await app.run('listener', 'request', { song: '@here Folks', station: 'Open' });
		const told = app.discord.messages(channels.requests);
		expect(told.map((message) => textOf(message))).toEqual([
			`🙋 <@${app.as('listener').userId}> wünscht sich **\\@here Folks** · Shouter`,
		]);
		expect(told[0]?.pinged).toEqual([]);
		const [sent] = announcements();
		expect(sent?.body).toMatchObject({ enforce_nonce: true, allowed_mentions: { parse: [] } });
		expect(sent?.body).toHaveProperty('nonce', expect.stringMatching(/^r\w{1,24}$/));
	});

	test.each([
		['a channel that is not there', 'Misconfigured', 'lanternlight'],
		['a channel where the bot may not write', 'Muted', 'tidewater'],
	])('in %s is missed in the log only: the request stands', async (_where, station, shortName) => {
		await app.clock.advance(61_000);
		app.radio.station(shortName).addSong({ title: `For ${station}`, artist: station });
		const { text } = await app.run('dj', 'request', { song: `For ${station}`, station });
		expect(text).toContain(`✅ Requested · ${station}`);
		expect(app.log()).toContain('An announcement could not be sent');
		expect(app.radio.station(shortName).requests.all[0]?.song.title).toBe(`For ${station}`);
	});
});
