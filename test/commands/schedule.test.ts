import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttons } from '#demo/discord/read-message.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';

const week = 7 * 24 * 3_600_000;
const day = (text: string) => Math.round(Date.parse(text) / 1000);

describe('/schedule', () => {
	let app: TestApp;
	const asked = (from: number) => {
		const time = (at: number) => encodeURIComponent(`${new Date(at).toISOString().slice(0, 19)}Z`);
		return `GET /api/station/lanternlight/schedule?start=${time(from)}&end=${time(from + week)} (none)`;
	};
	beforeAll(async () => {
		app = await startTestApp();
	});
	afterAll(() => app.close());

	test('shows everybody the next week by its days, in each reader’s own time, without a key', async () => {
		const { text, isPrivate } = await app.run('listener', 'schedule');
		expect(app.calls()).toEqual(['GET /api/nowplaying/lanternlight (none)', asked(app.clock.now())]);
		expect(isPrivate).toBe(false);
		expect(text).toContain(`-# 7 days from <t:${Math.round(app.clock.now() / 1000)}:D> · times are yours`);
		const boats = day('2026-11-24T06:00+01:00');
		const hanne = day('2026-11-24T20:00+01:00');
		expect(text).toContain(
			[
				`### <t:${boats}:D>`,
				`<t:${boats}:t> **Morning Boats**`,
				`-# until <t:${boats + 4 * 3600}:t>`,
				`<t:${hanne}:t> **Hanne**`,
				`-# until <t:${hanne + 2 * 3600}:t>`,
			].join('\n'),
		);
		expect(text).not.toContain('Now:');
	});

	test('turns by weeks in place', async () => {
		const { message } = await app.run('listener', 'schedule');
		expect(buttons(message).find(({ label }) => label === 'Earlier')?.disabled).toBe(true);
		app.calls();
		const later = await app.click('dj', message, 'Later');
		expect(app.calls()).toEqual([asked(app.clock.now() + week)]);
		expect(later.message.id).toBe(message.id);
		const earlier = await app.click('dj', message, 'Earlier');
		expect(earlier.text).toContain(`7 days from <t:${Math.round(app.clock.now() / 1000)}:D>`);
	});

	test('cuts a full day, gives the date to what runs past half a day, and makes names safe', async () => {
		const noon = day('2026-11-26T12:00+01:00');
		const entry = (hours: number, from: number, name: string) => ({
			id: from,
			type: 'streamer',
			name,
			title: name,
			description: 'With **guests**',
			start_timestamp: noon + from * 3600,
			end_timestamp: noon + (from + hours) * 3600,
		});
		const rows = [
			...[0, 1, 2, 3, 4, 5, 6].map((from) => entry(1, from, `Show ${from}`)),
			entry(13, 8, '@here'),
		];
		app.radio.faults.add({ path: /\/schedule/, body: JSON.stringify(rows), times: 1 });
		const { text } = await app.run('listener', 'schedule');
		expect(text).toContain(
			`<t:${noon}:t> **Show 0**\n-# until <t:${noon + 3600}:t> · With \\*\\*guests\\*\\*`,
		);
		expect(text).toContain('-# and 2 more');
		const long = [entry(13, 8, '@here')];
		app.radio.faults.add({ path: /\/schedule/, body: JSON.stringify(long), times: 1 });
		const overnight = await app.run('listener', 'schedule');
		expect(overnight.text).toContain(`**\\@here**\n-# until <t:${noon + 21 * 3600}:f>`);
	});
});

describe('/schedule during a show', () => {
	let app: TestApp;
	beforeAll(async () => {
		// Tuesday, 20:30 in Vienna. The station would take its time to play there.
		app = await startTestApp({ startAt: Date.parse('2026-11-24T20:30+01:00') });
	});
	afterAll(() => app.close());

	test('puts what is on now above the days', async () => {
		const { text } = await app.run('listener', 'schedule');
		const until = day('2026-11-24T22:00+01:00');
		expect(text).toContain(`🎙️ **Now: Hanne**\n-# until <t:${until}:t>`);
		expect(text).not.toContain(`<t:${until - 2 * 3600}:t> **Hanne**`);
	});

	test('is private from the button of a live card, in the person’s language', async () => {
		app.radio.station('lanternlight').goLive('Hanne');
		await app.clock.advance(20_000);
		const card = await app.run('listener', 'nowplaying');
		const seen = await app.click('german', card.message, 'Schedule');
		expect(seen.isPrivate).toBe(true);
		expect(seen.text).toContain('## Sendeplan · Lanternlight FM');
		expect(seen.text).toContain('**Jetzt: Hanne**');
	});
});

describe('/schedule of a station', () => {
	test('without plans says so', async () => {
		const app = await startTestApp({
			stations: (radio) => [
				{
					station: 'backroom',
					name: 'The Back Room',
					keys: { station: radio.addKey({ user: 'backroom', stations: { 3: ['administer all'] } }) },
				},
			],
		});
		const { text } = await app.run('listener', 'schedule');
		expect(text).toContain('Nothing is planned. The AutoDJ plays its playlists around the clock.');
		expect(app.calls().at(-1)).toMatch(/^GET \/api\/station\/backroom\/schedule\?.* \(backroom\)$/);
		await app.close();
	});
});
