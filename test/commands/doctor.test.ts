import { afterEach, describe, expect, test } from 'vitest';
import { Permission } from '#demo/discord/permissions.ts';
import { buttons, selects, textOf } from '#demo/discord/read-message.ts';
import {
	channels,
	guildId,
	roles,
	startTestApp,
	type TestApp,
	type TestAppOptions,
} from '#test/support/app.ts';

let app: TestApp;
afterEach(() => app.close());

async function open(options: TestAppOptions = {}) {
	app = await startTestApp(options);
	app.calls();
}

/** What a role with every right that is in use holds. */
const useful = [
	'view station management',
	'view station reports',
	'view station logs',
	'manage station broadcasting',
	'manage station media',
	'manage station streamers',
];

describe('/doctor', () => {
	test('is for managers, private, and reads without a single write', async () => {
		await open();
		expect((await app.run('dj', 'doctor')).text).toContain('Only managers and above can do this');
		expect(app.calls()).toEqual([]);
		const { text, isPrivate } = await app.run('manager', 'doctor');
		expect(isPrivate).toBe(true);
		expect(text).toContain('## Check-up · Lanternlight FM\n-# AzuraCast 0.23.7 at 127.0.0.1:');
		expect(text).toContain('✅ **Everything in use works.**');
		expect(text).toContain(`### Station key …${app.radio.keys.station.slice(-4)}`);
		expect(text).toContain('### Airdeck itself\n✅ **Discord** connected');
		expect(text).toMatch(/✅ \*\*Store\*\* writes and reads in [\d.]+ ms/);
		const calls = app.calls();
		expect(calls.filter((call) => !call.startsWith('GET '))).toEqual([]);
		expect(calls.length).toBeLessThanOrEqual(4 + 9 + 12);
	});

	test('says which right is missing, what it stops, and where it is given', async () => {
		await open({
			stations: (radio) => [
				{
					keys: {
						station: radio.addKey({
							user: 'discord',
							roles: 'Discord',
							stations: { 1: useful.filter((right) => right !== 'view station logs') },
						}),
					},
				},
			],
		});
		const { text, message } = await app.run('manager', 'doctor');
		expect(text).toContain('⚠️ **1 right is missing.**');
		expect(text).toContain('❌ **View Station Logs** · station key\nStops `/station logs`');
		expect(text).toContain(
			'-# In AzuraCast: Administration › Roles & Permissions › “Discord” › Station Permissions › Lanternlight FM: add View Station Logs',
		);
		expect(text).toContain('➖ **Not needed** ');
		// A declared station's keys are the operator's.
		expect(buttons(message).map(({ label }) => label)).toEqual(['Check again', 'All rights as a file']);
	});

	test('a key that is rejected, and a server that does not answer', async () => {
		await open();
		app.radio.revokeKey(app.radio.keys.station);
		const { text } = await app.run('manager', 'doctor');
		expect(text).toMatch(
			/⛔ \*\*127\.0\.0\.1:\d+ does not accept the station key\.\*\* \d+ of \d+ commands cannot run\./,
		);
		await app.radio.down();
		const silent = await app.run('manager', 'doctor');
		expect(silent.text).toMatch(/🔌 \*\*127\.0\.0\.1:\d+ does not answer\.\*\* No right could be tested\./);
		expect(silent.text).toContain('### Rights in Discord');
	});

	test('a station that was deleted on the server', async () => {
		await open({ stations: [{ station: 'nowhere' }] });
		const { text } = await app.run('manager', 'doctor');
		expect(text).toContain('has no such station any more');
	});

	test("covers the bot's rights in each channel, and what is gone in Discord", async () => {
		await open({
			stations: [
				{
					channels: { audit: channels.audit, alerts: channels.alerts, requests: channels.requests },
					roles: { dj: [roles.dj], manager: [roles.manager], admin: [] },
				},
			],
		});
		app.discord.setBotPermissions(channels.audit, { deny: Permission.SendMessages });
		app.discord.deleteChannel(channels.requests);
		app.discord.deleteRole(guildId, roles.dj);
		const { text } = await app.run('manager', 'doctor');
		expect(text).toContain(`✅ **Granted** everything in <#${channels.alerts}>`);
		expect(text).toContain(`❌ **Missing** Send Messages in <#${channels.audit}>`);
		expect(text).toContain('❌ **Gone** the channel for requests was deleted');
		expect(text).toContain('❌ **Gone** a role for DJ was deleted');
	});

	test('warns where a key can do more than it needs', async () => {
		await open({ stations: (radio) => [{ keys: { admin: radio.keys.admin, station: radio.keys.admin } }] });
		const { text } = await app.run('manager', 'doctor');
		expect(text).toContain('A key with fewer rights is safer');
		expect(text).toContain('Both keys belong to one user');
	});

	test('gives every right in a file, without a key', async () => {
		await open();
		const { message } = await app.run('manager', 'doctor');
		const { message: file } = await app.click('manager', message, 'All rights as a file');
		const text = await (await fetch(file.attachments[0]?.url ?? '')).text();
		expect(text).toContain('Manage Station Broadcasting');
		for (const key of Object.values(app.radio.keys)) expect(text).not.toContain(key.slice(17));
	});

	test('says whether the push of the radio server is heard', async () => {
		await open({ live: true });
		const text = async () => {
			await app.clock.advance(1_000);
			return (await app.run('manager', 'doctor')).text;
		};
		await expect
			.poll(text, { timeout: 5_000 })
			.toContain('**Push** the radio server tells of changes by itself');
	});

	test('goes through all stations, the worst first', async () => {
		await open({
			stations: (radio) => [
				{},
				{ name: 'Tidewater', station: 'tidewater', keys: { station: radio.keys.limited } },
			],
		});
		const one = await app.run('manager', 'doctor', { station: 'Lanternlight FM' });
		const all = await app.click('manager', one.message, 'All stations');
		expect(all.text).toContain('## Check-up · 2 stations');
		expect(all.text).toContain('**1 of 2 stations need a hand.**');
		expect(all.text.indexOf('**Tidewater**')).toBeLessThan(all.text.indexOf('**Lanternlight FM**'));
		const back = await app.choose('manager', all.message, firstOption(all.message));
		expect(back.text).toContain('## Check-up · Tidewater');
	});
});

