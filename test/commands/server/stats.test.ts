import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Permission } from '#demo/discord/permissions.ts';
import { buttons } from '#demo/discord/read-message.ts';
import { channels, guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import type { Seen } from '#test/support/people.ts';
import { seenPictures } from '#test/support/seen-pictures.ts';
import { administersStations, unknownKey, withAdminKey } from '#test/support/with-admin-key.ts';

const statsCall = 'GET /api/admin/server/stats (admin)';

let app: TestApp;

beforeAll(async () => {
	app = await startTestApp();
});
beforeEach(async () => {
	app.radio.faults.clear();
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const gigabyte = 1_000_000_000;
const amounts = (total: number, used: number) => ({
	total_bytes: String(total * gigabyte),
	used_bytes: String(used * gigabyte),
	free_bytes: String((total - used) * gigabyte),
});

/** What a server answers that has these amounts, in billions of bytes. */
function answer(more: object = {}) {
	return JSON.stringify({
		cpu: {
			total: { name: 'total', usage: '12.4', idle: '80', io_wait: '0', steal: '0' },
			cores: [{ name: 'cpu0', usage: '12', idle: '80', io_wait: '0', steal: '0' }],
			load: [0.87, 0.9, 1.2],
		},
		memory: amounts(24, 5.7),
		swap: amounts(0, 0),
		disk: amounts(252, 226),
		network: [],
		...more,
	});
}

describe('/server stats', () => {
	test.each(['listener', 'dj', 'manager'] as const)('is refused to a %s, without a call', async (person) => {
		const { text, isPrivate } = await app.run(person, 'server stats');
		expect(isPrivate).toBe(true);
		expect(text).toContain('Only administrators and above can do this on Lanternlight FM.');
		expect(app.calls()).toEqual([]);
	});

	test('tells what the server measures, with the admin key, privately', async () => {
		const { text, isPrivate, message } = await app.run('admin', 'server stats');
		expect(app.calls()).toEqual([statsCall, 'GET /api/openapi.yml (none)']);
		expect(isPrivate).toBe(true);
		const host = new URL(app.radio.url).host;
		expect(text).toContain(
			`## Server · ${host}\n-# AzuraCast 0.23.7 · measured <t:${Math.round(app.clock.now() / 1000)}:R>`,
		);
		expect(text).toMatch(/✅ \*\*Processor\*\* \d+% of 2 cores\n✅ \*\*Memory\*\* [\d.]+ of 8\.6 GB used/);
		expect(text).toContain('✅ **Disk** 68 of 172 GB used · 104 GB free');
		expect(text).toMatch(/-# load \d\.\d\d · network 240 kB\/s out, 240 kB\/s in · no swap/);
		expect(buttons(message).map(({ label }) => label)).toEqual(['Refresh', 'Services']);
	});

	test('marks a disk that is nearly full', async () => {
		app.radio.faults.add({ path: /server\/stats/, body: answer() });
		const { text } = await app.run('admin', 'server stats');
		expect(text).toContain('✅ **Processor** 12% of 1 core\n✅ **Memory** 5.7 of 24 GB used\n');
		expect(text).toContain('⚠️ **Disk** 226 of 252 GB used · 26 GB free');
	});

	test('marks a processor only if it has been busy for a quarter of an hour', async () => {
		const total = { name: 'total', usage: '97', idle: '3', io_wait: '0', steal: '0' };
		const busy = (load: number[]) => answer({ cpu: { total, cores: [total, total], load } });
		app.radio.faults.add({ path: /server\/stats/, body: busy([2, 1, 0.5]) });
		expect((await app.run('admin', 'server stats')).text).toContain('✅ **Processor** 97% of 2 cores');
		app.radio.faults.clear();
		app.radio.faults.add({ path: /server\/stats/, body: busy([2, 2, 1.9]) });
		expect((await app.run('admin', 'server stats')).text).toContain('⚠️ **Processor** 97% of 2 cores');
	});

	test('leaves out what the server does not have', async () => {
		app.radio.faults.add({
			path: /server\/stats/,
			body: answer({ disk: amounts(0, 0), swap: amounts(4, 1), memory: amounts(8, 7.5) }),
		});
		const { text } = await app.run('admin', 'server stats');
		expect(text).not.toContain('Disk');
		expect(text).toContain('⚠️ **Memory** 7.5 of 8 GB used');
		expect(text).toContain('swap 1 of 4 GB');
	});

	test('goes without the version if the server does not tell it', async () => {
		await app.clock.advance(11 * 60_000);
		app.radio.faults.add({ path: /openapi/, status: 502, body: 'Bad Gateway' });
		const { text } = await app.run('admin', 'server stats');
		expect(text).toContain('\n-# AzuraCast · measured <t:');
		expect(text).toContain('**Memory**');
	});

	test('is redrawn by Refresh, and leads to the services', async () => {
		const { message } = await app.run('admin', 'server stats');
		app.calls();
		await app.clock.advance(61_000);
		const again = await app.click('admin', message, 'Refresh');
		expect(again.message.id).toBe(message.id);
		expect(again.text).toContain(`measured <t:${Math.round(app.clock.now() / 1000)}:R>`);
		expect(app.calls()).toEqual([statsCall]);
		const services = await app.click('admin', message, 'Services');
		expect(services.text).toContain('## Services · ');
		expect(app.calls()).toEqual(['GET /api/admin/services (admin)']);
	});

	test('is told in the language of the person', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.admin]);
		app.radio.faults.add({ path: /server\/stats/, body: answer() });
		const { text } = await app.run('german', 'server stats');
		expect(text.replace(/\u00a0/g, ' ')).toContain(
			'✅ **Prozessor** 12 % von 1 Kern\n✅ **Arbeitsspeicher** 5,7 von 24 GB belegt\n⚠️ **Festplatte** 226 von 252 GB belegt',
		);
	});
});

describe('the picture of /server stats', () => {
	let measured: TestApp;

	beforeAll(async () => {
		measured = await startTestApp({ live: true, environment: { SERVER_SAMPLES: 'true' } });
	});
	afterAll(() => measured.close());

	const see = () => measured.run('admin', 'server stats');

	/** Lets time go on minute by minute, as long as the answer is to come, until the server was measured often enough. */
	async function afterAnHour(): Promise<Seen> {
		for (let minutes = 0; minutes < 150; minutes++) {
			await measured.clock.advance(60_000);
			const seen = await see();
			if (!seen.text.includes('-# The chart begins when an hour has been measured.')) return seen;
		}
		throw new Error('There was no picture after more than two hours');
	}

	test('begins when an hour has been measured, and tells the numbers to those who cannot see it', async () => {
		const early = await see();
		expect(early.text).toContain('swap\n-# The chart begins when an hour has been measured.');
		expect(await seenPictures(early.message)).toEqual([]);
		const startedAt = measured.clock.now();
		const { message, text, isPrivate } = await afterAnHour();
		expect(measured.clock.now() - startedAt).toBeGreaterThan(45 * 60_000);
		expect(isPrivate).toBe(true);
		expect(text).not.toContain('chart');
		const [picture, ...more] = await seenPictures(message);
		expect(more).toEqual([]);
		expect(picture).toMatchObject({ file: 'server.png', width: 800, height: 400 });
		const { host } = new URL(measured.radio.url);
		expect(picture?.alt).toMatch(
			new RegExp(
				`^Processor and memory of ${host} over the last 24 hours\\. Processor between \\d+% and \\d+%, at last \\d+%\\. Memory between \\d+% and \\d+%, at last \\d+%\\.$`,
			),
		);
	});

	test('is made anew by Refresh, in place of the old one', async () => {
		const { message } = await see();
		const before = message.attachments[0]?.id;
		const again = await measured.click('admin', message, 'Refresh');
		expect(again.message.id).toBe(message.id);
		expect(again.message.attachments).toHaveLength(1);
		expect(again.message.attachments[0]?.id).not.toBe(before);
	});

	test('is left out where files may not be attached, and that is said', async () => {
		measured.discord.setBotPermissions(channels.general, { deny: Permission.AttachFiles });
		const { message, text } = await see();
		expect(text).toContain('\n-# No chart: Airdeck may not attach files here.');
		expect(message.attachments).toEqual([]);
		measured.discord.setBotPermissions(channels.general, {});
		expect((await see()).message.attachments).toHaveLength(1);
	});

	test('speaks the language of the person', async () => {
		measured.discord.setMemberRoles(guildId, measured.as('german').userId, [roles.admin]);
		const { message } = await measured.run('german', 'server stats');
		const [picture] = await seenPictures(message);
		expect(picture?.alt.replace(/\u00a0/g, ' ')).toMatch(
			/in den letzten 24 Stunden\. Prozessor zwischen \d+ % und \d+ %, zuletzt/,
		);
	});

	test('outlives a restart of the bot', async () => {
		await measured.restart();
		expect((await see()).message.attachments).toHaveLength(1);
	});

	test('is not promised where nothing is measured', async () => {
		const { text } = await app.run('admin', 'server stats');
		expect(text).not.toContain('chart');
	});
});

describe('/server stats with another key', () => {
	const see = (app: TestApp) => app.run('admin', 'server stats');

	test('that may see the administration alone works', async () => {
		const { text } = await withAdminKey((radio) => radio.keys.bot, see);
		expect(text).toContain('✅ **Memory**');
	});

	test('that may administer stations alone is told the right it lacks, by AzuraCast’s own name', async () => {
		const { text } = await withAdminKey(administersStations, see);
		expect(text).toContain('### ⛔ The numbers of the server were not fetched');
		expect(text).toMatch(
			/The admin key …[0-9a-f]{4} may not do this: its AzuraCast user lacks the right \*\*View Administration Page\*\*\./,
		);
	});

	test('that is not accepted, or not set, is named', async () => {
		const rejected = await withAdminKey(unknownKey, see);
		expect(rejected.text).toMatch(/does not accept the admin key …0000/);
		const missing = await withAdminKey(() => undefined, see);
		expect(missing.text).toContain('This needs the admin key, and none is set for Lanternlight FM.');
	});
});
