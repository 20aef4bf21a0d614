import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buttons, selects } from '#demo/discord/read-message.ts';
import { guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';

const list = 'GET /api/station/lanternlight/logs (station)';

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

const logs = (log: string) => app.run('manager', 'station logs', { log });
/** Not what a check-up of the keys asks in between. */
const logCalls = () => app.calls().filter((call) => call.includes('/log'));
const fileOf = (message: { attachments: { url: string }[] }) =>
	fetch(message.attachments.at(-1)?.url ?? '').then((answer) => answer.text());

describe('/station logs', () => {
	test('is refused to a DJ, without a call, while typing as well', async () => {
		const { text, isPrivate } = await app.run('dj', 'station logs', { log: 'liquidsoap_log' });
		expect(isPrivate).toBe(true);
		expect(text).toContain('Only managers and above can do this');
		expect(await app.suggest('dj', 'station logs', { log: 'l' }, 'log')).toEqual([]);
		expect(app.calls()).toEqual([]);
	});

	test('suggests the logs by name, and their keys as values', async () => {
		const suggestions = await app.suggest('manager', 'station logs', { log: 'icecast a' }, 'log');
		expect(suggestions).toEqual([{ name: 'Icecast Access Log', value: 'icecast_access_log' }]);
	});

	test('shows the last lines with the station key, privately, cleaned, and all of it as a file', async () => {
		const { text, isPrivate, message } = await logs('liquidsoap_log');
		expect(logCalls()).toEqual([list, 'GET /api/station/lanternlight/log/liquidsoap_log (station)']);
		expect(isPrivate).toBe(true);
		expect(text).toContain('## Liquidsoap Log · Lanternlight FM\n-# last ');
		const file = await fileOf(message);
		expect(file).toContain('API djauth');
		expect(file + text).not.toContain('hunter2');
		expect(text).toContain('blacked out: 1 place');
		expect(text.split('```')[1]?.trim().split('\n')).toHaveLength(12);
		expect(buttons(message).map(({ label }) => label)).toEqual(['Newer lines']);
	});

	test('takes a name that was typed, and asks which where there is none', async () => {
		expect((await logs('icecast error log')).text).toContain('## Icecast Error Log · ');
		const { text, message } = await logs('thermostat');
		expect(text).toContain('### Which log?\nThere is no log “thermostat” at Lanternlight FM.');
		const chosen = await app.choose('manager', message, 'icecast_xml');
		expect(chosen.text).toContain('## Icecast Configuration · ');
	});

	test('shows another log in place, with its own file alone', async () => {
		const { message } = await logs('liquidsoap_log');
		expect(selects(message)).toHaveLength(1);
		const { message: shown } = await app.choose('manager', message, 'icecast_error_log');
		expect(shown.id).toBe(message.id);
		expect(shown.attachments.map(({ filename }) => filename)).toEqual(['Icecast-Error-Log.log']);
	});

	test('fetches newer lines from where the last ones ended', async () => {
		const { message } = await logs('liquidsoap_log');
		app.calls();
		const nothing = await app.click('manager', message, 'Newer lines');
		expect(logCalls()[1]).toMatch(
			/^GET \/api\/station\/lanternlight\/log\/liquidsoap_log\?position=\d+ \(station\)$/,
		);
		app.radio.station('lanternlight').skip();
		const { message: newer } = await app.click('manager', nothing.message, 'Newer lines');
		expect((await fileOf(newer)).trim().split('\n')).toHaveLength(1);
	});

	test('is an error for a settings file of absurd size', async () => {
		const contents = 'a line that is of no use to anybody\n'.repeat(240_000);
		app.radio.faults.add({
			path: /log\/icecast_xml/,
			body: JSON.stringify({ contents, eof: true, position: null }),
		});
		const { text } = await logs('icecast_xml');
		// The client itself takes no more than 8 MiB: a sentence, and no torn file.
		expect(text).toContain('answered in a way Airdeck does not understand');
	});

	test('names the right that the key lacks', async () => {
		const poor = await startTestApp({ stations: (radio) => [{ keys: { station: radio.keys.limited } }] });
		const { text } = await poor.run('manager', 'station logs', { log: 'liquidsoap_log' });
		await poor.close();
		expect(text).toContain('### ⛔ The log was not fetched');
		expect(text).toContain('lacks the right **View Station Logs**');
	});

	test('speaks German to who reads German', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.manager]);
		const { text } = await app.run('german', 'station logs', { log: 'nichts' });
		app.discord.setMemberRoles(guildId, app.as('german').userId, []);
		expect(text).toContain('Bei Lanternlight FM gibt es kein Protokoll „nichts“.');
	});
});
