import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { buttons, textOf } from '#demo/discord/read-message.ts';
import { channels, guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';

const stationsFile = z.object({ stations: z.array(z.record(z.string(), z.unknown())) });

let app: TestApp;
let lanternlight: string;

/** Sets up Lanternlight FM with both keys, beside a declared station. */
beforeAll(async () => {
	app = await startTestApp({ stations: [{ name: 'Declared FM', station: 'tidewater', keys: {} }] });
	const { message } = await app.run('owner', 'setup');
	const first = await app.click('owner', message, 'Add stations');
	const form = await app.openForm('owner', first.message, 'Enter the address');
	const third = await app.submit('owner', form, {
		address: app.radio.url,
		station: app.radio.keys.station,
		admin: app.radio.keys.admin,
	});
	const one = await app.choose('owner', third.message, ['1'], 'Choose stations');
	const fourth = await app.click('owner', one.message, 'Continue');
	const fifth = await app.click('owner', fourth.message, 'Continue');
	expect((await app.click('owner', fifth.message, 'Save')).text).toContain('Lanternlight FM is set up');
	lanternlight = 'Lanternlight FM';
	app.calls();
});
afterAll(() => app.close());

const edit = () => app.run('owner', 'settings edit', { station: lanternlight });
async function change(label: string, values: Record<string, string>) {
	const { message } = await edit();
	const form = await app.openForm('owner', message, label);
	return app.submit('owner', form, values);
}
const tail = (key: string) => key.slice(-4);
const labels = (message: LoopbackMessage) => buttons(message).map(({ label }) => label);

describe('/settings show', () => {
	test('shows keys by their last four characters, privately, and only to administrators', async () => {
		const { text, isPrivate } = await app.run('owner', 'settings show', { station: lanternlight });
		expect(isPrivate).toBe(true);
		const { station, admin } = app.radio.keys;
		expect(text).toContain(`**Keys** Station key …${tail(station)} · Admin key …${tail(admin)}`);
		expect(text).toContain(`**Roles** DJ: <@&${roles.dj}>`);
		expect(text).toContain('The audit of this server is kept for 90 days');
		const refused = await app.run('manager', 'settings show', { station: lanternlight });
		expect(refused.text).toContain('Only administrators and above can do this');
	});
});

describe('/settings edit', () => {
	test('leaves a declared station alone', async () => {
		const { text, message } = await app.run('owner', 'settings edit', { station: 'Declared FM' });
		expect(text).toContain('The operator of this bot declared this station');
		// What its Discord server chooses for itself remains.
		expect(buttons(message).map(({ label }) => label)).toEqual(['Schedule as events', 'Off-peak hours']);
	});

	test('renames, and the new name counts at once', async () => {
		const seen = await change('Name', { name: 'Lantern *Radio*' });
		expect(seen.text).toContain('✅ The name is changed.');
		expect((await app.run('listener', 'nowplaying', { station: 'Lantern *Radio*' })).plain).toContain(
			'On air · Lantern *Radio*',
		);
		lanternlight = 'Lantern *Radio*';
	});

	test('takes a key that works, checks it, and uses it from then on', async () => {
		const key = app.radio.addKey({ user: 'second', roles: 'Discord', stations: { 1: ['administer all'] } });
		const { text } = await change('Keys', { station: key });
		expect(text).toContain('✅ The keys are changed.');
		expect(text).toContain(`Station key …${tail(key)} · Admin key …${tail(app.radio.keys.admin)}`);
		app.calls();
		await app.run('listener', 'queue', { station: lanternlight });
		expect(app.calls()[0]).toContain('/queue');
		expect(app.calls().filter((call) => call.includes('(station)'))).toEqual([]);
	});

	test.each<[string, (app: TestApp) => string, string]>([
		['of the wrong form', () => 'hello', 'The station key is not a key'],
		[
			'of another server',
			() => `${'ab'.repeat(8)}:${'cd'.repeat(16)}`,
			'does not accept the station key …cdcd',
		],
		[
			'of another station',
			(the) => the.radio.addKey({ user: 'other', roles: 'Tide', stations: { 2: ['administer all'] } }),
			'That is another station: Tidewater Live',
		],
	])('refuses a key %s, and keeps the old one', async (_what, make, sentence) => {
		const before = (await app.run('owner', 'settings show', { station: lanternlight })).text;
		const { text } = await change('Keys', { station: make(app) });
		expect(text).toContain(sentence);
		expect(text).not.toContain('are changed');
		expect((await app.run('owner', 'settings show', { station: lanternlight })).text).toBe(before);
	});

	test('another address takes the keys out: they were entered for another server', async () => {
		const port = new URL(app.radio.url).port;
		const { text } = await change('Address', { address: `http://localhost:${port}` });
		expect(text).toContain('The keys were for the old address and were taken out');
		expect(text).toContain('**Keys** none: public commands only');
		const back = await change('Address', {
			address: app.radio.url,
			station: app.radio.keys.station,
			admin: app.radio.keys.admin,
		});
		expect(back.text).toContain('✅ The address is changed.');
		expect(back.text).toContain(`Station key …${tail(app.radio.keys.station)}`);
	});

	test('an address at which another station has that number is refused', async () => {
		const other = await startTestApp();
		try {
			const nowPlaying = await (await fetch(`${other.radio.url}/api/nowplaying`)).text();
			other.radio.faults.add({
				path: /api\/nowplaying$/,
				body: nowPlaying.replaceAll('lanternlight', 'elsewhere'),
			});
			const { text } = await change('Address', { address: other.radio.url });
			expect(text).toContain('That is another station');
			expect(text).toContain(app.radio.url.replace('http://', ''));
		} finally {
			await other.close();
		}
	});

	test('roles and channels save as they are chosen, and can be emptied', async () => {
		const { message } = await edit();
		const access = await app.click('owner', message, 'Roles and channels');
		const emptied = await app.choose('owner', access.message, [], 'DJs: skip, queue, requests');
		expect(emptied.text).toContain('✅ Roles and channels are saved.');
		expect((await app.run('dj', 'dj skip', { station: lanternlight })).text).toContain('Only DJs and above');
		const again = await app.choose('owner', emptied.message, [roles.dj], 'DJs: skip, queue, requests');
		const channel = await app.choose('owner', again.message, [channels.audit], 'Audit: who did what');
		expect(channel.text).toContain(`✅ <#${channels.audit}> · audit`);
	});

	test('a key can be taken out alone', async () => {
		const { message } = await edit();
		const { text } = await app.click('owner', message, 'Remove admin key');
		expect(text).toContain('The admin key is taken out.');
		expect(text).not.toContain('Admin key …');
		const stop = await app.run('manager', 'station requests', { state: 'on', station: lanternlight });
		expect(stop.text).toContain('This needs the admin key, and none is set for');
	});

	test('the station key can be taken out and entered again', async () => {
		const { message } = await edit();
		const { text } = await app.click('owner', message, 'Remove station key');
		expect(text).toContain('The station key is taken out.');
		expect(text).not.toContain('Station key …');
		app.calls();
		const queue = await app.run('listener', 'queue', { station: lanternlight });
		expect(queue.text).toContain('This needs the station key, and none is set for');
		expect(app.calls()).toEqual([]);
		const back = await change('Keys', { station: app.radio.keys.station });
		expect(back.text).toContain(`Station key …${tail(app.radio.keys.station)}`);
	});

	test('opens from what /settings show says, and goes back from roles and channels', async () => {
		const shown = await app.run('owner', 'settings show', { station: lanternlight });
		const opened = await app.click('owner', shown.message, 'Change');
		expect(opened.plain).toContain(`## Change ${lanternlight}`);
		const checked = await app.click('owner', opened.message, 'Check all rights');
		expect(checked.text).toContain('## Check-up · ');
		expect(checked.isPrivate).toBe(true);
		const access = await app.click('owner', opened.message, 'Roles and channels');
		const back = await app.click('owner', access.message, 'Back');
		expect(labels(back.message)).toContain('Remove the station');
	});

	test('how long the audit is kept is for who may manage the Discord server', async () => {
		const { message } = await edit();
		const { text } = await app.choose('owner', message, '7', 'How long the audit is kept: 90 days');
		expect(text).toContain('The audit is kept for 7 days from now on.');
		const access = await app.run('owner', 'settings edit', { station: lanternlight });
		await app.choose('owner', access.message, '90', 'How long the audit is kept: 7 days');
		const byRole = await app.run('admin', 'settings edit', { station: lanternlight });
		expect(textOf(byRole.message)).not.toContain('How long the audit is kept');
	});

	test('what was changed stands in the audit, and no key does', async () => {
		const { text } = await app.run('owner', 'audit');
		expect(text).toContain(`<@${app.as('owner').userId}> changed keys of`);
		expect(text).toContain('took the admin key of');
		expect(text).toContain('set how long the audit is kept: 90 days');
	});
});

describe('off-peak hours', () => {
	const hours = { from: '2', to: '05:30', zone: 'europe/vienna' };

	test('are set, shown, kept over a restart and taken back, without a call', async () => {
		app.calls();
		const { text } = await change('Off-peak hours', hours);
		expect(text).toContain('between 02:00 and 05:30 (Europe/Vienna) from now on.');
		expect((await edit()).text).toContain('**Off-peak hours** 02:00 to 05:30 (Europe/Vienna)');
		expect(app.calls()).toEqual([]);
		await app.restart();
		expect((await edit()).text).toContain('**Off-peak hours** 02:00 to 05:30 (Europe/Vienna)');
		expect((await app.run('owner', 'audit')).text).toContain('is read: 02:00–05:30 Europe/Vienna');
		const taken = await change('Off-peak hours', { from: '', to: '', zone: '' });
		expect(taken.text).toContain('may be read at any hour from now on.');
		expect((await edit()).text).not.toContain('**Off-peak hours**');
	});

	test.each([
		[{ ...hours, to: '' }, 'Off-peak hours are two times such as 02:00 and 05:30.'],
		[{ ...hours, to: '02:00' }, 'Off-peak hours are two times'],
		[{ ...hours, from: '25:00' }, 'Off-peak hours are two times'],
		[{ ...hours, zone: 'Nowhere/*Town*' }, 'There is no time zone “Nowhere/\\*Town\\*”.'],
	])('%j are refused, and nothing changes', async (typed, said) => {
		const { text } = await change('Off-peak hours', typed);
		expect(text).toContain(said);
		expect(text).toContain('Nothing was changed.');
		expect((await edit()).text).not.toContain('**Off-peak hours**');
	});

	test('can be set for a declared station as well', async () => {
		const { message } = await app.run('owner', 'settings edit', { station: 'Declared FM' });
		const form = await app.openForm('owner', message, 'Off-peak hours');
		const { text } = await app.submit('owner', form, { from: '23:00', to: '04:00', zone: 'UTC' });
		expect(text).toContain('**Off-peak hours** 23:00 to 04:00 (UTC)');
	});
});

describe('/settings export', () => {
	test('is a stations file without keys', async () => {
		const { message, isPrivate } = await app.run('owner', 'settings export');
		expect(isPrivate).toBe(true);
		const [file] = message.attachments;
		const response = await fetch(file?.url ?? '');
		const text = await response.text();
		const { stations } = stationsFile.parse(JSON.parse(text));
		expect(stations).toHaveLength(2);
		expect(stations[1]).toMatchObject({ guildId, backend: 'azuracast', url: app.radio.url, station: '1' });
		for (const key of Object.values(app.radio.keys)) expect(text).not.toContain(key.slice(17));
	});
});

describe('/settings remove', () => {
	test('refuses a declared station in a sentence', async () => {
		const { text } = await app.run('owner', 'settings remove', { station: 'Declared FM' });
		expect(text).toContain('Declared FM cannot be removed here');
	});

	test('two who say yes at once remove it once, and both are told', async () => {
		const { message } = await app.run('owner', 'setup');
		const first = await app.click('owner', message, 'Add stations');
		const form = await app.openForm('owner', first.message, 'Enter the address');
		const third = await app.submit('owner', form, { address: app.radio.url, admin: app.radio.keys.admin });
		const one = await app.choose('owner', third.message, ['3'], 'Choose stations');
		const fourth = await app.click('owner', one.message, 'Continue');
		const fifth = await app.click('owner', fourth.message, 'Continue');
		await app.click('owner', fifth.message, 'Save');
		const card = await app.run('owner', 'settings edit', { station: 'The Back Room' });
		const mine = await app.click('owner', card.message, 'Remove the station');
		const other = await app.run('owner', 'settings remove', { station: 'The Back Room' });
		expect(mine.text).toContain('Remove The Back Room from this server?');
		expect(mine.isPrivate).toBe(true);
		const ends = await Promise.all(
			[mine, other].map((asked) => app.click('owner', asked.message, 'Remove the station')),
		);
		expect(ends.map(({ text }) => text.split('\n', 1).join()).toSorted()).toEqual([
			'### ✅ The Back Room is removed',
			'### ✅ The Back Room was removed already',
		]);
		expect((await app.run('listener', 'stations')).text).not.toContain('The Back Room');
	});

	test('asks first, and leaves no key behind', async () => {
		const { message, text } = await app.run('owner', 'settings remove', { station: lanternlight });
		expect(text).toContain('**Airdeck forgets its keys, posts, alerts and song list.**');
		expect(labels(message)).toEqual(['Remove the station', 'Keep it']);
		const kept = await app.click('owner', message, 'Keep it');
		expect(kept.text).toContain('stays set up here.');
		const again = await app.run('owner', 'settings remove', { station: lanternlight });
		const gone = await app.click('owner', again.message, 'Remove the station');
		expect(gone.text).toContain('is removed');
		await app.restart();
		expect((await app.run('listener', 'stations')).text).not.toContain('Lantern');
		expect(app.stored()).not.toContain(tail(app.radio.keys.station));
	});
});
