import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { buttons, selects } from '#demo/discord/read-message.ts';
import { channels, guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import type { Seen } from '#test/support/people.ts';

let app: TestApp;

beforeEach(async () => {
	app = await startTestApp({ stations: [] });
	app.calls();
});
afterEach(() => app.close());

async function enterAddress(keys: Record<string, string> = {}): Promise<Seen> {
	const { message } = await app.run('owner', 'setup');
	const form = await app.openForm('owner', message, 'Enter the address');
	return app.submit('owner', form, { address: app.radio.url, ...keys });
}

const labels = (message: LoopbackMessage) => buttons(message).map(({ label }) => label);
const optionsOf = (message: LoopbackMessage) =>
	selects(message).flatMap((menu) => (menu.type === 3 ? menu.options : []));

describe('what is chosen in /setup', () => {
	test('looks for the chosen radio system alone, and forgets the server when another one is chosen', async () => {
		const { message } = await app.run('owner', 'setup');
		const chosen = await app.choose('owner', message, 'icecast', 'Which radio system is it?');
		expect(optionsOf(chosen.message).find((option) => option.default)?.value).toBe('icecast');
		app.calls();
		const form = await app.openForm('owner', chosen.message, 'Enter the address');
		const refused = await app.submit('owner', form, { address: app.radio.url });
		expect(refused.text).toContain('## Where is your radio server?');
		expect(labels(refused.message)).not.toContain('Continue');
		expect(app.calls().filter((call) => call.includes('/api/'))).toEqual([]);

		const any = await app.choose('owner', refused.message, 'any', 'Which radio system is it?');
		const again = await app.openForm('owner', any.message, 'Change the address');
		const second = await app.submit('owner', again, { address: app.radio.url });
		expect(second.text).toContain('AzuraCast 0.23.7 answers at');
		const back = await app.click('owner', second.message, 'Back');
		const same = await app.choose('owner', back.message, 'azuracast', 'Which radio system is it?');
		expect(labels(same.message)).toContain('Continue');
		const other = await app.choose('owner', same.message, 'autopod', 'Which radio system is it?');
		expect(labels(other.message)).not.toContain('Continue');
	});

	test('finds one of many stations by a word of its name, and keeps what was chosen in sight', async () => {
		const shown: unknown = await (await fetch(`${app.radio.url}/api/nowplaying`)).json();
		const [first] = z.array(z.looseObject({ station: z.looseObject({ id: z.number() }) })).parse(shown);
		const many = Array.from({ length: 30 }, (_, at) => ({
			...first,
			station: { ...first?.station, id: at + 1, name: `Wave ${at + 1}`, shortcode: `wave_${at + 1}` },
		}));
		app.radio.faults.add({ path: /^\/api\/nowplaying$/, body: JSON.stringify(many) });
		const second = await enterAddress();
		const third = await app.click('owner', second.message, 'Go on without keys');
		expect(optionsOf(third.message)).toHaveLength(25);
		expect(third.text).toContain('25 of 30');
		const one = await app.choose('owner', third.message, ['2'], 'Choose stations');
		const search = await app.openForm('owner', one.message, 'Search');
		const found = await app.submit('owner', search, { text: ' WAVE 3' });
		// Those of the search, and the chosen one first.
		expect(optionsOf(found.message).map(({ label }) => label)).toEqual(['Wave 2', 'Wave 3', 'Wave 30']);
		const all = await app.submit('owner', await app.openForm('owner', found.message, 'Search'), { text: '' });
		expect(optionsOf(all.message)).toHaveLength(25);
	});

	test('takes roles and channels, warns of those that give away too much, and says at the end what a key lacks', async () => {
		const key = app.radio.addKey({
			user: 'short',
			roles: 'Discord',
			stations: { 1: ['view station management', 'view station reports', 'manage station media'] },
		});
		const third = await enterAddress({ station: key });
		const fourth = await app.click('owner', third.message, 'Continue');
		const everyone = await app.choose(
			'owner',
			fourth.message,
			[guildId, roles.manager],
			'DJs: skip, queue, requests',
		);
		expect(everyone.text).toContain('@everyone');
		expect(everyone.text).toContain(`<@&${roles.manager}>`);
		const dj = await app.choose('owner', everyone.message, [roles.dj], 'DJs: skip, queue, requests');
		expect(dj.text).not.toContain('@everyone');
		const alerts = await app.choose(
			'owner',
			dj.message,
			channels.general,
			'Alerts: lost rights, long work, trouble',
		);
		expect(alerts.text).toContain(`✅ <#${channels.general}> · alerts`);
		const fifth = await app.click('owner', alerts.message, 'Continue');
		expect(fifth.text).toContain('## Ready to save?');
		expect(fifth.text).toContain('Manage Station Broadcasting');
		expect(fifth.text).toContain('`/dj disconnect`');
		expect(fifth.text).toContain(`<#${channels.general}>`);
	});
});
