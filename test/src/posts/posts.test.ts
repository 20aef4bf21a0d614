import { afterEach, describe, expect, test } from 'vitest';
import { Permission } from '#demo/discord/permissions.ts';
import { buttons, customIdOf, textOf } from '#demo/discord/read-message.ts';
import { channels, guildId, startTestApp, type TestApp, type TestAppOptions } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';

let app: TestApp;
afterEach(() => app.close());

const start = async (options: TestAppOptions = {}) => {
	app = await startTestApp({
		live: true,
		stations: [{ channels: { nowPlaying: channels.nowPlaying, alerts: channels.alerts } }],
		...options,
	});
	return app;
};
const shown = (channelId = channels.nowPlaying) => app.discord.messages(channelId);
const cardText = () =>
	shown()
		.map((message) => textOf(message))
		.join('\n====\n');
const calls = (method: string, channelId = channels.nowPlaying) =>
	app.discord.requests.filter(
		(request) => request.method === method && request.path.startsWith(`/channels/${channelId}/`),
	);
/** Turns the clock second by second until it holds. */
const untilTrue = async (holds: () => boolean, seconds = 60) => {
	for (let second = 0; second < seconds && !holds(); second++) {
		await app.clock.advance(1_000);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	expect(holds(), cardText()).toBe(true);
};
const play = (title: string, artist = 'Somebody') =>
	putOnAir(app.radio.station('lanternlight'), { title, artist });

describe('the card of a station', () => {
	test('is there by itself, and changes with the song: one edit, and no read of the radio server', async () => {
		await start();
		await untilTrue(() => shown().length === 1);
		expect(cardText()).toContain('On air · Lanternlight FM');
		await app.clock.advance(20_000);
		app.calls();
		const edits = calls('PATCH').length;
		play('Fresh Song', 'The Newcomers');
		await untilTrue(() => cardText().includes('Fresh Song'));
		expect(calls('PATCH').length - edits).toBe(1);
		expect(app.calls().filter((call) => call.includes('nowplaying'))).toEqual([]);
		expect(shown()).toHaveLength(1);
		expect(buttons(shown()[0]!).map(({ label }) => label)).toEqual([
			'Like',
			'Request a song',
			'Vote to skip',
			'Up next',
			'Listen',
		]);
	});

	test('shows what people like, a few seconds later, and takes it back', async () => {
		await start();
		await untilTrue(() => shown().length === 1);
		play('Long Song', 'The Slow Ones');
		await untilTrue(() => cardText().includes('Long Song'));
		const [message] = shown();
		const liked = await app.click('listener', message!, 'Like');
		expect(liked.text).toContain('You like Long Song.\n-# 1 person here likes it.');
		expect(liked.isPrivate).toBe(true);
		await untilTrue(() => buttons(shown()[0]!).some(({ label }) => label === 'Like · 1'));
		await app.click('listener', shown()[0]!, 'Like · 1');
		await untilTrue(() => buttons(shown()[0]!).some(({ label }) => label === 'Like'));
	});

	test('a vote that everybody mashes at once skips one song, once, with the station key', async () => {
		await start();
		app.radio.station('lanternlight').setListeners(9);
		await untilTrue(() => shown().length === 1);
		play('Long Song', 'The Slow Ones');
		await untilTrue(() => cardText().includes('Long Song'));
		await app.clock.advance(6_000);
		const crowd = Array.from({ length: 12 }, (_, n) =>
			app.discord.addMember(guildId, { username: `fan${n}` }),
		);
		const [message] = shown();
		const vote = customIdOf(message!, 'Vote to skip');
		const first = await app.press('listener', message!, vote);
		expect(first.text).toContain('Your vote counts: 1 of 3.');
		expect((await app.press('listener', message!, vote)).text).toContain('You have voted already: 1 of 3.');
		expect((await app.click('listener', first.message, 'Take it back')).text).toContain('0 of 3');
		app.calls();
		const acts = [...crowd, ...crowd].map(({ id }) =>
			app.discord.press({ guildId, channelId: channels.nowPlaying, userId: id }, message!.id, vote),
		);
		await Promise.all(acts.map((act) => act.acknowledged()));
		const answers = Promise.all(acts.map(async (act) => (await app.see(act)).text));
		await untilTrue(() => !cardText().includes('## Long Song'));
		for (let second = 0; second < 15; second++) {
			await app.clock.advance(1_000);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		const texts = await answers;
		expect(texts.filter((text) => text.includes('Skipped by vote'))).toHaveLength(1);
		expect(app.calls().filter((call) => call.includes('/skip'))).toEqual([
			'POST /api/station/lanternlight/backend/skip (station)',
		]);
		expect(cardText()).toContain('Long Song was skipped by vote.');
		expect(app.log()).toContain('Audit');
	});

	test('a vote that the station does not carry out keeps its votes, and says so on the card', async () => {
		await start();
		app.radio.station('lanternlight').setListeners(2);
		await untilTrue(() => shown().length === 1);
		play('Stays On');
		await untilTrue(() => cardText().includes('Stays On'));
		app.radio.faults.add({ path: /skip$/, status: 500, times: 9 });
		await app.click('listener', shown()[0]!, 'Vote to skip');
		const { message, text } = await app.press('dj', shown()[0]!, customIdOf(shown()[0]!, 'Vote to skip'));
		expect(text).toContain('The song was not skipped');
		expect(text).not.toContain('was not fetched');
		const { text: audit } = await app.run('admin', 'audit');
		expect(audit).toContain('The song was not skipped');
		expect(message.ephemeralFor).toBeDefined();
		await untilTrue(() =>
			buttons(shown()[0]!).some(({ label, disabled }) => label === 'Skip failed' && disabled === true),
		);
		play('Next One');
		await untilTrue(() => buttons(shown()[0]!).some(({ label }) => label === 'Vote to skip'));
	});

	test('is not there twice after a restart, and is brought up to date', async () => {
		await start();
		await untilTrue(() => shown().length === 1);
		const [before] = shown();
		await app.stopBot();
		play('While Away', 'The Others');
		await app.restart();
		await untilTrue(() => cardText().includes('While Away'));
		expect(shown().map(({ id }) => id)).toEqual([before!.id]);
		expect(calls('POST')).toHaveLength(1);
	});

	test('deleted three times it is paused and said once; a manager posts it again', async () => {
		await start();
		await untilTrue(() => shown().length === 1);
		for (let count = 0; count < 3; count++) {
			app.discord.deleteMessage(channels.nowPlaying, shown()[0]!.id);
			await app.clock.advance(6_000);
			play(`Song ${count}`);
			if (count < 2) await untilTrue(() => cardText().includes(`Song ${count}`));
		}
		const alerts = () => shown(channels.alerts).filter((message) => textOf(message).includes('is paused'));
		await untilTrue(() => alerts().length === 1);
		expect(textOf(alerts()[0]!)).toContain('Its message was deleted three times.');
		play('Unseen');
		await app.clock.advance(10_000);
		expect(shown()).toEqual([]);
		expect((await app.run('manager', 'post list')).text).toContain('· paused');
		expect((await app.click('listener', alerts()[0]!, 'Post again')).text).toContain('Only managers');
		const { text } = await app.click('manager', alerts()[0]!, 'Post again');
		expect(text).toContain('✅ Posted again');
		expect(cardText()).toContain('Unseen');
		expect(alerts()).toHaveLength(1);
	});

	test('a lost right pauses it, by the name of the right, and Discord is not asked again', async () => {
		await start();
		await untilTrue(() => shown().length === 1);
		app.discord.setBotPermissions(channels.nowPlaying, { deny: Permission.ViewChannel });
		await app.clock.advance(6_000);
		play('Not Shown');
		await untilTrue(() =>
			shown(channels.alerts).some((message) => textOf(message).includes('lacks the right **View Channel**')),
		);
		const asked = calls('PATCH').length;
		play('Not Shown Either');
		await app.clock.advance(20_000);
		expect(calls('PATCH')).toHaveLength(asked);
	});

	test('Discord in trouble: no second card, and the newest song in the end', async () => {
		await start();
		await untilTrue(() => shown().length === 1);
		await app.clock.advance(6_000);
		app.discord.faults.add({ method: 'PATCH', path: /messages/, status: 503, times: 3 });
		app.discord.faults.add({
			method: 'PATCH',
			path: /messages/,
			status: 429,
			headers: { 'retry-after': '3' },
		});
		play('Lost');
		await untilTrue(() => calls('PATCH').length > 0);
		play('Newest');
		await untilTrue(() => cardText().includes('Newest'));
		expect(shown()).toHaveLength(1);
		expect(cardText()).not.toContain('Lost\n**Somebody**');
	});

	test('rests for ten seconds when the station goes off the air, and wakes up by itself', async () => {
		await start();
		const station = app.radio.station('lanternlight');
		await untilTrue(() => shown().length === 1);
		station.backendRunning = false;
		await untilTrue(() => cardText().includes('Nothing is playing'), 180);
		expect(cardText()).toContain('Off air since');
		station.backendRunning = true;
		await untilTrue(() => cardText().includes('On air'), 180);
		expect(shown()).toHaveLength(1);
	});

	test('of one station in two Discord servers is two cards, each in the language of its server', async () => {
		const other = '100000000000000002';
		const channelId = '300000000000000077';
		app = await startTestApp({
			live: true,
			prepare: (discord) => {
				discord.addGuild({
					id: other,
					name: 'Zweiter',
					locale: 'de',
					channels: [{ id: channelId, name: 'radio' }],
				});
			},
			stations: [
				{ channels: { nowPlaying: channels.nowPlaying } },
				{ guildId: other, channels: { nowPlaying: channelId }, keys: {} },
			],
		});
		await untilTrue(() => shown().length === 1 && shown(channelId).length === 1);
		await app.clock.advance(6_000);
		app.calls();
		play('Everywhere');
		await untilTrue(() => cardText().includes('Everywhere'));
		await untilTrue(() => shown(channelId).some((message) => textOf(message).includes('Everywhere')));
		expect(textOf(shown(channelId)[0]!)).toContain('Auf Sendung');
		expect(app.calls().filter((call) => call.includes('nowplaying'))).toEqual([]);
		// Without a station key nobody there can skip.
		expect(buttons(shown(channelId)[0]!).map(({ label }) => label)).not.toContain('Überspringen');
	});
});

describe('a card whose post is no more', () => {
	test('goes at the next start where Discord did not take it out at once, and no other card with it', async () => {
		await start();
		await untilTrue(() => shown().length === 1);
		const asked = await app.run('manager', 'post add', { kind: 'card', channel: channels.upload });
		await app.click('manager', asked.message, 'Post it');
		const cards = () => shown(channels.upload).length;
		await untilTrue(() => cards() === 1);
		app.discord.faults.add({ method: 'DELETE', path: /messages/, status: 500, times: 100 });
		const [found] = await app.suggest('manager', 'post remove', { post: 'upload' }, 'post');
		const question = await app.run('manager', 'post remove', { post: found!.value });
		const removed = await app.seeInTime(() =>
			app.discord.press(
				app.as('manager'),
				question.message.id,
				customIdOf(question.message, 'Remove the post'),
			),
		);
		expect(removed.text).toContain('The post is removed');
		expect(cards()).toBe(1);
		app.discord.faults.clear();
		await app.restart();
		await untilTrue(() => cards() === 0);
		await app.restart();
		await app.clock.advance(30_000);
		expect([shown().length, cards()]).toEqual([1, 0]);
	});
});

describe('a scheduled post', () => {
	test('tells at its times what is on, once each, and makes up for what was missed if it is to', async () => {
		await start({ stations: [{}] });
		await app.clock.advance(5_000);
		for (const missed of ['once', 'never']) {
			const channel = missed === 'once' ? channels.general : channels.upload;
			const options = { kind: 'scheduled', channel, times: '*/10 * * * *', missed };
			const asked = await app.run('manager', 'post add', options);
			await app.click('manager', asked.message, 'Post it');
		}
		const told = (channelId: string) =>
			shown(channelId).filter(({ interaction_metadata: asked }) => asked === undefined).length;
		await untilTrue(() => told(channels.general) === 1 && told(channels.upload) === 1, 600);
		await app.stopBot();
		await app.clock.advance(35 * 60_000);
		await app.restart();
		await untilTrue(() => told(channels.general) === 2);
		await app.clock.advance(30_000);
		expect(told(channels.general)).toBe(2);
		expect(told(channels.upload)).toBe(1);
	});
});

describe('a feed', () => {
	test('tells each song once, but no jingles, and nothing anew after a restart', async () => {
		await start({ stations: [{}] });
		await app.clock.advance(5_000);
		const asked = await app.run('manager', 'post add', { kind: 'feed', channel: channels.general });
		await app.click('manager', asked.message, 'Post it');
		const told = () =>
			shown(channels.general).filter((message) => message.interaction_metadata === undefined);
		play('One');
		await untilTrue(() => told().length === 1);
		putOnAir(app.radio.station('lanternlight'), { title: 'Station ID', artist: '', lengthSeconds: 9 });
		await app.clock.advance(3_000);
		play('Two');
		await untilTrue(() => told().length === 2);
		await app.restart();
		await app.clock.advance(30_000);
		expect(told().map((message) => /\*\*(\w+)\*\*/.exec(textOf(message))?.[1])).toEqual(['One', 'Two']);
	});
});
