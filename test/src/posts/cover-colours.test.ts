import { afterEach, expect, test } from 'vitest';
import type { LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { channels, startTestApp, type TestApp, type TestAppOptions } from '#test/support/app.ts';

let app: TestApp;
afterEach(() => app.close());

const start = async (options: TestAppOptions = {}) => {
	app = await startTestApp({
		live: true,
		stations: [{ channels: { nowPlaying: channels.nowPlaying } }],
		...options,
	});
	await until(() => card() !== undefined);
};
const card = (): LoopbackMessage | undefined => app.discord.messages(channels.nowPlaying)[0];
const accentOf = (message: LoopbackMessage | undefined) => {
	const [container] = message?.components ?? [];
	return container !== undefined && 'accent_color' in container ? container.accent_color : undefined;
};
const until = async (holds: () => boolean, seconds = 60) => {
	for (let second = 0; second < seconds && !holds(); second++) {
		await app.clock.advance(1_000);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	expect(holds(), card() === undefined ? 'no card' : textOf(card()!)).toBe(true);
};
const station = () => app.radio.station('lanternlight');
/** The colour of the station, as a card without a song has it. */
const ownColour = async () => accentOf((await app.run('listener', 'listen')).message);
/** Calls for covers, each with the key that went along. */
const coverCalls = () => app.calls().filter((call) => call.includes('/art/'));

test("a card has its cover's colour, read without a key while the song before it played, once, and not when songs change", async () => {
	await start();
	for (const song of station().songs) song.hasArt = true;
	const own = accentOf(card());
	// It was not known when that song was first shown.
	expect(own).toBe(await ownColour());
	for (let songs = 0; songs < 5; songs += 1) {
		station().skip();
		const { title } = station().nowPlaying!.song;
		await until(() => textOf(card()!).includes(title));
	}
	expect(coverCalls()).toEqual([]);
	await app.clock.advance(80_000);
	let calls: string[] = [];
	await until(() => {
		calls = [...calls, ...coverCalls()];
		return calls.length > 0;
	});
	expect(calls.filter((call) => !call.endsWith('(none)'))).toEqual([]);
	expect(new Set(calls).size).toBe(calls.length);
	// The thread that looks at it works in real time; a song for each of its looks.
	let looks = 0;
	await until(() => {
		looks += 1;
		if (looks % 100 === 0) station().skip();
		return accentOf(card()) !== own;
	}, 1_000);
	const { isPrivate, message } = await app.run('listener', 'nowplaying');
	expect([isPrivate, accentOf(message)]).toEqual([false, accentOf(card())]);
});

test('where nobody keeps a card, no cover is read', async () => {
	app = await startTestApp({ live: true, stations: [{}] });
	await app.clock.advance(20_000);
	await app.run('listener', 'nowplaying');
	station().skip();
	await app.clock.advance(20_000);
	await app.run('listener', 'nowplaying');
	expect(coverCalls()).toEqual([]);
});

test('what comes in the place of a cover leaves the card in the colour of the station', async () => {
	await start();
	app.radio.faults.add({ path: /\/art\//, status: 200, html: '<html>no cover</html>', times: 100 });
	for (let turn = 0; turn < 3; turn += 1) {
		station().skip();
		const { title } = station().nowPlaying!.song;
		await until(() => textOf(card()!).includes(title));
		await app.clock.advance(80_000);
	}
	expect(coverCalls().length).toBeGreaterThan(0);
	expect(accentOf(card())).toBe(await ownColour());
	expect(app.log()).not.toContain('no cover');
});
