import { describe, expect, test } from 'vitest';
import { endpointsByName } from '#src/backends/autopod/endpoints.ts';
import type { BackendError } from '#src/backends/backend-error.ts';
import { simulated } from './simulated.ts';

async function episodes(options: Parameters<typeof simulated>[0] = {}) {
	const all = await simulated(options);
	const { episodes: role, shows } = all.backend;
	if (role === undefined || shows === undefined) throw new Error('AutoPod has shows and episodes');
	return { ...all, role, shows };
}

const news = {
	title: 'Harbour news',
	showId: '15',
	description: 'All of it.',
	audioUrl: 'https://files.example/news.mp3',
};

describe('Episodes', () => {
	test('are paged by the server’s own cursors to their end, the newest first', async () => {
		const { role, inTime, calls } = await episodes();
		const first = await inTime(role.page({ perPage: 20 }));
		expect(first.total).toBe(45);
		expect(first.rows[0]).toEqual({
			id: '1000',
			title: 'Morning Drive – part 45',
			description: '',
			show: 'Morning Drive',
			showId: '15',
			at: Date.UTC(2026, 10, 21, 19, 13, 40),
			audioUrl: 'https://cdn.example/e1000.mp3',
			bytes: 48_000_000,
			length: null,
			art: null,
		});
		const ids = first.rows.map(({ id }) => id);
		let { next } = first;
		while (next !== null) {
			const page = await inTime(role.page({ perPage: 20, after: next }));
			ids.push(...page.rows.map(({ id }) => id));
			({ next } = page);
		}
		expect(new Set(ids).size).toBe(45);
		expect(calls().at(1)).toMatch(/^GET \/v1\/episodes\?limit=20&cursor=\S+ \(read\)$/);
	});

	test('of one show, by their number, and one that is not there', async () => {
		const { role, inTime } = await episodes();
		const { rows } = await inTime(role.page({ perPage: 100, show: '18' }));
		expect(new Set(rows.map(({ show }) => show))).toEqual(new Set(['Sunday Concert']));
		expect((await inTime(role.find('1003')))?.show).toBe('Sunday Concert');
		expect(await inTime(role.find('999999'))).toBeNull();
		expect(await inTime(role.find('../shows'))).toBeNull();
	});

	test('are searched for with no more than 200 letters, none of them cut in half', async () => {
		const { role, inTime, calls } = await episodes();
		expect(await inTime(role.search('ada winter', 5))).toHaveLength(5);
		calls();
		await inTime(role.search(`${'a'.repeat(199)}🎙️`, 5));
		expect(calls()).toEqual([`GET /v1/search?q=${'a'.repeat(199)}&limit=5 (read)`]);
		expect(await inTime(role.search('  ', 5))).toEqual([]);
	});

	test('are published once for each attempt, however often it is sent', async () => {
		const { role, inTime, pod, calls } = await episodes();
		const one = await inTime(role.publish(news, 'interaction 1'));
		const same = await inTime(role.publish(news, 'interaction 1'));
		expect(same).toEqual(one);
		expect(pod.world.episodes.filter(({ title }) => title === news.title)).toHaveLength(1);
		const another = await inTime(role.publish(news, 'interaction 2'));
		expect(another.id).not.toBe(one.id);
		expect(calls()[0]).toBe('POST /v1/episodes (write)');
	});

	test('are published once though the answer was lost, because it is sent again under the same name', async () => {
		const { role, inTime, pod, calls } = await episodes();
		pod.faults.add({ path: /episodes/, method: 'POST', closeSocket: true, afterwards: true, times: 1 });
		const published = await inTime(role.publish(news, 'interaction 1'));
		expect(published).toMatchObject({ title: news.title, show: 'Morning Drive', audioUrl: news.audioUrl });
		expect(calls()).toEqual(['POST /v1/episodes (write)', 'POST /v1/episodes (write)']);
		expect(pod.world.episodes.filter(({ title }) => title === news.title)).toHaveLength(1);
	});

	test('may be there when no answer ever came', async () => {
		const { role, inTime, pod } = await episodes();
		pod.faults.add({ path: /episodes/, method: 'POST', closeSocket: true, afterwards: true });
		const error: unknown = await inTime(role.publish(news, 'interaction 1')).catch(
			(failed: unknown) => failed,
		);
		expect((error as BackendError).perhapsDone).toBe(true);
		expect((error as BackendError).problem.kind).toBe('unreachable');
	});

	test('are refused in the server’s words', async () => {
		const { role, inTime } = await episodes();
		const words = async (change: Partial<typeof news>) => {
			const error: unknown = await inTime(role.publish({ ...news, ...change }, 'a')).catch(
				(failed: unknown) => failed,
			);
			return (error as BackendError).problem;
		};
		expect(await words({ title: 'x'.repeat(500) })).toMatchObject({
			kind: 'refused',
			words: 'title must be 499 characters or fewer',
		});
		expect(await words({ audioUrl: 'ftp://files.example/a.mp3' })).toMatchObject({
			kind: 'refused',
			words: 'audio_url must be a valid HTTP/HTTPS URL',
		});
		expect(await words({ showId: '999' })).toMatchObject({ kind: 'not-found' });
		expect(await words({ description: 'x'.repeat(1_100_000) })).toMatchObject({ reason: 'too-large' });
	});

	test('are archived with one order, which is never sent twice', async () => {
		const { role, inTime, pod, calls } = await episodes();
		await inTime(role.archive('1000'));
		expect(pod.world.episodes.find(({ id }) => id === 1000)?.isArchived).toBe(true);
		expect(await inTime(role.find('1000'))).toBeNull();
		calls();
		pod.faults.add({ path: /episodes/, method: 'DELETE', closeSocket: true });
		const error: unknown = await inTime(role.archive('1001')).catch((failed: unknown) => failed);
		expect((error as BackendError).perhapsDone).toBe(true);
		// Cut before the key was read.
		expect(calls()).toEqual(['DELETE /v1/episodes/1001 (none)']);
	});
});

