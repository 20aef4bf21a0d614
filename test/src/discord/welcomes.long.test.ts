import { expect, test } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { startTestApp } from '#test/support/app.ts';
import { passTime } from '#test/support/pass-time.ts';

// Discord.js waits for up to 6.5 seconds before it introduces itself a second time.
test('a new session in which Discord tells of all servers anew brings no second welcome', async () => {
	const app = await startTestApp({ live: true });
	const home = app.discord.addGuild({ name: 'Home', channels: [{ name: 'general' }] });
	const said = () => app.discord.messages(home.channelId('general')).map(textOf);
	await expect.poll(said).toHaveLength(1);
	app.discord.gateway.invalidate(false);
	await expect.poll(() => app.discord.gateway.identifyCount, { timeout: 15_000 }).toBe(2);
	await expect.poll(() => app.discord.gateway.sessions).toBe(1);
	await passTime(app.clock, 15 * 60_000);
	expect(said()).toHaveLength(1);
	await app.close();
});
