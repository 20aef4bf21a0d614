import { afterEach, describe, expect, test } from 'vitest';
import { Permission } from '#demo/discord/permissions.ts';
import { buttons, textOf } from '#demo/discord/read-message.ts';
import { channels, startTestApp, type TestApp } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';

let app: TestApp;
/** Who may be called is known only when the people are there. */
const mayPing: string[] = [];
afterEach(() => app.close());

const start = async (station: { channels?: Record<string, string> }) => {
	mayPing.splice(0);
	app = await startTestApp({ live: true, stations: [station], mayPing });
	mayPing.push(app.as('listener').userId, app.as('german').userId);
	await app.clock.advance(3_000);
};
const station = () => app.radio.station('lanternlight');
const wish = async (title: string, person: 'listener' | 'german' = 'listener') => {
	const song = station().addSong({ title, artist: 'Wished For' });
	await app.clock.advance(61_000);
	const asked = await app.run(person, 'request', { song: title });
	return { song, asked };
};
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
const untilTrue = async (holds: () => boolean, seconds = 30) => {
	for (let second = 0; second < seconds && !holds(); second++) {
		await app.clock.advance(1_000);
		await pause();
	}
	expect(holds()).toBe(true);
};
const inChannel = () =>
	app.discord.messages(channels.requests).filter((message) => textOf(message).includes('Your song is on'));
/** What somebody was sent in direct messages. */
const direct = () => {
	const opened = app.discord.requests.filter(({ path }) => path === '/users/@me/channels');
	const ids = new Set(
		opened.flatMap(({ response }) =>
			typeof response === 'object' && response !== null && 'id' in response ? [String(response.id)] : [],
		),
	);
	return [...ids].flatMap((id) => app.discord.messages(id));
};
const answer = (id: string) => textOf(app.discord.message(id)!);

describe('a request comes back', () => {
	test('to the answer of the person who made it, without calling anybody', async () => {
		await start({ channels: { requests: channels.requests } });
		const { song, asked } = await wish('Plain Wish');
		station().playout.playNow(song);
		await untilTrue(() => answer(asked.message.id).includes('Your song is on'));
		expect(answer(asked.message.id)).toContain('## Plain Wish');
		await app.clock.advance(10_000);
		expect(inChannel()).toEqual([]);
		expect(direct()).toEqual([]);
	});

	test('says when the song is in the queue, as the station key sees it', async () => {
		await start({});
		const { asked } = await wish('Queued Wish');
		app.calls();
		// AzuraCast waits up to twice its delay of a minute before a request may go into the queue.
		await app.clock.advance(125_000);
		station().skip();
		await untilTrue(
			() => answer(asked.message.id).includes('Your song is in the queue · Lanternlight FM'),
			130,
		);
		expect(answer(asked.message.id)).toMatch(/## Queued Wish[^]*Expect it at about <t:\d+:t>\./);
		const looks = app.calls().filter((call) => call.includes('/queue'));
		expect(looks.length).toBeGreaterThan(0);
		for (const look of looks) expect(look).toMatch(/^GET .*lanternlight\/queue.* \(station\)$/);
	});

	test('calls who pressed the button, in the request channel, that person alone, once', async () => {
		await start({ channels: { requests: channels.requests } });
		const { song, asked } = await wish('Told Wish');
		const told = await app.click('listener', asked.message, 'Tell me when it is on');
		expect(buttons(told.message).map(({ label, disabled }) => [label, disabled])[0]).toEqual([
			'You will be told',
			true,
		]);
		station().playout.playNow(song);
		await untilTrue(() => inChannel().length === 1);
		expect(inChannel()[0]?.pinged).toEqual([app.as('listener').userId]);
		putOnAir(station(), { title: 'Another' });
		await app.clock.advance(5_000);
		station().playout.playNow(song);
		await app.clock.advance(10_000);
		await pause();
		expect(inChannel()).toHaveLength(1);
		expect(direct()).toEqual([]);
	});

	test('calls after a restart too, and after more than a quarter of an hour', async () => {
		await start({ channels: { requests: channels.requests } });
		const { song, asked } = await wish('Late Wish');
		await app.click('listener', asked.message, 'Tell me when it is on');
		await app.restart();
		await app.clock.advance(20 * 60_000);
		station().playout.playNow(song);
		await untilTrue(() => inChannel().length === 1);
	});

	test('calls by direct message where the channel refuses, in the language of the person', async () => {
		await start({ channels: { requests: channels.requests } });
		app.discord.setBotPermissions(channels.requests, { deny: Permission.SendMessages });
		const { song, asked } = await wish('German Wish', 'german');
		await app.click('german', asked.message, 'Sag mir, wenn er läuft');
		station().playout.playNow(song);
		await untilTrue(() => direct().length === 1);
		expect(textOf(direct()[0]!)).toContain('Dein Song läuft · Lanternlight FM');
		await app.clock.advance(30_000);
		expect(direct()).toHaveLength(1);
	});

	test('says that it was not played when a DJ drops it, and gives the request back', async () => {
		await start({});
		const { asked } = await wish('Dropped Wish');
		expect(asked.text).toContain('4 requests left this hour');
		await app.click('listener', asked.message, 'Tell me when it is on');
		const question = await app.run('dj', 'dj clear-requests');
		await app.seeInTime(() => app.discord.press(app.as('dj'), question.message.id, yesOf(question.message)));
		await untilTrue(() => answer(asked.message.id).includes('Your request was not played'));
		await untilTrue(() => direct().length === 1);
		expect(textOf(direct()[0]!)).toContain('Dropped Wish is no longer in the queue of Lanternlight FM');
		const { asked: again } = await wish('Next Wish');
		expect(again.text).toContain('4 requests left this hour');
	});

	test('says so after two hours, once', async () => {
		await start({});
		const { asked } = await wish('Forgotten Wish');
		await app.click('listener', asked.message, 'Tell me when it is on');
		await app.clock.advance(2 * 3_600_000 + 120_000);
		await untilTrue(() => direct().length === 1);
		await app.clock.advance(600_000);
		await pause();
		expect(direct()).toHaveLength(1);
	});
});

function yesOf(message: Parameters<typeof buttons>[0]): string {
	const [yes] = buttons(message);
	if (yes === undefined || !('custom_id' in yes) || yes.custom_id === undefined)
		throw new Error('There is no question');
	return yes.custom_id;
}
