import { afterEach, describe, expect, test } from 'vitest';
import { buttons } from '#demo/discord/read-message.ts';
import { type PodApp, startPodApp } from '#test/support/pod-app.ts';

const news = { title: 'Harbour news', audio_url: 'https://files.example/news.mp3' };
const made = ({ pod }: PodApp) => pod.world.episodes.filter(({ title }) => title === news.title);
const posts = ({ pod }: PodApp) =>
	pod.requests.filter(
		({ method, path, status }) => method === 'POST' && path === '/v1/episodes' && status === 201,
	);

describe('/episode publish', () => {
	let pod: PodApp;
	const start = async (options?: Parameters<typeof startPodApp>[0]) => {
		pod = await startPodApp(options);
		await pod.proveWriting();
		pod.podCalls();
	};
	afterEach(() => pod.close());

	test('is off until the scope is proven, and says who can mend it', async () => {
		pod = await startPodApp();
		const { text, isPrivate, message } = await pod.run('manager', 'episode publish', news);
		expect(isPrivate).toBe(true);
		expect(text).toContain('### ❔ The episode was not published');
		expect(text).toContain('has **episodes:write**, which no harmless read shows');
		expect(buttons(message).map(({ label }) => label)).toContain('Check-up');
		expect(pod.podCalls()).toEqual([]);
	});

	test('is for managers', async () => {
		pod = await startPodApp();
		expect((await pod.run('dj', 'episode publish', news)).text).toContain('Only managers and above');
		expect(pod.podCalls()).toEqual([]);
	});

	test('publishes with the key that writes, and shows what the station then gives out', async () => {
		await start();
		const { text, message } = await pod.run('manager', 'episode publish', {
			...news,
			show: 'morning drive',
			description: 'All **of** it.',
		});
		expect(pod.podCalls()).toEqual([
			'GET /v1/shows (read)',
			'POST /v1/episodes (write)',
			expect.stringMatching(/^GET \/v1\/episodes\/\d+ \(read\)$/),
		]);
		expect(text).toContain('### ✅ The episode is published');
		expect(text).toContain('**Harbour news**\n-# Morning Drive · <t:');
		expect(text).toContain('All \\*\\*of\\*\\* it.');
		expect(buttons(message).map(({ label }) => label)).toEqual(['Listen']);
		expect(made(pod)).toMatchObject([{ showId: 15, audioUrl: news.audio_url }]);
		const audit = await pod.run('admin', 'audit');
		expect(audit.plain).toContain('published the episode Harbour news on **Harbour Talk**');
	});

	test('publishes once though the answer was lost and somebody tries again', async () => {
		await start();
		const lost = { path: /\/episodes$/, method: 'POST', closeSocket: true, afterwards: true };
		pod.pod.faults.add(lost);
		const first = await pod.run('manager', 'episode publish', news);
		expect(first.text).toContain('### ❔ Perhaps published');
		pod.pod.faults.clear();
		await pod.app.restart();
		await pod.app.clock.advance(5_000);
		const again = await pod.click('manager', first.message, 'Try again');
		expect(again.text).toContain('### ✅ The episode is published');
		expect(made(pod)).toHaveLength(1);
	});

	test('publishes once though “Try again” of an error card sends it again', async () => {
		await start();
		pod.pod.faults.add({
			path: /\/episodes$/,
			method: 'POST',
			status: 429,
			body: '{"message":"Too many"}',
			times: 1,
		});
		const refused = await pod.run('manager', 'episode publish', news);
		expect(refused.text).toContain('asks for a pause');
		const again = await pod.click('manager', refused.message, 'Try again');
		expect(again.text).toContain('### ✅ The episode is published');
		// The button still stands on the old card in another window: pressed once more it is the same attempt.
		expect(made(pod)).toHaveLength(1);
	});

	test('gives two commands two episodes', async () => {
		await start();
		await pod.run('manager', 'episode publish', news);
		await pod.run('manager', 'episode publish', news);
		expect(made(pod)).toHaveLength(2);
		expect(posts(pod)).toHaveLength(2);
	});

	test('says in words why it was refused', async () => {
		await start();
		const body = (message: string) => JSON.stringify({ message });
		const fault = { path: /\/episodes$/, method: 'POST', times: 1 };
		pod.pod.faults.add({ ...fault, status: 409, body: body('identifier exists') });
		expect((await pod.run('manager', 'episode publish', news)).plain).toContain(
			'gave this reason: “identifier exists”',
		);
		pod.pod.faults.add({ ...fault, status: 413, body: body('too large') });
		expect((await pod.run('manager', 'episode publish', news)).plain).toContain('larger than it takes');
		pod.pod.faults.add({ ...fault, status: 400, body: body('title is required') });
		expect((await pod.run('manager', 'episode publish', news)).plain).toContain('“title is required”');
	});

	test('sends nothing for an address that is none, or a title without a letter', async () => {
		await start();
		for (const audio_url of [
			'ftp://files.example/a.mp3',
			'javascript:alert(1)',
			'https://me:word@files.example/a',
			'news',
		])
			expect((await pod.run('manager', 'episode publish', { ...news, audio_url })).text).toContain(
				'has to begin with',
			);
		expect((await pod.run('manager', 'episode publish', { ...news, title: '\u200b' })).text).toContain(
			'needs a title',
		);
		expect(pod.podCalls()).toEqual([]);
	});

	test('asks which show, suggests them, and knows one that is not published', async () => {
		await start();
		const choices = await pod.suggest('manager', 'episode publish', { ...news, show: 'fi' }, 'show');
		expect(choices.map(({ name }) => name)).toEqual(['Pilot']);
		const which = await pod.run('manager', 'episode publish', { ...news, show: 'n' });
		expect(which.text).toContain('Night Shift');
		const chosen = await pod.choose('manager', which.message, 'id:17');
		expect(chosen.text).toContain('**Harbour news**\n-# Night Shift');
		const hidden = await pod.run('manager', 'episode publish', { ...news, show: choices[0]?.value ?? '' });
		expect(hidden.text).toContain('The show Pilot is not published');
		expect((await pod.run('manager', 'episode publish', { ...news, show: 'Nowhere' })).text).toContain(
			'Harbour Talk has no show “Nowhere”.',
		);
	});

	test('is off again when the key loses the scope', async () => {
		await start();
		pod.pod.setScopes(pod.pod.keys.write, ['shows:write']);
		expect((await pod.run('manager', 'episode publish', news)).plain).toContain(
			'lacks the scope **episodes:write**',
		);
		pod.podCalls();
		expect((await pod.run('manager', 'episode publish', news)).text).toContain(
			'### ❔ The episode was not published',
		);
		// The self-check looks after a refusal, by reads.
		expect(pod.podCalls().filter((call) => call.startsWith('POST'))).toEqual([]);
	});
});
