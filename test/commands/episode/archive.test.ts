import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buttons } from '#demo/discord/read-message.ts';
import { type PodApp, startPodApp } from '#test/support/pod-app.ts';

describe('/episode archive', () => {
	let pod: PodApp;
	beforeEach(async () => {
		pod = await startPodApp();
		await pod.proveWriting();
		pod.podCalls();
	});
	afterEach(() => pod.close());
	const isArchived = (id: number) => pod.pod.world.episodes.find((one) => one.id === id)?.isArchived;

	test('asks first, and says that only the dashboard brings it back', async () => {
		const { text, isPrivate, message } = await pod.run('manager', 'episode archive', { episode: 'id:1000' });
		expect(isPrivate).toBe(true);
		expect(text).toContain('## Archive “Morning Drive – part 45”?');
		expect(text).toContain('Only the dashboard of AutoPod can bring it back; Airdeck cannot.');
		expect(isArchived(1000)).toBe(false);
		const done = await pod.click('manager', message, 'Archive');
		expect(done.text).toContain('### ✅ The episode is archived');
		expect(isArchived(1000)).toBe(true);
		expect(pod.podCalls()).toContain('DELETE /v1/episodes/1000 (write)');
		const audit = await pod.run('admin', 'audit');
		expect(audit.plain).toContain('archived the episode Morning Drive – part 45 of **Harbour Talk**');
	});

	test('leaves it where the answer is no, or nobody answers', async () => {
		const { message } = await pod.run('manager', 'episode archive', { episode: 'id:1000' });
		expect((await pod.click('manager', message, 'Leave it')).text).toContain('### Not archived');
		const other = await pod.run('manager', 'episode archive', { episode: 'id:1001' });
		await pod.app.clock.advance(61_000);
		expect(
			(await pod.click('manager', other.message, 'Archive').catch(() => undefined))?.text ?? '',
		).not.toContain('is archived');
		expect([isArchived(1000), isArchived(1001)]).toEqual([false, false]);
	});

	test('finds what was typed, and asks which', async () => {
		const which = await pod.run('manager', 'episode archive', { episode: 'concert' });
		expect(which.text).toContain('## Which episode?');
		const one = await pod.run('manager', 'episode archive', { episode: 'part 45' });
		expect(one.text).toContain('## Archive “Morning Drive – part 45”?');
		expect((await pod.run('manager', 'episode archive', { episode: 'zzz' })).text).toContain(
			'has no episode “zzz”',
		);
		const choices = await pod.suggest('manager', 'episode archive', { episode: '' }, 'episode');
		expect(choices).toHaveLength(25);
		expect(choices[0]).toMatchObject({ value: 'id:1000' });
	});

	test('was gone already', async () => {
		const { message } = await pod.run('manager', 'episode archive', { episode: 'id:1000' });
		const episode = pod.pod.world.episodes.find(({ id }) => id === 1000);
		if (episode !== undefined) episode.isArchived = true;
		expect((await pod.click('manager', message, 'Archive')).text).toContain('The episode was gone already');
		expect(pod.podCalls().filter((call) => call.startsWith('DELETE'))).toEqual([]);
	});

	test('is looked after once when the answer was lost', async () => {
		const { message } = await pod.run('manager', 'episode archive', { episode: 'id:1000' });
		pod.pod.faults.add({ path: /episodes\/1000/, method: 'DELETE', closeSocket: true, afterwards: true });
		expect((await pod.click('manager', message, 'Archive')).text).toContain('### ✅ The episode is archived');
		const other = await pod.run('manager', 'episode archive', { episode: 'id:1001' });
		pod.pod.faults.add({ path: /episodes\/1001/, method: 'DELETE', closeSocket: true });
		const lost = await pod.click('manager', other.message, 'Archive');
		expect(lost.text).toContain('It is not known whether it was done.');
		expect(buttons(lost.message).map(({ label }) => label)).not.toContain('Try again');
	});
});
