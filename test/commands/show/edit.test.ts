import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PodApp, startPodApp } from '#test/support/pod-app.ts';

describe('/show', () => {
	let pod: PodApp;
	beforeAll(async () => {
		pod = await startPodApp();
	});
	afterAll(() => pod.close());
	const show = (title: string) => pod.pod.world.shows.find((one) => one.title === title);

	test('list shows everybody what is published, and managers the rest for themselves', async () => {
		const { text, isPrivate, message } = await pod.run('manager', 'show list');
		expect(isPrivate).toBe(false);
		expect(pod.podCalls()).toEqual(['GET /v1/shows (read)']);
		expect(text).toContain('**Morning Drive**\n-# Ada Winter\n-# Morning Drive, every week.');
		expect(text).not.toContain('Pilot');
		const refused = await pod.click('listener', message, 'Unpublished too');
		expect(refused.text).toContain('Only managers and above');
		const all = await pod.click('manager', message, 'Unpublished too');
		expect(all.isPrivate).toBe(true);
		expect(all.text).toContain('**Pilot**\n-# Finn · ');
		expect(all.text).toContain('not published');
	});

	test('create and edit are off until the scope is proven', async () => {
		pod.podCalls();
		for (const [command, options] of [
			['show create', { title: 'Fog Horn' }],
			['show edit', { show: 'Pilot', published: true }],
		] as const)
			expect((await pod.run('manager', command, options)).text).toContain('**shows:write**');
		expect(pod.podCalls()).toEqual([]);
	});

	test('create makes a show once, and shows it as the station lists it', async () => {
		await pod.proveWriting();
		pod.podCalls();
		const { text } = await pod.run('manager', 'show create', { title: 'Fog Horn', presenter: 'Gil' });
		expect(pod.podCalls()).toEqual(['POST /v1/shows (write)', 'GET /v1/shows (read)']);
		expect(text).toContain('### ✅ The show is made');
		expect(text).toContain('**Fog Horn**\n-# Gil · ');
		expect(show('Fog Horn')).toMatchObject({ presenter: 'Gil', published: false });
		const taken = await pod.run('manager', 'show create', { title: 'Fog Horn' });
		expect(taken.plain).toContain('A show with this identifier already exists');
	});

	test('edit changes what was given, and keeps the rest', async () => {
		pod.podCalls();
		const { text } = await pod.run('manager', 'show edit', {
			show: 'fog',
			published: true,
			description: 'Low notes.',
		});
		expect(pod.podCalls().filter((call) => !call.startsWith('GET'))).toEqual([
			expect.stringMatching(/^PUT \/v1\/shows\/\d+ \(write\)$/),
		]);
		expect(text).toContain('### ✅ The show is changed');
		expect(show('Fog Horn')).toMatchObject({ presenter: 'Gil', published: true, description: 'Low notes.' });
		const audit = await pod.run('admin', 'audit');
		expect(audit.plain).toContain('changed the show Fog Horn on **Harbour Talk**');
	});

	test('edit says what the station did not take', async () => {
		pod.pod.faults.add({ path: /shows\/\d+/, method: 'PUT', body: '{"id":15}', times: 1 });
		const { text } = await pod.run('manager', 'show edit', { show: 'Morning Drive', presenter: 'Nobody' });
		expect(text).toContain('### ❔ Asked to change it, not confirmed');
		expect(text).toContain('still shows as before: presenter');
	});

	test('edit wants to know what, and which', async () => {
		pod.podCalls();
		expect((await pod.run('manager', 'show edit', { show: 'Pilot' })).text).toContain(
			'Say what is to be changed',
		);
		expect(pod.podCalls()).toEqual([]);
		const which = await pod.run('manager', 'show edit', { show: 'e', presenter: 'Someone' });
		expect(which.text).toContain('## Which show?');
		const chosen = await pod.choose('manager', which.message, 'id:15');
		expect(chosen.text).toContain('### ✅ The show is changed');
		expect(show('Morning Drive')?.presenter).toBe('Someone');
	});
});
