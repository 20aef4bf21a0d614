import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SimulatedAzuraCast, startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { textOf } from '#demo/discord/read-message.ts';

const main = path.join(import.meta.dirname, '../../../src/main.ts');
const channelId = '300000000000000006';

/** A process that is killed so many times in the middle of posting its card; each takes some two seconds. */
export function describeKilledPosts(kills: number): void {
	describe('a process that is killed while it posts', () => {
		let folder: string;
		let discord: LoopbackDiscord;
		let radio: SimulatedAzuraCast;
		let child: ChildProcess | undefined;

		beforeAll(async () => {
			folder = await mkdtemp(path.join(tmpdir(), 'airdeck-killed-'));
			discord = await startLoopbackDiscord();
			radio = await startSimulatedAzuraCast();
			const guild = discord.addGuild({ name: 'Home', channels: [{ id: channelId, name: 'radio' }] });
			const station = {
				guildId: guild.id,
				name: 'Lanternlight FM',
				backend: 'azuracast',
				url: radio.url,
				station: 'lanternlight',
				channels: { nowPlaying: channelId },
			};
			await writeFile(path.join(folder, 'stations.json'), JSON.stringify({ stations: [station] }));
		});
		afterAll(async () => {
			child?.kill('SIGKILL');
			await radio.close();
			await discord.close();
			await rm(folder, { recursive: true, force: true });
		});

		const writes = () =>
			discord.requests.filter(
				({ method, path: at }) => method !== 'GET' && at.startsWith(`/channels/${channelId}/messages`),
			).length;
		const writesOf = ({ exitCode }: ChildProcess) => {
			if (exitCode !== null) throw new Error(`The bot ended by itself with ${exitCode}`);
			return writes();
		};
		const start = () => {
			child = spawn(process.execPath, [main], {
				cwd: folder,
				stdio: 'ignore',
				env: {
					DATA_DIR: folder,
					HTTP_PORT: '0',
					STATIONS_FILE: path.join(folder, 'stations.json'),
					DISCORD_TOKEN: discord.token,
					DISCORD_API_URL: discord.apiUrl,
				},
			});
			return child;
		};

		test('leaves one card, however often', { timeout: 240_000 }, async () => {
			for (let kill = 0; kill < kills; kill++) {
				const path = /\/messages/;
				// Lost on the way; carried out, and the answer lost; carried out while nobody waits any more.
				if (kill % 3 === 0) discord.faults.add({ path, method: 'POST', closeSocket: true });
				if (kill % 3 === 1) discord.faults.add({ path, method: 'POST', closeSocket: true, afterwards: true });
				if (kill % 3 === 2) discord.faults.add({ path, delayMs: 40 });
				const before = writes();
				const running = start();
				await expect.poll(() => writesOf(running), { timeout: 20_000, interval: 1 }).toBeGreaterThan(before);
				const gone = once(running, 'close');
				running.kill('SIGKILL');
				await gone;
				discord.faults.clear();
				expect(discord.messages(channelId).length, `after kill ${kill + 1}`).toBeLessThanOrEqual(1);
			}
			const before = writes();
			start();
			await expect.poll(writes, { timeout: 20_000 }).toBeGreaterThan(before);
			await expect.poll(() => discord.messages(channelId).length).toBe(1);
			expect(textOf(discord.messages(channelId)[0]!)).toContain('On air · Lanternlight FM');
		});
	});
}
