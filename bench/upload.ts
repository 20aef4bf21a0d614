import { setTimeout as pause } from 'node:timers/promises';
import { textOf } from '#demo/discord/read-message.ts';
import { type BotProcess, startBot } from './bot-process.ts';
import type { Finding } from './report.ts';
import { openStage, type Stage } from './stage.ts';

const megabyte = 1024 * 1024;
/** As much as AzuraCast's web server takes in one request, but for the form around it. */
const fileBytes = 50 * megabyte - 64 * 1024;
const mostGrowthMb = 32;
const idleMs = 5000;
const lookEveryMs = 20;
const patienceMs = 60_000;
const uploads = 3;

/** How much memory the bot takes while it passes a large file from Discord on to the radio server. */
export async function measureUpload(): Promise<Finding[]> {
	const stage = await openStage();
	try {
		stage.discord.setFileLimit(stage.listener.guildId, 100 * megabyte);
		const bot = await startBot('airdeck', stage);
		await stage.commandsRegistered();
		await pause(idleMs);
		const before = await bot.residentMb();
		const peaks: number[] = [];
		let longestMs = 0;
		for (let count = 0; count < uploads; count++) {
			const { peak, tookMs } = await uploadOnce(stage, bot, count);
			peaks.push(peak);
			longestMs = Math.max(longestMs, tookMs);
		}
		await bot.stop();
		const size = `${(fileBytes / megabyte).toFixed(0)} MB`;
		if (before === undefined)
			return [
				{ what: 'Memory of an upload', figure: 'skipped', how: 'Only Linux tells the resident memory.' },
			];
		const growth = Math.max(...peaks) - before;
		return [
			{
				what: `Memory of an upload of ${size}`,
				figure: `${growth.toFixed(1)} MB more than ${before.toFixed(1)} MB`,
				target: { text: `under ${mostGrowthMb} MB`, met: growth < mostGrowthMb },
				how:
					`Highest VmRSS of /proc/PID/status during /station upload of an MP3 of ${size}, looked at every ${lookEveryMs} ms, less the ` +
					`idle one, ${idleMs / 1000} s after the start; ${uploads} uploads, one after the other: ` +
					`${peaks.map((peak) => `${(peak - before).toFixed(1)} MB`).join(', ')}; the slowest took ${Math.round(longestMs)} ms.`,
			},
		];
	} finally {
		await stage.close();
	}
}

async function uploadOnce({ discord, listener }: Stage, bot: BotProcess, count: number) {
	const file = { name: `measured ${count}.mp3`, content: mp3(`Measured ${count}`) };
	const startedAt = performance.now();
	const answer = await discord.command(listener, 'station upload', { file }).answer();
	if (answer.kind !== 'message') throw new Error('The upload was not answered by a message');
	let peak = 0;
	// The answer is redrawn in place while the file is on its way.
	while (!textOf(answer.message).includes('Added')) {
		if (performance.now() - startedAt > patienceMs)
			throw new Error(`The file was never added:\n${textOf(answer.message)}`);
		await pause(lookEveryMs);
		peak = Math.max(peak, (await bot.residentMb()) ?? 0);
	}
	return { peak: Math.max(peak, (await bot.residentMb()) ?? 0), tookMs: performance.now() - startedAt };
}

/** Frames of 128 kbit/s up to the size, after a title and an artist. */
function mp3(title: string): Uint8Array {
	const tags = Buffer.concat([tag('TIT2', title), tag('TPE1', 'The Bench')]);
	const content = Buffer.alloc(fileBytes);
	content.write('ID3\u0003', 0, 'latin1');
	content.set([(tags.length >> 7) & 0x7f, tags.length & 0x7f], 8);
	tags.copy(content, 10);
	for (let at = 10 + tags.length; at + 4 < content.length; at += 417) content.set([0xff, 0xfb, 0x90, 0], at);
	return content;
}

function tag(id: string, text: string): Buffer {
	const body = Buffer.from(`\u0000${text}`, 'latin1');
	const head = Buffer.alloc(10);
	head.write(id, 0, 'latin1');
	head.writeUInt32BE(body.length, 4);
	return Buffer.concat([head, body]);
}
