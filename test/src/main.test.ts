import { readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import path from 'node:path';
import { request } from 'undici8';
import { describe, expect, test } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { inviteLink } from '#src/discord/invite.ts';
import { botProcess, registered } from './bot-process.ts';

const around = botProcess();
const { start, bot } = around;

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('There is no free port');
	return address.port;
}

/** A server that takes connections, and says nothing. */
async function openHole() {
	const taken = new Set<Socket>();
	const server = createServer((socket) => {
		taken.add(socket);
		socket.on('error', () => undefined);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		port,
		taken,
		close: () => {
			for (const socket of taken) socket.destroy();
			server.close();
		},
	};
}

describe('the process', () => {
	test('serves commands and health, and stops with 0 on SIGTERM, leaving no session behind', async () => {
		const guild = around.discord.addGuild({ name: 'Home', channels: [{ name: 'general' }] });
		const member = around.discord.addMember(guild.id, { username: 'lina' });
		const stations = [
			{
				guildId: guild.id,
				name: 'Lanternlight FM',
				backend: 'azuracast',
				url: around.radio.url,
				station: 'lanternlight',
				keys: { station: { env: 'RADIO_KEY' } },
			},
		];
		await writeFile(path.join(around.folder, 'stations.json'), JSON.stringify({ stations }));
		const port = await freePort();
		const started = bot({
			STATIONS_FILE: 'stations.json',
			RADIO_KEY: around.radio.keys.station,
			HTTP_PORT: String(port),
		});
		await registered(started);
		const by = { guildId: guild.id, channelId: guild.channelId('general'), userId: member.id };
		const answer = await around.discord.command(by, 'queue').answer();
		expect(answer.kind === 'message' && textOf(answer.message)).toContain('## Up next · Lanternlight FM');
		expect(around.radio.requests.find(({ path: asked }) => asked.includes('/queue'))?.key).toBe('station');
		expect((await request(`http://127.0.0.1:${port}/healthz`)).statusCode).toBe(200);

		started.child.kill('SIGTERM');
		expect(await started.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
		expect(around.discord.gateway.sessions).toBe(0);
		const lines = started.stdout().trimEnd().split('\n');
		for (const line of lines) expect(JSON.parse(line)).toHaveProperty('level');
		for (const secret of [around.discord.token, around.radio.keys.station])
			expect(started.stdout()).not.toContain(secret);
		expect(started.stdout()).not.toContain('No station is set up yet');
	});

	test('without a station tells once how to invite it and what to type next', async () => {
		const started = bot();
		await expect.poll(started.stdout, { timeout: 10_000 }).toContain('No station is set up yet');
		const told = started
			.stdout()
			.split('\n')
			.filter((line) => line.includes('"invite"'));
		expect(told).toHaveLength(1);
		const link = inviteLink(around.discord.applicationId);
		expect(JSON.parse(told[0]!)).toMatchObject({ level: 30, invite: link });
		expect(told[0]).toMatch(/then type \/setup there"/);
	});

	test('stops with 0 on SIGINT as well', async () => {
		const started = bot();
		await registered(started);
		started.child.kill('SIGINT');
		expect(await started.ended).toMatchObject({ code: 0, stderr: '' });
	});

	test('stops with 0 while it is still starting', async () => {
		around.discord.faults.add({ path: /^\/gateway\/bot$/, hang: true });
		const started = bot();
		await expect.poll(() => around.discord.requests.length, { timeout: 10_000 }).toBeGreaterThan(0);
		started.child.kill('SIGTERM');
		expect(await started.ended).toMatchObject({ code: 0, stderr: '' });
	});

	test('ends with 0 within ten seconds while it waits for a first answer of the gateway', async () => {
		around.discord.gateway.faults.withholdReady = true;
		const started = bot();
		await expect.poll(() => around.discord.gateway.identifyCount, { timeout: 10_000 }).toBe(1);
		const askedAt = performance.now();
		started.child.kill('SIGTERM');
		expect(await started.ended).toMatchObject({ code: 0, stderr: '' });
		expect(performance.now() - askedAt).toBeLessThan(10_000);
	});

	test('ends with 0 within ten seconds while radio servers of all systems answer nothing', async () => {
		const holes = await Promise.all([openHole(), openHole(), openHole(), openHole()]);
		const guild = around.discord.addGuild({ name: 'Home', channels: [{ name: 'general' }] });
		const member = around.discord.addMember(guild.id, { username: 'lina' });
		const keys = { station: { env: 'RADIO_KEY' } };
		const stations = [
			{ backend: 'azuracast', station: '1', keys },
			{ backend: 'streaming-center', station: '1', keys },
			{ backend: 'autopod', path: '/v1', keys },
			{ backend: 'icecast', station: '/live.mp3' },
		].map(({ path: below = '', ...station }, index) => ({
			guildId: guild.id,
			name: station.backend,
			url: `http://127.0.0.1:${holes[index]?.port}${below}`,
			...station,
		}));
		await writeFile(path.join(around.folder, 'stations.json'), JSON.stringify({ stations }));
		const started = bot({ STATIONS_FILE: 'stations.json', RADIO_KEY: around.radio.keys.station });
		await registered(started);
		const by = { guildId: guild.id, channelId: guild.channelId('general'), userId: member.id };
		const acts = stations.map(({ name }) => around.discord.command(by, 'nowplaying', { station: name }));
		await Promise.all(acts.map((act) => act.acknowledged()));
		await expect.poll(() => holes.every(({ taken }) => taken.size > 0)).toBe(true);

		const askedAt = performance.now();
		started.child.kill('SIGTERM');
		expect(await started.ended).toMatchObject({ code: 0, stderr: '' });
		expect(performance.now() - askedAt).toBeLessThan(10_000);
		for (const hole of holes) hole.close();
	});

	test('ends at once on a second signal, whatever it waits for', async () => {
		const guild = around.discord.addGuild({ name: 'Home', channels: [{ name: 'general' }] });
		const member = around.discord.addMember(guild.id, { username: 'lina' });
		const started = bot();
		await registered(started);
		around.discord.faults.add({ path: /webhooks/, hang: true, times: Number.POSITIVE_INFINITY });
		const by = { guildId: guild.id, channelId: guild.channelId('general'), userId: member.id };
		await around.discord.command(by, 'help').acknowledged();
		started.child.kill('SIGTERM');
		await expect.poll(started.stdout).toContain('Stopping');
		const askedAt = performance.now();
		started.child.kill('SIGTERM');
		expect((await started.ended).code).toBe(0);
		expect(performance.now() - askedAt).toBeLessThan(1_500);
	});

	test('ends with 1 and a line in the log when a mistake was caught nowhere', async () => {
		await writeFile(
			path.join(around.folder, 'mistake.mjs'),
			"setTimeout(() => void Promise.reject(new Error('nobody caught this')), 4000).unref();",
		);
		const started = bot({ NODE_OPTIONS: `--import ${path.join(around.folder, 'mistake.mjs')}` });
		expect(await started.ended).toMatchObject({ code: 1 });
		expect(started.stdout()).toContain('Something was not caught');
		expect(started.stdout()).toContain('nobody caught this');
	});

	test('ends with 78 when Discord refuses it while it runs', async () => {
		const started = bot();
		await registered(started);
		around.discord.gateway.drop(4004);
		const { code, stderr } = await started.ended;
		expect(code).toBe(78);
		expect(stderr).toContain('DISCORD_TOKEN');
	});

	test('is the playground without a token, and stops like the bot', async () => {
		const started = start({ PLAYGROUND_PORT: '0' });
		await expect
			.poll(started.stdout, { timeout: 10_000 })
			.toMatch(/The playground is open: http:\/\/127\.0\.0\.1:\d+/);
		started.child.kill('SIGTERM');
		expect(await started.ended).toMatchObject({ code: 0, stderr: '' });
	});
});

describe('a process that cannot run', () => {
	test('names every wrong setting, a line each, and ends with 78', async () => {
		const key = '0123456789abcdef:tooshortakey';
		const stations = [
			{ guildId: 'x', name: '', backend: 'winamp', url: 'ftp://radio', station: 'a', keys: { station: key } },
		];
		await writeFile(path.join(around.folder, 'stations.json'), JSON.stringify({ stations }));
		const { ended, stdout } = start({
			DISCORD_TOKEN: '"quoted token"',
			DISCORD_API_URL: 'discord',
			HTTP_PORT: '70000',
			LOG_LEVEL: 'loud',
			ENCRYPTION_KEY: 'short',
			ALLOW_PRIVATE_NETWORKS: 'some',
			DATABASE_URL: 'mysql://user:hunter2@db/airdeck',
			STATIONS_FILE: 'stations.json',
		});
		const { code, stderr } = await ended;
		expect(code).toBe(78);
		const named =
			'DISCORD_TOKEN DISCORD_API_URL HTTP_PORT LOG_LEVEL ENCRYPTION_KEY ALLOW_PRIVATE_NETWORKS DATABASE_URL';
		for (const name of [...named.split(' '), 'STATIONS_FILE stations.json'])
			expect(stderr).toMatch(new RegExp(`^${name}: .+\\. Example: .+$`, 'm'));
		expect(stderr).toMatch(/stations\[0\].*guildId/);
		for (const secret of ['quoted token', 'hunter2', key, 'short']) expect(stderr).not.toContain(secret);
		expect(stderr).not.toContain('    at ');
		expect(stdout()).toBe('');
	});

	test('needs a token in production', async () => {
		const { code, stderr } = await start({ NODE_ENV: 'production' }).ended;
		expect(code).toBe(78);
		expect(stderr).toMatch(/^DISCORD_TOKEN: is not set, .+\n$/);
	});

	test('with a token that Discord does not know ends with 78 and one line, without the token', async () => {
		const wrong = 'MTAwMDAwMDAwMDAwMDAwMDAw.Gwrong.this-is-not-the-token-of-any-bot';
		const started = bot({ DISCORD_TOKEN: wrong });
		const { code, stderr } = await started.ended;
		expect(code).toBe(78);
		expect(stderr).toMatch(/^DISCORD_TOKEN: Discord does not accept this token\..*\n$/);
		expect(stderr + started.stdout()).not.toContain(wrong);
	});

	test('reads the token from a file, without its line break', async () => {
		await writeFile(path.join(around.folder, 'token'), `${around.discord.token}\n`);
		const started = start({ DISCORD_TOKEN_FILE: 'token', DISCORD_API_URL: around.discord.apiUrl });
		await registered(started);
		expect(await readFile(path.join(around.folder, 'encryption.key'), 'utf8')).not.toBe('');
	});

	test('with intents that are not allowed ends with 78', async () => {
		around.discord.gateway.refuseIdentifyWith(4014);
		const { code, stderr } = await bot().ended;
		expect(code).toBe(78);
		expect(stderr).toContain('intents');
	});

	test('on the data of another process ends with 78 and one sentence, and leaves that one alone', async () => {
		const first = bot();
		await registered(first);
		const { code, stderr } = await bot().ended;
		expect(code).toBe(78);
		expect(stderr).toBe(
			`Another process of Airdeck works with ${path.join(around.folder, 'media')}: end it, or give this one a DATA_DIR of its own.\n`,
		);
		expect(around.discord.gateway.sessions).toBe(1);
		expect(first.child.exitCode).toBeNull();
		// However a process ends, the next one can begin.
		first.child.kill('SIGKILL');
		await first.ended;
		await registered(bot());
	});

	test('ends with 1 while Discord cannot be reached: a restart may help', async () => {
		const { code, stderr } = await bot({ DISCORD_API_URL: 'http://127.0.0.1:9/api' }).ended;
		expect(code).toBe(1);
		expect(stderr).not.toContain(around.discord.token);
	});
});
