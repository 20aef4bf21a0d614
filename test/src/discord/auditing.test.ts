import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { channels, startTestApp, type TestApp } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';

let app: TestApp;

beforeAll(async () => {
	app = await startTestApp({ stations: [{ channels: { audit: channels.audit } }], guildLocale: 'de' });
});
afterAll(() => app.close());

const said = () => app.discord.messages(channels.audit).map((message) => textOf(message));
const inTime = (person: 'dj' | 'listener') =>
	app.seeInTime(() => app.discord.command(app.as(person), 'dj skip'));

describe('the audit channel', () => {
	test('reads what was done, by whom and how long it took, in the language of the server', async () => {
		putOnAir(app.radio.station('lanternlight'), { title: '@everyone *free* coins', artist: 'Nobody' });
		await inTime('dj');
		await vi.waitFor(() => expect(said()).toHaveLength(1));
		const [line] = said();
		expect(line).toMatch(
			/^✅ <@\d+> hat Nobody – \\@everyone \\\*free\\\* coins auf \*\*Lanternlight FM\*\* übersprungen · <t:\d+:T>\n-# bestätigt nach \d+ s · Kennung [a-z0-9]{4}-\d{4}$/,
		);
		expect(line).toContain(`<@${app.as('dj').userId}>`);
		// The reference leads to the log line of the same deed.
		expect(app.log()).toContain(`"reference":"${/Kennung (\S+)$/.exec(line ?? '')?.[1]}"`);
	});

	test('reads what failed and why, and not what was refused by level', async () => {
		await app.clock.advance(20_000);
		app.radio.faults.add({ path: /backend\/skip/, status: 502, html: '<html></html>' });
		await inTime('dj');
		app.radio.faults.clear();
		await inTime('listener');
		await vi.waitFor(() => expect(said()).toHaveLength(2));
		expect(said()[1]).toMatch(
			/^❌ <@\d+>: Der Song wurde nicht übersprungen · <t:\d+:T>\n-# Störung am Radioserver · \*\*Lanternlight FM\*\* · Kennung/,
		);
	});

	test('that is gone keeps nobody from anything, and the log says so', async () => {
		await app.clock.advance(20_000);
		app.discord.faults.add({
			path: new RegExp(`channels/${channels.audit}/messages`),
			status: 403,
			body: { code: 50013, message: 'Missing Permissions' },
		});
		const { text } = await inTime('dj');
		expect(text).toContain('### ✅ Skipped');
		await vi.waitFor(() => expect(app.log()).toContain('An announcement could not be sent'));
		app.discord.faults.clear();
	});
});
