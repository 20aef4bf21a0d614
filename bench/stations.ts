import { setTimeout as pause } from 'node:timers/promises';
import { type BotProcess, startBot } from './bot-process.ts';
import { type Finding, milliseconds } from './report.ts';
import { median, percentile } from './statistics.ts';
import { steadyLoad } from './steady-load.ts';
import { WatchedCards } from './watched-cards.ts';
import { openWideStage, type WideStage } from './wide-stage.ts';

const size = { radioServers: 50, stations: 20, cards: 2 } as const;
const songEverySeconds = 180;
const seconds = 75;
const lastEditsMs = 3_000;
const startPatienceMs = 120_000;
const lookEveryMs = 1_000;
const mostCpu = 0.25;
const mostResidentMb = 350;
const mostDelayMs = 2_000;

/** What a thousand stations cost, each shown by two cards. */
export async function measureStations(): Promise<Finding[]> {
	const stage = await openWideStage(size);
	const watched = new WatchedCards(stage.discord);
	try {
		const bot = await startBot('airdeck', stage);
		const startedAt = performance.now();
		await stage.settled(startPatienceMs);
		const standsMs = performance.now() - startedAt;
		const startCpuMs = await bot.cpuMs();
		const used = await run(stage, watched, bot);
		await bot.stop();
		if (watched.waiting > 0) throw new Error(`${watched.waiting} cards never showed their song`);
		const most = Math.max(...watched.delays);
		const stationCount = stage.stations.length;
		const load =
			`${stationCount} stations on ${size.radioServers} radio servers, each with ${size.cards} cards and a new song every ` +
			`${songEverySeconds / 60} minutes, together told of ${Math.round(used.toldPerSecond)} times a second; ${seconds} s after every card stood, which took ` +
			`${Math.round(standsMs / 1000)} s and ${startCpuMs === undefined ? 'an unknown number of' : (startCpuMs / 1000).toFixed(1)} s of processor time`;
		return [
			{
				...cpuFinding(used.cpu),
				how: `${load}; user and system time of /proc/PID/stat by the time that passed.`,
			},
			{
				...memoryFinding(used.residentMb),
				how: 'VmRSS of /proc/PID/status in the same time, looked at every second.',
			},
			{
				what: `Latest of ${watched.delays.length} edits of cards`,
				figure: `${milliseconds(most)} (median ${milliseconds(median(watched.delays))}, p99 ${milliseconds(percentile(watched.delays, 0.99))})`,
				target: { text: `under ${mostDelayMs / 1000} s`, met: most < mostDelayMs },
				how: 'From right before a radio server writes the new song into its push to the edit at the loopback Discord, in the same time.',
			},
			{
				what: 'Calls to the radio servers, and needless ones to Discord',
				figure: `${used.reads}, ${used.needless}`,
				target: { text: '0, 0', met: used.reads === 0 && used.needless === 0 },
				how: 'Calls over HTTP in the same time, but for lists of songs (which are empty here); and calls to Discord beyond one for each song and card.',
			},
		];
	} finally {
		watched.close();
		await stage.close();
	}
}

interface Used {
	/** Of one core; undefined where the system does not tell. */
	cpu: number | undefined;
	/** The most there was at any look. */
	residentMb: number | undefined;
	reads: number;
	needless: number;
	toldPerSecond: number;
}

async function run(
	{ stations, discord, radios }: WideStage,
	watched: WatchedCards,
	bot: BotProcess,
): Promise<Used> {
	const reads = () => radios.reduce((sum, { calls }) => sum + calls.length, 0);
	const told = () => radios.reduce((sum, radio) => sum + radio.told, 0);
	const before = {
		cpuMs: await bot.cpuMs(),
		at: performance.now(),
		reads: reads(),
		told: told(),
		requests: discord.requests.length,
	};
	const resident: number[] = [];
	const looking = setInterval(() => {
		void bot.residentMb().then((mb) => {
			if (mb !== undefined) resident.push(mb);
		});
	}, lookEveryMs);
	await steadyLoad(stations.length / songEverySeconds, seconds, async (turn) => {
		const station = stations[turn % stations.length];
		if (station !== undefined) watched.change(station);
	});
	const [cpuMs, at] = [await bot.cpuMs(), performance.now()];
	const toldPerSecond = ((told() - before.told) * 1000) / (at - before.at);
	await pause(lastEditsMs);
	clearInterval(looking);
	return {
		cpu:
			cpuMs === undefined || before.cpuMs === undefined
				? undefined
				: (cpuMs - before.cpuMs) / (at - before.at),
		residentMb: resident.length === 0 ? undefined : Math.max(...resident),
		reads: reads() - before.reads,
		needless: discord.requests.length - before.requests - watched.delays.length,
		toldPerSecond,
	};
}

const onlyLinux = 'skipped: only Linux tells it';

function cpuFinding(cpu: number | undefined): Omit<Finding, 'how'> {
	const what = 'Processor time with 1,000 stations';
	if (cpu === undefined) return { what, figure: onlyLinux };
	return {
		what,
		figure: `${(cpu * 100).toFixed(1)} % of a core`,
		target: { text: `under ${mostCpu * 100} %`, met: cpu < mostCpu },
	};
}

function memoryFinding(residentMb: number | undefined): Omit<Finding, 'how'> {
	const what = 'Resident memory with 1,000 stations, at most';
	if (residentMb === undefined) return { what, figure: onlyLinux };
	return {
		what,
		figure: `${residentMb.toFixed(1)} MB`,
		target: { text: `under ${mostResidentMb} MB`, met: residentMb < mostResidentMb },
	};
}
