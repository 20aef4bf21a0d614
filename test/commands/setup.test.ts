import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { Permission } from '#demo/discord/permissions.ts';
import { buttons, selects, textOf } from '#demo/discord/read-message.ts';
import { channels, guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import type { Seen } from '#test/support/people.ts';

let app: TestApp;

beforeEach(async () => {
	app = await startTestApp({ stations: [] });
	app.calls();
});
afterEach(() => app.close());

/** As far as the card that follows the address. */
async function enterAddress(typed = app.radio.url, keys: Record<string, string> = {}): Promise<Seen> {
	const { message } = await app.run('owner', 'setup');
	const form = await app.openForm('owner', message, 'Enter the address');
	return app.submit('owner', form, { address: typed, ...keys });
}

async function enterKeys(message: LoopbackMessage, keys: Record<string, string>): Promise<Seen> {
	const form = await app.openForm('owner', message, 'Enter keys');
	return app.submit('owner', form, keys);
}

const labels = (message: LoopbackMessage) => buttons(message).map(({ label }) => label);
const optionsOf = (message: LoopbackMessage) =>
	selects(message).flatMap((menu) => (menu.type === 3 ? menu.options : []));

describe('/setup', () => {
	test('is for administrators', async () => {
		const { text, isPrivate } = await app.run('manager', 'setup');
		expect(isPrivate).toBe(true);
		expect(text).toContain('Only administrators and above can do this.');
	});

	test('a public station without keys takes five interactions, up to the first answer', async () => {
		const { message, isPrivate } = await app.run('owner', 'setup');
		expect(isPrivate).toBe(true);
		expect(textOf(message)).toContain('-# Set-up · step 1 of 5\n## Where is your radio server?');
		const form = await app.openForm('owner', message, 'Enter the address');
		const second = await app.submit('owner', form, { address: ` ${app.radio.url}/public/lanternlight ` });
		expect(second.message.id).toBe(message.id);
		expect(second.text).toContain('✅ AzuraCast 0.23.7 answers at 127.0.0.1:');
		expect(second.text).toContain('⚠️ This address is not encrypted');
		expect(second.text).toContain('**Public stations** Lanternlight FM, Tidewater Live');
		expect(app.calls().every((call) => call.startsWith('GET') && call.endsWith('(none)'))).toBe(true);
		const saved = await app.click('owner', second.message, 'Save without keys');
		expect(saved.text).toContain('### ✅ 2 stations are set up');
		expect(saved.text).toContain('It is on air now: ');
		const { text } = await app.run('listener', 'nowplaying', { station: 'Tidewater Live' });
		expect(text).toContain('On air · Tidewater Live');
	});

	test('with both keys, roles and channels it takes nine', async () => {
		const second = await enterAddress();
		const third = await enterKeys(second.message, {
			station: app.radio.keys.station,
			admin: app.radio.keys.admin,
		});
		expect(third.text).toContain('## Which stations belong to this server?');
		expect(third.text).toMatch(
			new RegExp(`✅ Station key …${app.radio.keys.station.slice(-4)} belongs to \\S`),
		);
		// Only the station that the station key has rights on is chosen beforehand.
		expect(
			optionsOf(third.message)
				.filter((option) => option.default)
				.map(({ label }) => label),
		).toEqual(['Lanternlight FM']);
		expect(third.text).toContain('**Everything in use works.**');
		const fourth = await app.click('owner', third.message, 'Continue');
		// Chosen by their names; never the role that could change keys.
		const defaults = selects(fourth.message).map((menu) =>
			'default_values' in menu ? (menu.default_values ?? []).map(({ id }) => id) : [],
		);
		expect(defaults).toEqual([
			[roles.dj],
			[roles.manager],
			[],
			[channels.nowPlaying],
			[channels.requests],
			[channels.alerts],
			[channels.audit],
			[channels.upload],
		]);
		const fifth = await app.click('owner', fourth.message, 'Continue');
		expect(fifth.text).toContain('## Ready to save?');
		expect(fifth.text).toContain(`**Keys** Station key …${app.radio.keys.station.slice(-4)} · Admin key …`);
		const saved = await app.click('owner', fifth.message, 'Save');
		expect(saved.text).toContain('### ✅ Lanternlight FM is set up');
		app.calls();
		const queue = await app.run('listener', 'queue');
		expect(queue.text).toContain('## Up next · Lanternlight FM');
		expect(app.calls()[0]).toMatch(/^GET \/api\/station\/1\/queue.*\(station\)$/);
		// The roles count at once.
		expect((await app.seeInTime(() => app.discord.command(app.as('dj'), 'dj skip'))).text).toContain(
			'Skipped',
		);
	});

	test('what was set up is there after a restart, with keys that open', async () => {
		const third = await enterAddress(app.radio.url, { station: app.radio.keys.station });
		const fourth = await app.click('owner', third.message, 'Continue');
		const fifth = await app.click('owner', fourth.message, 'Continue');
		await app.click('owner', fifth.message, 'Save');
		await app.restart();
		app.calls();
		expect((await app.run('listener', 'queue')).text).toContain('## Up next · Lanternlight FM');
		expect(app.calls()[0]).toContain('(station)');
		const { text } = await app.run('owner', 'settings show');
		expect(text).toContain(`**Keys** Station key …${app.radio.keys.station.slice(-4)}`);
	});

	test('names the right that a key lacks, its fix, and what waits for it, before anything is saved', async () => {
		const key = app.radio.addKey({
			user: 'short',
			roles: 'Discord',
			stations: { 1: ['view station management', 'view station reports', 'manage station media'] },
		});
		const third = await enterAddress(app.radio.url, { station: key });
		expect(third.text).toMatch(/⚠️ \*\*3 rights are missing\.\*\* \d+ of \d+ commands cannot run/);
		expect(third.text).toContain('❌ **Manage Station Broadcasting** · station key');
		expect(third.text).toContain(
			'Administration › Roles & Permissions › “Discord” › Station Permissions › Lanternlight FM: add Manage Station Broadcasting',
		);
		expect(third.text).toContain('3 rights missing');
		expect(app.calls().filter((call) => !call.startsWith('GET'))).toEqual([]);
		expect((await app.run('listener', 'nowplaying')).text).toContain('No station is set up here yet');
	});

	test('cancelling leaves nothing behind, and its old buttons say so', async () => {
		const second = await enterAddress();
		const asked = structuredClone(second.message.components);
		const end = await app.click('owner', second.message, 'Cancel set-up');
		expect(end.text).toBe('### Set-up cancelled\nNothing was saved.');
		second.message.components = asked;
		const late = await app.click('owner', second.message, 'Save without keys');
		expect(late.text).toContain('The set-up was left open too long\nNothing was saved.');
		expect(app.log()).not.toContain('"deed":"done"');
	});

	test('waits 15 minutes for its person, and no longer', async () => {
		const second = await enterAddress();
		await app.clock.advance(14 * 60_000);
		const third = await app.click('owner', second.message, 'Go on without keys');
		expect(third.text).toContain('## Which stations');
		await app.clock.advance(16 * 60_000);
		const late = await app.click('owner', third.message, 'Continue');
		expect(late.text).toContain('The set-up was left open too long');
	});

	test('goes back, and keeps what was entered', async () => {
		const second = await enterAddress();
		const third = await app.click('owner', second.message, 'Go on without keys');
		const back = await app.click('owner', third.message, 'Back');
		expect(back.text).toContain('answers at');
		const first = await app.click('owner', back.message, 'Back');
		expect(first.text).toContain(`You entered “`);
		const again = await app.click('owner', first.message, 'Continue');
		expect(again.text).toContain('## Which keys may Airdeck use?');
	});

	test('no choice, no save', async () => {
		const second = await enterAddress();
		const third = await app.click('owner', second.message, 'Go on without keys');
		const none = await app.choose('owner', third.message, [], 'Choose stations');
		expect(none.text).toContain('None is chosen yet.');
		const next = buttons(none.message).find(({ label }) => label === 'Continue');
		expect(next?.disabled).toBe(true);
		const one = await app.choose('owner', none.message, ['2'], 'Choose stations');
		const fourth = await app.click('owner', one.message, 'Continue');
		const fifth = await app.click('owner', fourth.message, 'Continue');
		const saved = await app.click('owner', fifth.message, 'Save');
		expect(saved.text).toContain('### ✅ Tidewater Live is set up');
	});

	test('speaks the language of the person', async () => {
		app.discord.addMember(guildId, {
			id: app.as('german').userId,
			username: 'gerda',
			locale: 'de',
			roles: [],
			permissions: 32n,
		});
		const { text } = await app.run('german', 'setup');
		expect(text).toContain('## Wo ist dein Radioserver?');
	});
});

describe('/setup of an address', () => {
	test.each([
		['not an address', 'That is not a web address.'],
		['ftp://radio.example.org', 'That is not a web address.'],
		['http://user:pass@127.0.0.1', 'That is not a web address.'],
	])('%s is refused in a sentence, and the text is kept', async (typed, sentence) => {
		const { text, message } = await enterAddress(typed);
		expect(text).toContain('## Where is your radio server?');
		expect(text).toContain(sentence);
		expect(text).toContain('You entered “');
		expect(labels(message)).toContain('Change the address');
		expect(app.calls()).toEqual([]);
	});

	test('that nobody listens at, that is no AzuraCast, and that sends on', async () => {
		const silent = await enterAddress('http://127.0.0.1:9');
		expect(silent.text).toContain('127.0.0.1:9 does not answer: the connection is refused.');
		app.radio.faults.add({ path: /^\/api\/status/, html: '<html>Hello</html>' });
		const strange = await enterAddress();
		expect(strange.text).toContain('answers, but not as AzuraCast.');
		app.radio.faults.clear();
		app.radio.faults.add({ path: /^\/api\//, redirectTo: 'https://radio.example.org/api/status' });
		const elsewhere = await enterAddress();
		expect(elsewhere.text).toContain('sends on to https\\://radio.example.org');
	});

	test('in a private network is not asked at all, unless the operator allows it', async () => {
		const strict = await startTestApp({ stations: [], environment: { ALLOW_PRIVATE_NETWORKS: 'false' } });
		try {
			const { message } = await strict.run('owner', 'setup');
			const sentences = [];
			for (const typed of [strict.radio.url, 'http://127.0.0.1:9', 'http://[::1]/', 'http://10.0.0.1']) {
				const form = await strict.openForm(
					'owner',
					message,
					typed === strict.radio.url ? 'Enter the address' : 'Change the address',
				);
				const { text } = await strict.submit('owner', form, { address: typed });
				sentences.push(/⛔ (.+)/.exec(text)?.[1]);
			}
			expect(new Set(sentences)).toEqual(
				new Set(['Addresses inside private networks are not allowed here.']),
			);
			expect(strict.calls()).toEqual([]);
		} finally {
			await strict.close();
		}
	});

	test('can be tried a dozen times in ten minutes: it is no port scanner', async () => {
		const { message } = await app.run('owner', 'setup');
		let form = await app.openForm('owner', message, 'Enter the address');
		let text = '';
		for (let i = 0; i < 13; i++) {
			({ text } = await app.submit('owner', form, { address: `http://127.0.0.1:${i + 1}` }));
			form = await app.openForm('owner', message, 'Change the address');
		}
		expect(text).toMatch(/That was tried often enough for now\. Try again after <t:\d+:T>\./);
		await app.clock.advance(10 * 60_000);
		({ text } = await app.submit('owner', form, { address: app.radio.url }));
		expect(text).toContain('answers at');
	});
});

describe('/setup of keys', () => {
	test('a key of the wrong form is sent nowhere', async () => {
		const second = await enterAddress();
		app.calls();
		for (const typed of ['abc', '0123456789abcdef:zz', '0123456789abcdef0123456789abcdef', 'ключ:ключ']) {
			const form = await app.openForm('owner', second.message, 'Enter keys');
			const { text } = await app.submit('owner', form, { station: typed });
			expect(text).toContain('The station key is not a key: a key is 16 characters');
			expect(text).not.toContain(typed);
		}
		expect(app.calls()).toEqual([]);
	});

	test('a key that the server does not know, perhaps of another server', async () => {
		const second = await enterAddress();
		const { text } = await enterKeys(second.message, {
			station: '0123456789abcdef:0123456789abcdef0123456789abcdef',
		});
		expect(text).toContain('does not accept the station key …cdef');
		expect(text).toContain('## Which keys may Airdeck use?');
	});

	test('keys that are swapped are called so, and nothing is kept', async () => {
		const second = await enterAddress();
		const scoped = app.radio.addKey({
			user: 'admin-only',
			roles: 'Operators',
			global: ['view administration', 'view system logs', 'administer stations'],
		});
		const swapped = await enterKeys(second.message, { station: scoped, admin: app.radio.keys.station });
		expect(swapped.text).toContain('The two keys are swapped');
		expect(swapped.text).toContain('## Which keys may Airdeck use?');
	});

	test('nothing that was typed as a key ever stands in a message or in the log', async () => {
		const second = await enterAddress();
		await enterKeys(second.message, { station: app.radio.keys.limited, admin: app.radio.keys.noroles });
		for (const key of [app.radio.keys.limited, app.radio.keys.noroles]) {
			expect(app.sent()).not.toContain(key);
			expect(app.log()).not.toContain(key);
			expect(app.log()).not.toContain(key.slice(17));
		}
	});

	test('a private station is found with a key', async () => {
		const third = await enterAddress(app.radio.url, { admin: app.radio.keys.admin });
		expect(third.text).toContain('The Back Room (');
		const one = await app.choose('owner', third.message, ['3'], 'Choose stations');
		expect(one.text).toContain('private');
	});
});

describe('/setup by two at once', () => {
	test('the second to save is told that the station is there', async () => {
		const ours = await enterAddress();
		app.discord.addMember(guildId, { id: '900000000000000001', username: 'eve', permissions: 32n });
		const other = { guildId, channelId: channels.general, userId: '900000000000000001' };
		const theirs = await app.see(app.discord.command(other, 'setup'));
		const shown = await app.discord
			.press(other, theirs.message.id, buttons(theirs.message)[0]?.custom_id ?? '')
			.answer();
		if (shown.kind !== 'modal') throw new Error('A form was expected');
		const second = await app.see(app.discord.submit(other, shown.modal, { address: app.radio.url }));
		await app.click('owner', ours.message, 'Save without keys');
		const save = buttons(second.message).find(({ label }) => label === 'Save without keys');
		const late = await app.see(app.discord.press(other, second.message.id, save?.custom_id ?? ''));
		expect(late.text).toContain(
			'### ⛔ Nothing was saved\nOne of these stations was set up here a moment ago',
		);
		// Somebody else's draft is nobody's business.
		const foreign = app.discord.message(ours.message.id);
		expect(foreign?.ephemeralFor).toBe(app.as('owner').userId);
	});
});

describe('/setup where stations are', () => {
	test('adds others, or changes one', async () => {
		const second = await enterAddress();
		await app.click('owner', second.message, 'Save without keys');
		const start = await app.run('owner', 'setup');
		expect(start.text).toContain('## What shall be set up?\n-# 2 stations are set up here.');
		const edit = await app.choose('owner', start.message, optionsOf(start.message)[0]?.value ?? '');
		expect(edit.text).toContain('## Change Lanternlight FM');
		const again = await app.run('owner', 'setup');
		const first = await app.click('owner', again.message, 'Add stations');
		const form = await app.openForm('owner', first.message, 'Enter the address');
		const next = await app.submit('owner', form, { address: app.radio.url });
		expect(next.text).toContain('2 stations of this server are set up here already.');
		expect(labels(next.message)).not.toContain('Save without keys');
	});

	test('a station that vanished from the server before it was saved', async () => {
		const third = await enterAddress(app.radio.url, { admin: app.radio.keys.admin });
		const one = await app.choose('owner', third.message, ['2'], 'Choose stations');
		const fourth = await app.click('owner', one.message, 'Continue');
		const fifth = await app.click('owner', fourth.message, 'Continue');
		app.radio.faults.add({ path: /(admin\/stations|dashboard\/stations|api\/nowplaying$)/, body: '[]' });
		const saved = await app.click('owner', fifth.message, 'Save');
		expect(saved.text).toContain('**Tidewater Live** cannot be found on 127.0.0.1');
		expect((await app.run('owner', 'settings show')).text).toContain('No station is set up here yet');
	});

	test('a channel in which the bot may not write is named, with the right', async () => {
		app.discord.setBotPermissions(channels.audit, { deny: Permission.SendMessages });
		const second = await enterAddress();
		const third = await app.click('owner', second.message, 'Go on without keys');
		const fourth = await app.click('owner', third.message, 'Continue');
		expect(fourth.text).toContain(`✅ <#${channels.alerts}> · alerts`);
		expect(fourth.text).toContain(`❌ <#${channels.audit}> · audit: Airdeck may not Send Messages there.`);
		const emptied = await app.choose('owner', fourth.message, [], 'Audit: who did what');
		expect(emptied.text).not.toContain(channels.audit);
	});
});
