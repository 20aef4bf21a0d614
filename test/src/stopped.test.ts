import { describe, expect, onTestFinished, test } from 'vitest';
import type { Act } from '#demo/discord/loopback-discord.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { openSwallowingPort } from '#test/support/swallowing-port.ts';
import { startChaosProxy } from '../faults/chaos-proxy.ts';
import { botProcess, registered, type Started } from './bot-process.ts';

const around = botProcess();

/** One station at this address; somebody who may do everything there. */
async function withStation(url: string, variables: Record<string, string> = {}) {
	const { discord, radio } = around;
	const guild = discord.addGuild({
		name: 'Home',
		channels: [{ name: 'general' }],
		roles: [{ id: '2001', name: 'DJ' }],
	});
	const member = discord.addMember(guild.id, { username: 'lina', roles: ['2001'] });
	const keys = { station: { env: 'RADIO_KEY' } };
	await around.declare([
		{
			guildId: guild.id,
			name: 'Home Radio',
			backend: 'azuracast',
			url,
			station: 'lanternlight',
			keys,
			roles: { dj: ['2001'] },
		},
	]);
	const started = around.bot({
		STATIONS_FILE: 'stations.json',
		RADIO_KEY: radio.keys.station,
		...variables,
	});
	await registered(started);
	const by = { guildId: guild.id, channelId: guild.channelId('general'), userId: member.id };
	return { started, run: (command: string) => discord.command(by, command) };
}

/** Asks the process to end, and sees that it does as an orchestrator wants it. */
async function stops({ child, ended, stdout }: Started, mostMs = 10_000) {
	const askedAt = performance.now();
	child.kill('SIGTERM');
	expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
	expect(performance.now() - askedAt).toBeLessThan(mostMs);
	expect(stdout()).not.toMatch(/"level":[56]0/);
}

const textsOf = (act: Act) => act.answers().map((message) => textOf(message));

describe('a process that is told to end', () => {
	test('while a push connection is open does so at once, and closes it', async () => {
		const { started } = await withStation(around.radio.url);
		await expect.poll(() => around.radio.push.connections, { timeout: 10_000 }).toBe(1);
		await stops(started, 3_000);
		await expect.poll(() => around.radio.push.connections).toBe(0);
		expect(around.discord.gateway.sessions).toBe(0);
	});

	test('while a push connection is dead without knowing it does so as well', async () => {
		const way = await startChaosProxy();
		onTestFinished(() => way.close());
		way.aim(around.radio.url);
		const { started } = await withStation(way.url);
		await expect.poll(() => around.radio.push.connections, { timeout: 10_000 }).toBe(1);
		way.add({ kind: 'black-hole', direction: 'up' });
		await stops(started, 5_000);
	});

	test('while an order is under way waits for it, and says what became of it', {
		timeout: 30_000,
	}, async () => {
		const { started, run } = await withStation(around.radio.url);
		around.radio.faults.add({ method: 'POST', path: /\/backend\/skip/, delayMs: 1_500, times: 1 });
		const act = run('dj skip');
		const isSent = () => around.radio.requests.some(({ path }) => path.endsWith('/backend/skip'));
		await expect.poll(isSent, { timeout: 5_000 }).toBe(true);
		await stops(started);
		expect(textsOf(act).join()).toContain('Skipped');
	});

	test('while an order gets no answer does not wait for ever, and leaves nobody before a card that works', {
		timeout: 30_000,
	}, async () => {
		const { started, run } = await withStation(around.radio.url);
		around.radio.faults.add({ method: 'POST', path: /\/backend\/skip/, hang: true });
		const act = run('dj skip');
		const isSent = () => around.radio.requests.some(({ path }) => path.endsWith('/backend/skip'));
		await expect.poll(isSent, { timeout: 5_000 }).toBe(true);
		await stops(started);
		const [told] = textsOf(act);
		expect(told).toContain('The song was not skipped');
		expect(told).toContain('Airdeck was told to end while it worked on this');
		expect(told).toContain('It is not known whether it was done.');
		expect(told).not.toContain('Try again');
		expect(started.stdout()).toContain('/dj skip was given up at the end');
	});

	test('while a radio server drops every connection does so', { timeout: 30_000 }, async () => {
		const wall = await openSwallowingPort();
		onTestFinished(wall.close);
		const { started, run } = await withStation(`http://127.0.0.1:${wall.port}`);
		const acts = [run('nowplaying'), run('dj skip'), run('queue')];
		await Promise.all(acts.map((act) => act.acknowledged()));
		await stops(started);
		for (const act of acts) expect(textsOf(act).join()).toContain('does not answer');
	});

	test('while Discord swallows everything does so', { timeout: 30_000 }, async () => {
		const [rest, line] = await Promise.all([startChaosProxy(), startChaosProxy()]);
		onTestFinished(async () => void (await Promise.all([rest.close(), line.close()])));
		rest.aim(around.discord.apiUrl);
		line.aim(around.discord.apiUrl);
		around.discord.gateway.publicUrl = line.url.replace('http', 'ws');
		const { started, run } = await withStation(around.radio.url, { DISCORD_API_URL: `${rest.url}/api` });
		for (const way of [rest, line]) way.add({ kind: 'black-hole', direction: 'up' });
		run('nowplaying');
		await stops(started);
	});
});

describe('a process that is told to end while it starts', () => {
	test.each(['redis', 'postgresql'])(
		'and %s drops every connection does so',
		{ timeout: 30_000 },
		async (kind) => {
			const wall = await openSwallowingPort();
			onTestFinished(wall.close);
			const started = around.bot({
				DATABASE_URL: `${kind}://user:pass@127.0.0.1:${wall.port}/0`,
				ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
			});
			await new Promise((resolve) => setTimeout(resolve, 2_500));
			expect(started.child.exitCode).toBeNull();
			await stops(started);
		},
	);

	test('and Discord drops every connection does so', { timeout: 30_000 }, async () => {
		const wall = await openSwallowingPort();
		onTestFinished(wall.close);
		const started = around.bot({ DISCORD_API_URL: `http://127.0.0.1:${wall.port}/api` });
		await new Promise((resolve) => setTimeout(resolve, 2_500));
		expect(started.child.exitCode).toBeNull();
		await stops(started);
	});
});
