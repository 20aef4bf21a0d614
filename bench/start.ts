import { setTimeout as pause } from 'node:timers/promises';
import type { Act } from '#demo/discord/loopback-discord.ts';
import { type BotName, type BotProcess, startBot } from './bot-process.ts';
import { type Finding, milliseconds } from './report.ts';
import { openStage, type Stage } from './stage.ts';
import { median } from './statistics.ts';
import { copyCommands } from './twin.ts';

const runs = 5;
const mostStartMs = 1500;
const idleMs = 5000;
const commands = 50;
const mostResidentMb = 120;

/** How long the bot takes to come on line, and how much memory it keeps, beside a bare bot. */
export async function measureStart(): Promise<Finding[]> {
	const ours: number[] = [];
	const theirs: number[] = [];
	for (let run = 0; run < runs; run++) {
		ours.push(await startOnce('airdeck'));
		theirs.push(await startOnce('bare bot'));
	}
	const [start, bareStart] = [median(ours), median(theirs)];
	return [
		{
			what: 'Start',
			figure: `${milliseconds(start)} (bare bot ${milliseconds(bareStart)})`,
			ratio: start / bareStart,
			target: { text: `under ${mostStartMs} ms`, met: start < mostStartMs },
			how:
				'From the start of the process to its line "Connected to Discord" (after READY and GUILD_CREATE), with an empty data ' +
				`folder; median of ${runs} runs: ${ours.map(milliseconds).join(', ')}.`,
		},
		...(await measureMemory()),
	];
}

async function startOnce(name: BotName): Promise<number> {
	const stage = await openStage();
	try {
		const bot = await startBot(name, stage);
		await bot.stop();
		return bot.startMs;
	} finally {
		await stage.close();
	}
}

async function measureMemory(): Promise<Finding[]> {
	const [ourStage, bareStage] = [await openStage(), await openStage()];
	try {
		const airdeck = await startBot('airdeck', ourStage);
		const bare = await startBot('bare bot', bareStage);
		await ourStage.commandsRegistered();
		await copyCommands(ourStage, bareStage);
		await pause(idleMs);
		const idle = await residentOf(airdeck, bare);
		await work(ourStage, (act) => act.answer());
		await work(bareStage, (act) => act.acknowledged());
		const worked = await residentOf(airdeck, bare);
		await airdeck.stop();
		await bare.stop();
		const made = 'VmRSS of /proc/PID/status with one server and one station';
		return [
			memoryFinding('Resident memory, idle', idle, `${made}, ${idleMs / 1000} s after the start.`),
			memoryFinding(
				`Resident memory after ${commands} commands`,
				worked,
				`${made}, right after ${commands} commands (/nowplaying, /queue, /help in turn), one after the other.`,
			),
		];
	} finally {
		await ourStage.close();
		await bareStage.close();
	}
}

async function work({ discord, listener }: Stage, done: (act: Act) => Promise<unknown>): Promise<void> {
	for (let count = 0; count < commands; count++) {
		const name = ['nowplaying', 'queue', 'help'][count % 3] ?? '';
		await done(discord.command(listener, name));
	}
}

interface Resident {
	ours: number | undefined;
	theirs: number | undefined;
}

async function residentOf(airdeck: BotProcess, bare: BotProcess): Promise<Resident> {
	return { ours: await airdeck.residentMb(), theirs: await bare.residentMb() };
}

function memoryFinding(what: string, { ours, theirs }: Resident, how: string): Finding {
	if (ours === undefined || theirs === undefined)
		return { what, figure: 'skipped', how: 'Only Linux tells the resident memory of another process.' };
	return {
		what,
		figure: `${ours.toFixed(1)} MB (bare bot ${theirs.toFixed(1)} MB)`,
		ratio: ours / theirs,
		target: { text: `under ${mostResidentMb} MB`, met: ours < mostResidentMb },
		how,
	};
}