describe('Shows', () => {
	test('are listed by title, those that nobody sees yet as well', async () => {
		const { shows, inTime } = await episodes();
		const list = await inTime(shows.list());
		expect(list.map(({ title }) => title)).toEqual(list.map(({ title }) => title).toSorted());
		expect(list.find(({ title }) => title === 'Pilot')?.isPublished).toBe(false);
	});

	test('are edited as a whole, so that nothing which was left out is lost', async () => {
		const { shows, inTime, pod, calls } = await episodes();
		const edited = await inTime(shows.edit('15', { presenter: 'Gil', isPublished: false }));
		expect(calls()).toEqual([
			'GET /v1/shows/15 (read)',
			'PUT /v1/shows/15 (write)',
			'GET /v1/shows/15 (read)',
		]);
		expect(edited).toEqual({
			id: '15',
			title: 'Morning Drive',
			description: 'Morning Drive, every week.',
			presenter: 'Gil',
			isPublished: false,
			art: 'https://cdn.example/show-15.png',
		});
		expect(pod.world.shows[0]?.image).toBe('https://cdn.example/show-15.png');
	});

	test('of a name that is taken are a conflict', async () => {
		const { shows, inTime } = await episodes();
		const error: unknown = await inTime(shows.create({ title: 'Pilot' }, 'a')).catch(
			(failed: unknown) => failed,
		);
		expect((error as BackendError).problem).toMatchObject({ kind: 'refused', reason: 'conflict' });
	});

	test('nothing ever clears the schedule, deletes shows or makes episodes of recordings', async () => {
		const asked = Object.values(endpointsByName).map(({ method, path }) => `${method} ${path}`);
		expect(asked.filter((one) => /^(PUT|DELETE) \/schedule|^DELETE \/shows|generate/.test(one))).toEqual([]);
	});
});
