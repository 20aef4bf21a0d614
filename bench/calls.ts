import type { Choice } from '#demo/discord/loopback-discord.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { startBot } from './bot-process.ts';
import type { Finding } from './report.ts';
import { openStage, type Stage } from './stage.ts';

const commands = 100;
/** What the bot reads of a station counts as fresh for this long. */
const freshForMs = 15_000;
const letters = 12;

/** Without the connection of the push, which is made once and asks nothing. */
function callsSoFar(radio: Stage['radio']): number {
	return radio.requests.filter(({ path }) => !path.startsWith('/api/live/')).length;
}

/** How often the bot asks the radio server where it need not. */
export async function measureCalls(): Promise<Finding[]> {
	const stage = await openStage();
	try {
		const bot = await startBot('airdeck', stage);
		await stage.commandsRegistered();
		const findings = [await nowPlaying(stage), ...(await typing(stage))];
		await bot.stop();
		return findings;
	} finally {
		await stage.close();
	}
}

async function nowPlaying({ discord, radio, listener }: Stage): Promise<Finding> {
	const ask = async () => {
		const answer = await discord.command(listener, 'nowplaying').answer();
		if (answer.kind !== 'message' || !textOf(answer.message).includes('Lanternlight FM'))
			throw new Error('/nowplaying was not answered with what is on the air');
	};
	const startedAt = performance.now();
	await ask();
	const before = callsSoFar(radio);
	if (before === 0) throw new Error('/nowplaying was answered without ever asking the radio server');
	for (let count = 0; count < commands; count++) await ask();
	const tookMs = performance.now() - startedAt;
	if (tookMs >= freshForMs)
		throw new Error(
			`${commands} commands took ${Math.round(tookMs)} ms: too slow for the state to stay fresh`,
		);
	const calls = callsSoFar(radio) - before;
	return {
		what: `Calls for ${commands} × /nowplaying`,
		figure: String(calls),
		target: { text: '0', met: calls === 0 },
		how:
			`Calls that reached the simulated AzuraCast during ${commands} commands, one after the other, after a first one ` +
			`had read the state; the one connection of the push is not counted; all within ${(tookMs / 1000).toFixed(1)} s of it (fresh: ${freshForMs / 1000} s).`,
	};
}

async function typing({ discord, radio, listener }: Stage): Promise<Finding[]> {
	const { songs, playlists } = radio.station('lanternlight');
	const open = playlists.filter(({ isEnabled, includeInRequests }) => isEnabled && includeInRequests);
	const title = songs.find(
		(song) => song.title.length >= letters && open.some(({ id }) => song.playlists.includes(id)),
	)?.title;
	if (title === undefined) throw new Error(`No song that can be requested has a title of ${letters} letters`);
	const prefixes = Array.from({ length: letters }, (_, index) => title.slice(0, index + 1));
	const type = async () => {
		const calls: number[] = [];
		let offered: Choice[] = [];
		for (const song of prefixes) {
			const before = callsSoFar(radio);
			offered = await discord.autocomplete(listener, 'request', { song }, 'song');
			calls.push(callsSoFar(radio) - before);
		}
		if (!offered.some(({ name }) => name.includes(title)))
			throw new Error(`/request does not offer "${title}" to somebody who types "${prefixes.at(-1)}"`);
		return calls;
	};
	const first = await type();
	const again = await type();
	const most = Math.max(...first);
	const sum = (calls: number[]) => calls.reduce((total, count) => total + count, 0);
	return [
		{
			what: 'Calls per keystroke of /request',
			figure: `at most ${most} (${sum(first)} for ${letters} letters)`,
			target: { text: 'at most 1', met: most <= 1 },
			how: `The first ${letters} letters of a song's title, typed letter by letter, each waiting for its suggestions.`,
		},
		{
			what: 'Calls for the same letters again',
			figure: String(sum(again)),
			target: { text: '0', met: sum(again) === 0 },
			how: 'The same letters once more, right after; the last suggestions had to hold the song both times.',
		},
	];
}
