import { setTimeout as pause } from 'node:timers/promises';
import { textOf } from '#demo/discord/read-message.ts';
import { type BotName, startBot } from './bot-process.ts';
import { type GuildsStage, guildSize, openGuildsStage } from './guilds-stage.ts';
import { type Finding, milliseconds } from './report.ts';

const guilds = 10_000;
/** As many as Discord recommends for that. */
const shards = 10;
/** Discord lets one of them introduce itself in five seconds. */
const startPatienceMs = 180_000;
const settleMs = 10_000;
const idleMs = 30_000;
const mostResidentMb = 400;

/** What 10,000 Discord servers cost one process that waits for somebody to use it. */
export async function measureGuilds(): Promise<Finding[]> {
	const stage = await openGuildsStage(guilds, shards);
	try {
		const ours = await measure('airdeck', stage);
		const theirs = await measure('bare bot', stage);
		const each =
			`${guildSize.roles} roles, ${guildSize.categories + guildSize.texts + guildSize.voices} channels, half of them with rights of their own, ` +
			`and ${guildSize.emojis} emojis`;
		const made = `${guilds.toLocaleString('en')} Discord servers with ${each}, on ${shards} shards in one process`;
		return [
			{
				what: `Resident memory with ${guilds.toLocaleString('en')} Discord servers`,
				figure: `${megabytes(ours.residentMb)} (bare bot ${megabytes(theirs.residentMb)})`,
				...(ours.residentMb !== undefined && {
					target: { text: `under ${mostResidentMb} MB`, met: ours.residentMb < mostResidentMb },
					...(theirs.residentMb !== undefined && { ratio: ours.residentMb / theirs.residentMb }),
				}),
				how: `${made}; VmRSS of /proc/PID/status, the most in ${idleMs / 1000} s that began ${settleMs / 1000} s after the start. Nothing is set up.`,
			},
			{
				what: 'The same: from the start to READY of all',
				figure: `${seconds(ours.startMs)} (bare bot ${seconds(theirs.startMs)})`,
				how: `One introduction in five seconds, as Discord allows bots of this size: ${(shards - 1) * 5} s of it are that.`,
			},
			{
				what: 'The same: processor time up to there',
				figure: `${seconds(ours.startCpuMs)} (bare bot ${seconds(theirs.startCpuMs)})`,
				how: 'User and system time of /proc/PID/stat.',
			},
			{
				what: 'The same: processor, idle',
				figure: `${percent(ours.idleCpu)} of a core (bare bot ${percent(theirs.idleCpu)})`,
				how: `Of /proc/PID/stat, over ${idleMs / 1000} s without interactions.`,
			},
			{
				what: 'The same: acknowledgement of a command',
				figure: ours.ackMs === undefined ? 'not tried' : milliseconds(ours.ackMs),
				how: 'Somebody who manages the last of these servers asks for /setup and gets its card.',
			},
		];
	} finally {
		await stage.close();
	}
}

interface Measured {
	startMs: number;
	startCpuMs: number | undefined;
	residentMb: number | undefined;
	/** Of a core. */
	idleCpu: number | undefined;
	ackMs: number | undefined;
}

async function measure(name: BotName, stage: GuildsStage): Promise<Measured> {
	const bot = await startBot(name, stage, { shards, patienceMs: startPatienceMs });
	const startCpuMs = await bot.cpuMs();
	if (name === 'airdeck') await stage.commandsRegistered();
	await pause(settleMs);
	const before = { cpuMs: await bot.cpuMs(), at: performance.now() };
	const resident: number[] = [];
	while (performance.now() - before.at < idleMs) {
		const mb = await bot.residentMb();
		if (mb !== undefined) resident.push(mb);
		await pause(1_000);
	}
	const cpuMs = await bot.cpuMs();
	const idleCpu =
		cpuMs === undefined || before.cpuMs === undefined
			? undefined
			: (cpuMs - before.cpuMs) / (performance.now() - before.at);
	const ackMs = name === 'airdeck' ? await useIt(stage) : undefined;
	await bot.stop();
	return {
		startMs: bot.startMs,
		startCpuMs,
		residentMb: resident.length === 0 ? undefined : Math.max(...resident),
		idleCpu,
		ackMs,
	};
}

async function useIt({ discord, manager }: GuildsStage): Promise<number> {
	const act = discord.command(manager, 'setup');
	const leftAt = performance.now();
	await act.acknowledged();
	const ackMs = performance.now() - leftAt;
	const answer = await act.answer();
	if (answer.kind !== 'message' || !textOf(answer.message).includes('Where is your radio server?'))
		throw new Error('/setup was not answered with its first step');
	return ackMs;
}

const seconds = (ms: number | undefined) => (ms === undefined ? '?' : `${(ms / 1000).toFixed(1)} s`);
const megabytes = (mb: number | undefined) => (mb === undefined ? '?' : `${mb.toFixed(0)} MB`);
const percent = (share: number | undefined) => (share === undefined ? '?' : `${(share * 100).toFixed(1)} %`);
