import { setTimeout as pause } from 'node:timers/promises';
import { startBot } from './bot-process.ts';
import { type Finding, milliseconds } from './report.ts';
import { median, percentile } from './statistics.ts';
import { steadyLoad } from './steady-load.ts';
import { WatchedCards } from './watched-cards.ts';
import { openWideStage } from './wide-stage.ts';

const size = { radioServers: 2, stations: 25, cards: 1 } as const;
const songs = 200;
/** In turn, so that each channel has its edits further apart than the five seconds that are kept for Discord's sake. */
const perSecond = 9;
const targetMs = 250;
const lastEditsMs = 3_000;
const startPatienceMs = 60_000;

/** How soon a card shows a new song of its station, and what is asked and sent for it. */
export async function measurePosts(): Promise<Finding[]> {
	const stage = await openWideStage(size);
	const watched = new WatchedCards(stage.discord);
	try {
		const bot = await startBot('airdeck', stage);
		await stage.settled(startPatienceMs);
		const count = () => ({
			discord: stage.discord.requests.length,
			radio: stage.radios.reduce((sum, { calls }) => sum + calls.length, 0),
			library: stage.radios.reduce((sum, { libraryCalls }) => sum + libraryCalls, 0),
		});
		const before = count();
		await steadyLoad(perSecond, songs / perSecond, async (turn) => {
			const station = stage.stations[turn % stage.stations.length];
			if (station !== undefined) watched.change(station);
		});
		await pause(lastEditsMs);
		const after = count();
		await bot.stop();
		if (watched.waiting > 0) throw new Error(`${watched.waiting} cards never showed their song`);
		const p99 = percentile(watched.delays, 0.99);
		const perSong = (after.discord - before.discord) / songs;
		const reads = after.radio - before.radio;
		return [
			{
				what: 'From a new song to the edit of its card, p99',
				figure: `${milliseconds(p99)} (median ${milliseconds(median(watched.delays))})`,
				target: { text: `under ${targetMs} ms`, met: p99 < targetMs },
				how:
					`${songs} songs of ${stage.stations.length} stations on ${size.radioServers} radio servers in turn, ${perSecond} a second, ` +
					'from right before the server writes it into its push to the edit at the loopback Discord; the bot is a process of its own.',
			},
			{
				what: 'Calls to the radio servers meanwhile',
				figure: String(reads),
				target: { text: '0', met: reads === 0 },
				how:
					'HTTP calls that reached the radio servers after the push was connected and every card stood, without ' +
					`${after.library - before.library} for lists of songs, which the bot reads some time after its start and seldom after that.`,
			},
			{
				what: 'Calls to Discord per new song',
				figure: perSong.toFixed(2),
				target: { text: '1', met: perSong === 1 },
				how: `Requests that reached the loopback Discord meanwhile and ${lastEditsMs / 1000} s after, of any kind, by ${songs} songs.`,
			},
		];
	} finally {
		watched.close();
		await stage.close();
	}
}
