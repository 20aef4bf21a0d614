import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { type BotProcess, startBot } from './bot-process.ts';
import { collectGarbage } from './collect-garbage.ts';
import { type Deed, type Done, everydayMix } from './everyday-mix.ts';
import { type Finding, milliseconds } from './report.ts';
import { openStage, type Stage } from './stage.ts';
import { median, percentile } from './statistics.ts';
import { steadyLoad } from './steady-load.ts';
import { copyCards, copyCommands } from './twin.ts';

const perSecond = 200;
/** Until what runs at every interaction is compiled: V8 does that beside the work, on the same two cores. */
const warmUpSeconds = 30;
/** Many short rounds: a bad minute of the machine falls on both bots alike. */
const rounds = 20;
const roundSeconds = 2;
/** Not measured: what rested for a while is slow at first. */
const leadInSeconds = 0.5;
/** What a round leaves behind (answers still being written) is not to weigh on the next one. */
const restMs = 300;
const mostRatio = 1.3;
/** Beyond this the loopback itself makes the bots wait. */
const mostBusy = 0.7;

interface Contestant {
	bot: BotProcess;
	deed: Deed;
	/** By round. */
	measured: Done[][];
	/** Processor time of the bot, in milliseconds, by round; empty where the system does not tell. */
	cpuMs: number[];
	/** How busy this process was, 0 to 1, by round. */
	busy: number[];
}

/**
 * Time to the acknowledgement at a steady load, in turns with a bare bot that does nothing else. `npm run bench` gives this
 * process a young generation that a round does not fill: the loopback takes in more from a bot that answers than from one that
 * only defers, so its own collections would fall into the rounds of the two unequally, and be most of the slowest hundredth.
 */
export async function measureAcknowledgement(): Promise<Finding[]> {
	const [ours, theirs] = [await openStage(), await openStage()];
	try {
		const airdeck = await startBot('airdeck', ours);
		await ours.commandsRegistered();
		const cards = await drawCards(ours);
		await copyCommands(ours, theirs);
		const bare = await startBot('bare bot', theirs);
		const contestants = [
			contestant(airdeck, everydayMix(ours, cards)),
			contestant(bare, everydayMix(theirs, await copyCards(cards, theirs))),
		] as const;
		for (const one of contestants) await steadyLoad(perSecond, warmUpSeconds, one.deed);
		for (let round = 0; round < rounds; round++) {
			// Who begins changes, so that neither always comes after the other.
			for (const one of round % 2 === 0 ? contestants : contestants.toReversed()) await play(one);
		}
		for (const { bot } of contestants) await bot.stop();
		return findings(...contestants);
	} finally {
		await ours.close();
		await theirs.close();
	}
}

/** The cards whose buttons are pressed: one of each command that has such a button. */
async function drawCards({ discord, listener }: Stage): Promise<LoopbackMessage[]> {
	const cards: LoopbackMessage[] = [];
	for (const name of ['nowplaying', 'stations']) {
		const answer = await discord.command(listener, name).answer();
		if (answer.kind !== 'message') throw new Error(`/${name} was not answered with a message`);
		cards.push(answer.message);
	}
	return cards;
}

function contestant(bot: BotProcess, deed: Deed): Contestant {
	return { bot, deed, measured: [], cpuMs: [], busy: [] };
}

async function play(one: Contestant): Promise<void> {
	collectGarbage('minor');
	await steadyLoad(perSecond, leadInSeconds, one.deed);
	const idle = performance.eventLoopUtilization();
	const cpuBefore = await one.bot.cpuMs();
	one.measured.push(await steadyLoad(perSecond, roundSeconds, one.deed));
	one.busy.push(performance.eventLoopUtilization(idle).utilization);
	await pause(restMs);
	const cpuAfter = await one.bot.cpuMs();
	if (cpuBefore !== undefined && cpuAfter !== undefined) one.cpuMs.push(cpuAfter - cpuBefore);
}

function findings(airdeck: Contestant, bare: Contestant): Finding[] {
	const perBot = rounds * perSecond * roundSeconds;
	const load =
		`${perSecond} a second (/nowplaying, /stations, /help, suggestions of /request, button "Refresh", in turn), ` +
		`${rounds} rounds of ${roundSeconds} s in turns, each after ${leadInSeconds} s that do not count, after ${warmUpSeconds} s to warm up, ${perBot} interactions each`;
	const of = (share: number, kind: Done['kind'] = 'acknowledged') =>
		[airdeck, bare].map(({ measured }) => percentile(times(measured.flat(), kind), share));
	const ratios = airdeck.measured.map((ours, round) => {
		const theirs = bare.measured[round] ?? [];
		return percentile(times(ours, 'acknowledged'), 0.99) / percentile(times(theirs, 'acknowledged'), 0.99);
	});
	const ratio = median(ratios);
	const [low, high] = [0.25, 0.75].map((share) => percentile(ratios, share).toFixed(2));
	const busy = Math.max(median(airdeck.busy), median(bare.busy));
	const pair = ([ours = 0, theirs = 0]: number[]) =>
		`${milliseconds(ours)} (bare bot ${milliseconds(theirs)})`;
	return [
		{
			what: 'Acknowledgement, p50',
			figure: pair(of(0.5)),
			ratio: (of(0.5)[0] ?? 0) / (of(0.5)[1] ?? 1),
			how: `Of commands and buttons, from the interaction's leaving the loopback to the acknowledgement's arrival there; ${load}.`,
		},
		{
			what: 'Acknowledgement, p99',
			figure: pair(of(0.99)),
			ratio,
			target: { text: `ratio at most ${mostRatio}`, met: ratio <= mostRatio },
			how:
				'As before; the times are over all rounds together. The ratio is the median of those of the rounds, ' +
				`of which the middle half lies between ${low} and ${high}.`,
		},
		{
			what: 'Suggestions while typing, p99',
			figure: pair(of(0.99, 'suggested')),
			ratio: (of(0.99, 'suggested')[0] ?? 0) / (of(0.99, 'suggested')[1] ?? 1),
			how: 'In the same rounds. They cannot be deferred: 25 songs are looked up, marked and sent, while the bare bot sends none.',
		},
		...cpuFinding(airdeck, bare, perSecond * roundSeconds),
		{
			what: 'Event loop of the bench itself',
			figure: `${Math.round(median(airdeck.busy) * 100)} % busy (bare bot's rounds ${Math.round(median(bare.busy) * 100)} %)`,
			target: { text: `under ${mostBusy * 100} %`, met: busy < mostBusy },
			how: 'Loopback, simulated AzuraCast and load share a process; if it is full, the figures above are its own. Median of the rounds.',
		},
	];
}

function times(all: readonly Done[], kind: Done['kind']): number[] {
	return all.filter((one) => one.kind === kind).map(({ ms }) => ms);
}

function cpuFinding(airdeck: Contestant, bare: Contestant, interactions: number): Finding[] {
	if (airdeck.cpuMs.length === 0 || bare.cpuMs.length === 0) return [];
	const [ours, theirs] = [median(airdeck.cpuMs) / interactions, median(bare.cpuMs) / interactions];
	return [
		{
			what: 'Processor time per interaction',
			figure: `${milliseconds(ours)} (bare bot ${milliseconds(theirs)})`,
			ratio: ours / theirs,
			how: 'User and system time of the process by /proc/PID/stat over the same rounds, answers included; median of the rounds.',
		},
	];
}
