import { describe, expect, test } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { registered, says, twoProcesses } from './two-processes.ts';

describe('a second process with the same token', () => {
	const { pair, discord } = twoProcesses();

	test('takes over within half a minute when the first one is killed', async () => {
		const [first, second] = await pair();
		const killedAt = performance.now();
		first.child.kill('SIGKILL');
		await says(second, 'Connected to Discord', 30_000);
		expect(performance.now() - killedAt).toBeLessThan(30_000);
		const guild = discord().addGuild({ name: 'Home', channels: [{ name: 'general' }] });
		const member = discord().addMember(guild.id, { username: 'lina' });
		await registered(second);
		const by = { guildId: guild.id, channelId: guild.channelId('general'), userId: member.id };
		const answer = await discord().command(by, 'help').answer();
		expect(answer.kind === 'message' && textOf(answer.message)).not.toBe('');
	});

	test('takes over from one that was paused, which ends with 1 when it goes on', async () => {
		const [first, second] = await pair();
		first.child.kill('SIGSTOP');
		await registered(second, 40_000);
		first.child.kill('SIGCONT');
		expect(await first.ended).toMatchObject({ code: 1 });
		expect(second.child.exitCode).toBeNull();
		expect(
			discord().requests.filter(({ response }) => JSON.stringify(response ?? null).includes('40060')),
		).toEqual([]);
	});
});
