import type { TestContext } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { channels } from '#test/support/app.ts';
import { untilFeedIs } from '#test/support/feed-state.ts';
import { putOnAir } from '#test/support/on-air.ts';
import { type Fault, mend, spoil } from './out-and-back.ts';
import { withChaos } from './setting.ts';

/** Of the request that opens the push. */
export const push = /^GET \/api\/live\//;
/** Those songs that begin while nothing can be heard or asked are lost, but for the last. */
const isOutage = (fault: Fault) => fault === 'down' || fault.after === undefined;

/** What a feed and a card tell of four songs, of which two begin while the push has this trouble. */
export async function tellSongs(fault: Fault, context: TestContext): Promise<void> {
	const { expect } = context;
	const chaos = await withChaos('azuracast', context, {
		live: true,
		// Time goes on faster than Discord's heartbeats.
		heartbeatMs: 300,
		extra: (far) => [{ ...far, channels: { nowPlaying: channels.nowPlaying } }],
	});
	const { app, run, press, pass } = chaos;
	const station = app.radio.station('lanternlight');
	const shown = (channel: string) => app.discord.messages(channel).map((message) => textOf(message));
	const told = () => shown(channels.requests).flatMap((text) => /Song \d/.exec(text)?.[0] ?? []);
	const card = () => shown(channels.nowPlaying).join('\n');
	const preview = await run('manager', 'post add', { kind: 'feed', channel: channels.requests });
	await press('manager', preview, 'Post it');
	await pass(2_000);
	await untilFeedIs(app, 'push');
	const play = async (number: number, ms: number) => {
		putOnAir(station, { title: `Song ${number}`, artist: 'Mara' });
		await pass(ms, 5_000);
	};
	await play(1, 8_000);
	await expect.poll(told).toEqual(['Song 1']);

	await spoil(chaos, fault);
	await play(2, 75_000);
	await play(3, 75_000);
	// While nothing comes the card does not claim to be of now, and is not taken away.
	expect(shown(channels.nowPlaying)).toHaveLength(1);
	if (!isOutage(fault)) await expect.poll(card).toContain('Song 3');
	await mend(chaos, fault);
	await pass(70_000, 5_000);
	await untilFeedIs(app, 'push');
	await play(4, 8_000);
	await expect.poll(() => told().at(-1), { timeout: 5_000 }).toBe('Song 4');
	await expect.poll(card, { timeout: 5_000 }).toContain('Song 4');
	const all = ['Song 1', 'Song 2', 'Song 3', 'Song 4'];
	expect(told()).toEqual(isOutage(fault) ? all.filter((song) => told().includes(song)) : all);
	expect(app.log()).not.toMatch(/"level":[56]0/);
}