/** What the only select of the message sends for its first option. */
function firstOption(message: Parameters<typeof selects>[0]): string {
	const [menu] = selects(message);
	if (menu?.type !== 3 || menu.options[0] === undefined) throw new Error('There is no select of stations');
	return menu.options[0].value;
}

describe('the watch over keys', () => {
	test('tells the alerts channel once that a right is gone, after the first refusal', async () => {
		let key = '';
		await open({
			stations: (radio) => {
				key = radio.addKey({ user: 'discord', roles: 'Discord', stations: { 1: useful } });
				return [{ keys: { station: key }, channels: { alerts: channels.alerts } }];
			},
		});
		await app.run('manager', 'doctor');
		const alerts = () => app.discord.messages(channels.alerts).map((message) => textOf(message));
		expect(alerts()).toEqual([]);
		app.radio.setRights(key, {
			stations: { 1: useful.filter((right) => right !== 'manage station broadcasting') },
		});
		await app.run('listener', 'queue');
		await expect.poll(alerts).toHaveLength(1);
		expect(alerts()[0]).toContain('### ❌ Manage Station Broadcasting is gone');
		expect(alerts()[0]).not.toContain(key.slice(-4));
		await app.run('listener', 'queue');
		await app.run('manager', 'doctor');
		expect(alerts()).toHaveLength(1);
		app.radio.setRights(key, { stations: { 1: useful } });
		await app.clock.advance(60_000);
		await app.run('manager', 'doctor');
		await expect.poll(alerts).toHaveLength(2);
		expect(alerts()[1]).toContain('### ✅ Manage Station Broadcasting is there again');
	});
});
