import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SimulatedAzuraCast, startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { type RealDatabase, startRealDatabase, whyNoDatabase } from '#test/support/real-databases.ts';

const main = path.join(import.meta.dirname, '../../src/main.ts');
const homes = [0n, 1n].map((shard) => ({
	guildId: String((1000n + shard) << 22n),
	channelId: String(((2000n + shard) << 22n) | 6n),
}));

/** A bot in two processes over a real database: one is killed while it posts, and another one started on this machine in its place. */
export function describeMovedShard({
	machine,
	withinMs,
	restMs,
}: {
	/** Shards run on `a` and `b`; with the data folder of another one a process waits until the lease of the first is old. */
	machine: 'b' | 'c';
	withinMs: number;
	/** Whatever would come twice has come by then. */
	restMs: number;
}): void {
	describe.each(['redis', 'postgresql'] as const)('a bot in two processes over %s', (kind) => {
		const missing = whyNoDatabase(kind);
		if (missing !== undefined) {
			test.skip(`is not tried: ${missing}`, () => {});
			return;
		}
		let folder: string;
		let discord: LoopbackDiscord;
		let radio: SimulatedAzuraCast;
		let database: RealDatabase;
		const children: ChildProcess[] = [];

		beforeAll(async () => {
			folder = await mkdtemp(path.join(tmpdir(), 'airdeck-moved-'));
			database = await startRealDatabase(kind);
			discord = await startLoopbackDiscord();
			radio = await startSimulatedAzuraCast();
			const stations = homes.map(({ guildId, channelId }) => {
				discord.addGuild({ id: guildId, name: 'Home', channels: [{ id: channelId, name: 'radio' }] });
				return {
					guildId,
					name: 'Lanternlight FM',
					backend: 'azuracast',
					url: radio.url,
					station: 'lanternlight',
					channels: { nowPlaying: channelId },
				};
			});
			await writeFile(path.join(folder, 'stations.json'), JSON.stringify({ stations }));
		}, 60_000);
		afterAll(async () => {
			for (const child of children) child.kill('SIGKILL');
			await radio.close();
			await discord.close();
			await database.close();
			await rm(folder, { recursive: true, force: true });
		});

		/** A process for one shard; each machine has a data folder of its own. */
		const start = async (shard: number, on: string) => {
			const own = path.join(folder, on);
			await mkdir(own, { recursive: true });
			const child = spawn(process.execPath, [main], {
				cwd: own,
				stdio: 'ignore',
				env: {
					DISCORD_TOKEN: discord.token,
					DISCORD_API_URL: discord.apiUrl,
					STATIONS_FILE: path.join(folder, 'stations.json'),
					DATA_DIR: own,
					DATABASE_URL: database.url,
					ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
					SHARD_COUNT: '2',
					SHARDS: String(shard),
					HTTP_PORT: '0',
				},
			});
			children.push(child);
			return child;
		};
		const posts = (shard: number) =>
			discord.requests.filter(
				({ method, path: at }) => method === 'POST' && at === `/channels/${homes[shard]?.channelId}/messages`,
			).length;
		const cards = () => homes.map(({ channelId }) => discord.messages(channelId).length);

		test('each keeps the cards of its own servers; one that is killed while it posts is replaced, with one card', async () => {
			await start(0, 'a');
			const second = await start(1, 'b');
			// In the very moment in which Discord has its card, and the process does not know it yet.
			await expect.poll(() => posts(1), { timeout: 20_000, interval: 1 }).toBe(1);
			second.kill('SIGKILL');
			await once(second, 'exit');
			await expect.poll(cards, { timeout: 20_000 }).toEqual([1, 1]);
			await start(1, machine);
			const before = discord.requests.length;
			const touched = () =>
				discord.requests
					.slice(before)
					.filter(({ path: at }) => at.startsWith(`/channels/${homes[1]?.channelId}/messages`)).length;
			await expect.poll(touched, { timeout: withinMs }).toBeGreaterThan(0);
			await pause(restMs);
			expect(cards()).toEqual([1, 1]);
			expect(discord.gateway.sessions).toBe(2);
		}, 120_000);
	});
}
