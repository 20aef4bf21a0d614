import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttons } from '#demo/discord/read-message.ts';
import { type PodApp, startPodApp } from '#test/support/pod-app.ts';

describe('/episode list and search', () => {
	let pod: PodApp;
	beforeAll(async () => {
		pod = await startPodApp();
	});
	afterAll(() => pod.close());

	test('lists the newest for everybody, with show, day, size and where to hear them', async () => {
		const { text, isPrivate, message } = await pod.run('listener', 'episode list');
		expect(isPrivate).toBe(false);
		expect(pod.podCalls()).toEqual(['GET /v1/episodes?limit=5 (read)']);
		expect(text).toContain('## Episodes · Harbour Talk\n-# 45 episodes · page 1');
		expect(text).toMatch(/\*\*Morning Drive – part 45\*\*\n-# Morning Drive · <t:\d+:D> · 48 MB/);
		expect(buttons(message).map(({ label }) => label)).toEqual([
			...Array.from({ length: 5 }, () => 'Listen'),
			'Previous',
			'Next',
		]);
	});

	test('turns pages by the server’s cursors, forth and back, also after a restart', async () => {
		const first = await pod.run('listener', 'episode list');
		const second = await pod.click('dj', first.message, 'Next');
		expect(second.text).toContain('page 2');
		expect(second.text).toContain('part 40');
		expect(second.message.id).toBe(first.message.id);
		await pod.app.restart();
		await pod.app.clock.advance(5_000);
		const third = await pod.click('dj', second.message, 'Next');
		expect(third.text).toContain('part 35');
		const back = await pod.click('dj', third.message, 'Previous');
		expect(back.text).toContain('part 40');
		const start = await pod.click('dj', back.message, 'Previous');
		expect(start.text).toContain('part 45');
		expect(buttons(start.message).find(({ label }) => label === 'Previous')?.disabled).toBe(true);
	});

	test('lists those of one show, to its end', async () => {
		const first = await pod.run('listener', 'episode list', { show: 'Sunday Concert' });
		expect(first.text).toContain('-# Sunday Concert · 9 episodes · page 1');
		const last = await pod.click('listener', first.message, 'Next');
		expect(buttons(last.message).find(({ label }) => label === 'Next')?.disabled).toBe(true);
	});

	test('does not let a listener find a show that is not published', async () => {
		expect((await pod.run('listener', 'episode list', { show: 'Pilot' })).text).toContain(
			'has no show “Pilot”',
		);
		const choices = await pod.suggest('listener', 'episode list', { show: '' }, 'show');
		expect(choices.map(({ name }) => name)).not.toContain('Pilot');
	});

	test('finds by title, show or presenter, page by page', async () => {
		const { text, message } = await pod.run('listener', 'episode search', { text: 'ADA winter' });
		expect(text).toContain('## Episodes with “ADA winter”\n-# Harbour Talk · 9 episodes · page 1 of 2');
		const second = await pod.click('listener', message, 'Next');
		expect(second.text).toContain('page 2 of 2');
		expect((await pod.run('listener', 'episode search', { text: 'zzz' })).text).toBe(
			'Harbour Talk has no episode with “zzz”.',
		);
	});

	test('makes what the server says safe', async () => {
		const [episode] = pod.pod.world.episodes;
		if (episode === undefined) throw new Error('There are episodes');
		Object.assign(episode, { title: '@everyone **loud**', audioUrl: 'javascript:alert(1)' });
		const { text } = await pod.run('listener', 'episode list');
		expect(text).toContain('**\\@everyone \\*\\*loud\\*\\***');
	});

	test('says what does not answer', async () => {
		await pod.pod.down();
		const { text, isPrivate } = await pod.run('listener', 'episode list');
		expect(isPrivate).toBe(true);
		expect(text).toContain('### ⛔ The episodes were not fetched');
		await pod.pod.up();
	});
});

test('/episode list speaks German on a German server', async () => {
	const pod = await startPodApp({ guildLocale: 'de' });
	const { text } = await pod.run('german', 'episode list');
	expect(text).toContain('## Folgen · Harbour Talk\n-# 45 Folgen · Seite 1');
	await pod.close();
});
