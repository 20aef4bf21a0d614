import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttons } from '#demo/discord/read-message.ts';
import { type PodApp, startPodApp } from '#test/support/pod-app.ts';

/** Monday, 10:30 in Berlin: Morning Drive is on. */
const monday = Date.UTC(2026, 10, 23, 9, 30);
const hour = 3_600_000;
const at = (iso: string) => Math.round(Date.parse(iso) / 1000);

describe('A station at AutoPod', () => {
	let pod: PodApp;
	beforeAll(async () => {
		pod = await startPodApp({ startAt: monday });
	});
	afterAll(() => pod.close());

	test('/nowplaying shows the show, and no button that makes no sense', async () => {
		const { text, message } = await pod.run('listener', 'nowplaying');
		expect(pod.podCalls()).toEqual(['GET /v1/now-playing (read)', 'GET /v1/station (read)']);
		expect(text).toContain(
			[
				'-# ▶️ On air · Harbour Talk',
				'## Morning Drive',
				`Since <t:${at('2026-11-23T09:00+01:00')}:t> · until <t:${at('2026-11-23T12:00+01:00')}:t>`,
			].join('\n'),
		);
		expect(text).toContain(`**Next** Afternoon Show\n-# <t:${at('2026-11-23T12:00+01:00')}:R>`);
		expect(buttons(message).map(({ label }) => label)).toEqual(['Schedule', 'Refresh']);
		expect(text).not.toMatch(/song|Cover/i);
	});

	test('/schedule turns its times into everybody’s own, and says how they were found out', async () => {
		pod.podCalls();
		const { text } = await pod.run('listener', 'schedule');
		expect(pod.podCalls().every((call) => /schedule|now-playing/.test(call))).toBe(true);
		expect(text).toContain('**Now: Morning Drive**');
		const friday = at('2026-11-27T22:00+01:00');
		expect(text).toContain(`<t:${friday}:t> **Night Shift**\n-# until <t:${friday + 4 * 3600}:t>`);
		expect(text).toContain('-# The times are worked out from the show that is on now');
	});

	test('/dj skip says in one sentence what there is instead', async () => {
		const { plain, isPrivate } = await pod.run('dj', 'dj skip');
		expect(isPrivate).toBe(true);
		expect(plain).toContain('AutoPod has no way to skip a song.');
		expect(plain).toMatch(/Harbour Talk has instead: .*\/episode list.*\/schedule/);
	});

	test('/doctor tells of each scope, by reads alone', async () => {
		await pod.app.clock.advance(60_000);
		pod.podCalls();
		const { text, message } = await pod.run('manager', 'doctor');
		expect(pod.podCalls().every((call) => call.startsWith('GET '))).toBe(true);
		expect(text).toContain(
			'**Granted** episodes:read, shows:read, schedule:read, now_playing:read, search:read',
		);
		expect(text).toContain('**Unproven** episodes:write, shows:write');
		expect(text).toContain('**Not needed** episodes:generate, schedule:write');
		expect(text).toContain('no read shows it, and what needs it is off until then');
		// To try it is for administrators.
		expect(buttons(message).map(({ label }) => label)).not.toContain('Try writing');
	});

	test('/doctor names its file by the station, since AutoPod has no number for it', async () => {
		const { message } = await pod.run('manager', 'doctor');
		const file = await pod.click('manager', message, 'All rights as a file');
		expect(file.message.attachments.map(({ filename }) => filename)).toEqual(['check-up-Harbour-Talk.txt']);
	});

	test('/doctor tries the writing scopes on an administrator’s word, and remembers', async () => {
		await pod.app.clock.advance(60_000);
		pod.podCalls();
		const { text, message } = await pod.proveWriting();
		expect(pod.podCalls().filter((call) => !call.startsWith('GET '))).toEqual([
			'POST /v1/episodes (write)',
			'POST /v1/shows (write)',
		]);
		expect(text).toMatch(/\*\*Granted\*\* episodes:write \(proven on <t:\d+:d>\), shows:write \(proven on/);
		expect(buttons(message).map(({ label }) => label)).not.toContain('Try writing');
		await pod.app.restart();
		const again = await pod.run('admin', 'doctor');
		expect(again.text).toContain('episodes:write (proven on');
	});

	test('speaks German to whoever does', async () => {
		const { message } = await pod.run('listener', 'nowplaying');
		const { text, isPrivate } = await pod.click('german', message, 'Schedule');
		expect(isPrivate).toBe(true);
		expect(text).toContain('**Jetzt: Morning Drive**');
		expect(text).toContain('-# Die Zeiten sind aus der Sendung berechnet, die gerade läuft');
	});
});

describe('A station whose clock nobody knows', () => {
	test('shows its schedule by its own times, and says so', async () => {
		// Monday, 16:30 in Berlin: nothing is on.
		const pod = await startPodApp({ startAt: monday + 6 * hour });
		const now = await pod.run('listener', 'nowplaying');
		expect(now.text).toContain('No show is planned for now.');
		expect(now.text).toContain('**Next** Morning Drive');
		const { text, message } = await pod.run('listener', 'schedule');
		expect(text).toContain('-# 7 days · times are those of the station');
		expect(text).toContain(
			'### Monday · today\n09:00–12:00 **Morning Drive**\n12:00–15:00 **Afternoon Show**',
		);
		expect(text).toContain('The time zone of the station is not known');
		expect(text).not.toContain('AutoDJ');
		expect(buttons(message).map(({ label, disabled }) => [label, disabled])).toEqual([
			['Earlier', true],
			['Later', true],
		]);
		await pod.close();
	});
});

describe('What only somebody at the station knows', () => {
	test('is set in /settings edit: the zone turns the times into moments, and a key is reminded of before it ends', async () => {
		const pod = await startPodApp({ startAt: monday + 6 * hour });
		const { message } = await pod.run('admin', 'settings edit');
		const form = await pod.app.openForm('admin', message, 'Dates and time zone');
		const refused = await pod.app.submit('admin', form, { zone: 'Nowhere/*Town*', station: '', admin: '' });
		expect(refused.text).toContain('Nowhere/\\*Town\\*');
		const values = { zone: 'Europe/Berlin', station: '', admin: '2026-11-30' };
		await pod.app.submit('admin', form, values);
		const { text } = await pod.run('listener', 'schedule');
		const tuesday = at('2026-11-24T09:00+01:00');
		expect(text).toContain(`<t:${tuesday}:t> **Morning Drive**\n-# until <t:${tuesday + 3 * 3600}:t>`);
		expect(text).not.toContain('worked out');
		const doctor = await pod.run('admin', 'doctor');
		const end = at('2026-12-01T00:00Z');
		expect(doctor.text).toContain(`-# works until <t:${end}:D>, <t:${end}:R>`);
		expect(doctor.text).toContain(`The admin key ends <t:${end}:R>. Make a new one in time.`);
		await pod.close();
	});
});

describe('A key that AutoPod does not take', () => {
	test('is explained with all that it may be', async () => {
		const pod = await startPodApp({ startAt: monday });
		pod.pod.switchPublicApi(false);
		const { plain } = await pod.run('listener', 'show list');
		expect(plain).toContain('It is unknown, revoked or expired, or the Public API is switched off');
		await pod.close();
	});

	test('or that lacks a scope is named with it', async () => {
		const pod = await startPodApp({
			startAt: monday,
			keys: ({ addKey }) => ({ station: addKey({ label: 'few', scopes: ['now_playing:read'] }) }),
		});
		const { plain } = await pod.run('listener', 'show list');
		expect(plain).toContain('it lacks the scope **shows:read**');
		await pod.close();
	});
});
