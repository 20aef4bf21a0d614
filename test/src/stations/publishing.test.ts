import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { BackendError } from '#src/backends/backend-error.ts';
import type { Episode } from '#src/backends/roles/episodes.ts';
import { archiveEpisode, publishEpisode } from '#src/stations/publishing.ts';

const episode: Episode = {
	id: '7',
	title: 'News',
	description: '',
	show: '',
	showId: null,
	at: null,
	audioUrl: null,
	bytes: null,
	length: null,
	art: null,
};
const wanted = { title: 'News', showId: null, description: '', audioUrl: 'https://files.example/a.mp3' };
const failure = (perhapsDone: boolean) =>
	new BackendError('POST /episodes', 'pod.example', { kind: 'server-trouble', status: 500 }, { perhapsDone });

/** Time goes on as soon as somebody waits. */
class HurriedClock extends ManualClock {
	override async sleep(ms: number): Promise<void> {
		await this.advance(ms);
	}
}

describe('Publishing', () => {
	test('is done when the station gives the episode out, which may take some looks', async () => {
		const seen = [null, new Error('first'), { ...episode, title: 'News, as it is there' }];
		const find = async () => {
			const next = seen.shift() ?? null;
			if (next instanceof Error) throw failure(false);
			return next;
		};
		const outcome = await publishEpisode(
			{ publish: async () => episode, find },
			new HurriedClock(),
			wanted,
			'a',
		);
		expect(outcome).toMatchObject({ kind: 'published', episode: { title: 'News, as it is there' } });
	});

	test('is not confirmed when it is not seen', async () => {
		const roles = { publish: async () => episode, find: async () => null };
		expect(await publishEpisode(roles, new HurriedClock(), wanted, 'a')).toEqual({
			kind: 'not-confirmed',
			episode,
		});
	});

	test('is lost without an answer, and failed where nothing can have been done', async () => {
		const roles = (error: BackendError) => ({ publish: () => Promise.reject(error), find: async () => null });
		const lost = failure(true);
		expect(await publishEpisode(roles(lost), new HurriedClock(), wanted, 'a')).toEqual({
			kind: 'lost',
			error: lost,
		});
		await expect(publishEpisode(roles(failure(false)), new HurriedClock(), wanted, 'a')).rejects.toThrow();
	});
});

describe('Archiving', () => {
	const lost = () => Promise.reject(failure(true));

	test('without an answer is done if the episode is gone, and not if it is there or nobody can tell', async () => {
		await archiveEpisode({ archive: lost, find: async () => null }, '7');
		await expect(archiveEpisode({ archive: lost, find: async () => episode }, '7')).rejects.toThrow();
		await expect(
			archiveEpisode({ archive: lost, find: () => Promise.reject(failure(false)) }, '7'),
		).rejects.toThrow();
	});
});
