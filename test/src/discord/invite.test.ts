import { readFileSync } from 'node:fs';
import { PermissionFlagsBits } from 'discord.js';
import { expect, test } from 'vitest';
import { allPermissions } from '#demo/discord/permissions.ts';
import { invitedRights, inviteLink } from '#src/discord/invite.ts';
import { channels, startTestApp } from '#test/support/app.ts';

const { searchParams, origin, pathname } = new URL(inviteLink('100000000000000042'));
const permissions = BigInt(searchParams.get('permissions') ?? '');

test('asks for exactly the rights that the bot makes use of', () => {
	const bits = {
		ViewChannel: 1n << 10n,
		SendMessages: 1n << 11n,
		EmbedLinks: 1n << 14n,
		AttachFiles: 1n << 15n,
		ReadMessageHistory: 1n << 16n,
		CreateEvents: 1n << 44n,
		PinMessages: 1n << 51n,
	};
	expect([...invitedRights].toSorted()).toEqual(Object.keys(bits).toSorted());
	expect(permissions).toBe(Object.values(bits).reduce((sum, bit) => sum | bit));
	expect(permissions & PermissionFlagsBits.Administrator).toBe(0n);
});

test('are the rights that the page about the set-up names', () => {
	const page = readFileSync(new URL('../../../docs/set-up.md', import.meta.url), 'utf8');
	const table = /\| right in Discord \|[^\n]*\n\|[-| ]+\n((?:\|[^\n]*\n)+)/.exec(page)?.[1] ?? '';
	const named = table
		.trim()
		.split('\n')
		.flatMap((line) => line.split('|')[1]?.split(',') ?? [])
		.map((label) => label.trim().replaceAll(' ', '').replace('ViewChannels', 'ViewChannel'));
	expect(named.toSorted()).toEqual([...invitedRights].toSorted());
});

test('leads to Discord, for a bot with commands', () => {
	expect(`${origin}${pathname}`).toBe('https://discord.com/oauth2/authorize');
	expect(searchParams.get('client_id')).toBe('100000000000000042');
	expect(searchParams.get('scope')).toBe('bot applications.commands');
});

test('with these rights and no others a card is pinned', async () => {
	const app = await startTestApp({ live: true });
	app.discord.setBotPermissions(channels.nowPlaying, { allow: permissions, deny: allPermissions });
	const add = async (kind: string, channel: string, more = {}) => {
		const asked = () => app.run('manager', 'post add', { kind, channel, ...more });
		await expect.poll(async () => (await asked()).text).toContain('## This is how it looks');
		return app.click('manager', (await asked()).message, 'Post it');
	};
	await add('card', channels.nowPlaying, { pin: true });
	await expect.poll(() => app.discord.messages(channels.nowPlaying).at(0)?.pinned).toBe(true);
	await app.close();
});
