import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { startBot } from './bot-process.ts';
import { type Finding, milliseconds } from './report.ts';
import { spoiledHow, spoilRadios } from './spoil-radios.ts';
import { percentile } from './statistics.ts';
import { steadyLoad } from './steady-load.ts';
import { drawCards, flooders, type Struck, stormMix } from './storm-mix.ts';
import { openStormStage, type StormStage } from './storm-stage.ts';
import { WatchedCalls } from './watched-calls.ts';

const size = { radioServers: 10, guilds: 50, people: 60 } as const;
const perSecond = 500;
const seconds = 60;
const warmUp = { perSecond: 100, seconds: 10 } as const;
const mostAckMs = 50;
/** The longest that the bot may take to give a radio server up, and a little more. */
const lastAnswersMs = 30_000;
const lookEveryMs = 100;

/** How the bot stands under more than it will ever see, while its radio servers are in trouble. */
export async function measureStorm(): Promise<Finding[]> {
	const stage = await openStormStage(size);
	try {
		const bot = await startBot('airdeck', stage);
		await stage.commandsRegistered();
		const strike = stormMix(stage, await drawCards(stage));
		await steadyLoad(warmUp.perSecond, warmUp.seconds, strike);
		spoilRadios(stage.radios);
		const watched = new WatchedCalls();
		watched.take(stage.discord.requests);
		const looking = setInterval(() => watched.take(stage.discord.requests), lookEveryMs);
		const before = {
			calls: callsOf(stage),
			idle: performance.eventLoopUtilization(),
			cpuMs: await bot.cpuMs(),
		};
		const struck = await steadyLoad(perSecond, seconds, strike);
		const busy = performance.eventLoopUtilization(before.idle).utilization;
		const cpuMs = await bot.cpuMs();
		const calls = callsOf(stage) - before.calls;
		const unanswered = await countUnanswered(struck);
		clearInterval(looking);
		watched.take(stage.discord.requests);
		const residentMb = await bot.residentMb();
		await bot.stop();
		const cpu =
			cpuMs === undefined || before.cpuMs === undefined ? undefined : (cpuMs - before.cpuMs) / seconds / 10;
		return findings({ struck, unanswered, watched, calls, busy, cpu, residentMb });
	} finally {
		await stage.close();
	}
}

const callsOf = ({ radios }: StormStage) =>
	radios.reduce(
		(sum, { requests }) => sum + requests.filter(({ path }) => !path.startsWith('/api/live/')).length,
		0,
	);

/** Those that were never acknowledged, and those that are still thinking when every deadline is over. */
async function countUnanswered(struck: readonly Struck[]): Promise<number> {
	const until = performance.now() + lastAnswersMs;
	let open = struck.filter(({ ackMs }) => ackMs !== undefined).flatMap(({ act }) => act ?? []);
	const late = struck.length - struck.filter(({ ackMs }) => ackMs !== undefined).length;
	while (open.length > 0 && performance.now() < until) {
		open = open.filter((act) => !act.isAnswered());
		if (open.length > 0) await pause(lookEveryMs);
	}
	return late + open.length;
}

interface Storm {
	struck: readonly Struck[];
	unanswered: number;
	watched: WatchedCalls;
	/** That reached the radio servers. */
	calls: number;
	busy: number;
	/** Of a core, in percent. */
	cpu: number | undefined;
	residentMb: number | undefined;
}

function findings({ struck, unanswered, watched, calls, busy, cpu, residentMb }: Storm): Finding[] {
	const times = (kind: Struck['kind']) =>
		struck.flatMap((one) => (one.kind === kind && one.ackMs !== undefined ? [one.ackMs] : []));
	const acks = times('command');
	const p99 = percentile(acks, 0.99);
	const own = [...watched.ownFaults.values()].reduce((sum, one) => sum + one, 0);
	const others = [...watched.otherRefusals].map(([what, count]) => `${count} × ${what}`).join(', ');
	const load =
		`${perSecond} interactions a second for ${seconds} s (commands, suggestions, buttons) by ${size.guilds * size.people} people on ${size.guilds} Discord ` +
		`servers, ${flooders} of whom press faster than the bot lets them; ${calls} calls reached ${size.radioServers} radio servers, of which one in twenty is spoiled ` +
		`(${spoiledHow})`;
	return [
		{
			what: 'Storm: interactions that were not answered',
			figure: `${unanswered} of ${struck.length}`,
			target: { text: '0', met: unanswered === 0 },
			how: `${load}. Not acknowledged within 3 s, or still "thinking" ${lastAnswersMs / 1000} s after the last one.`,
		},
		{
			what: 'Storm: 10062 and 40060 from Discord',
			figure: String(own),
			target: { text: '0', met: own === 0 },
			how: `Refusals at the loopback in the same time, ${watched.seen} calls looked through. Other refusals: ${others || 'none'}.`,
		},
		{
			what: 'Storm: acknowledgement, p99',
			figure: `${milliseconds(p99)} (p50 ${milliseconds(percentile(acks, 0.5))}, longest ${milliseconds(percentile(acks, 1))})`,
			target: { text: `under ${mostAckMs} ms`, met: p99 < mostAckMs },
			how: 'Of commands and buttons, from their leaving the loopback to the acknowledgement there.',
		},
		{
			what: 'Storm: suggestions while typing, p99',
			figure: milliseconds(percentile(times('suggestions'), 0.99)),
			how: 'In the same time; they are their own acknowledgement.',
		},
		{
			what: 'Storm: processor and memory of the bot',
			figure: `${cpu === undefined ? '?' : cpu.toFixed(0)} % of a core, ${residentMb === undefined ? '?' : residentMb.toFixed(0)} MB`,
			how: `By /proc; the bench itself, with the loopback and the radio servers, was ${Math.round(busy * 100)} % busy.`,
		},
	];
}
