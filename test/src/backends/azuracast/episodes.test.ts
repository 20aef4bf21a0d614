import { describe, expect, test } from 'vitest';
import { problemKind } from '#src/backends/backend-error.ts';
import { offers } from '#src/backends/offers.ts';
import { simulateStation, versions } from './simulated-station.ts';

const quay = '8b1c6f0a-0d0e-4a57-9f0f-3d6f2a7c1e01';

async function episodes(options: Parameters<typeof simulateStation>[0] = {}) {
	const all = await simulateStation(options);
	const role = all.backend.episodes;
	if (role === undefined) throw new Error('AzuraCast has podcasts');
	return { ...all, role };
}

describe('Episodes of an AzuraCast', () => {
	test.each(versions)('%s are read without a key, newest first', async (version) => {
		const { role, calls, radio } = await episodes({ version });
		const { rows, next, total } = await role.page({ perPage: 5 });
		expect(total).toBe(rows.length);
		expect(next).toBeNull();
		expect(calls()).toEqual([
			'GET /api/station/lanternlight/public/podcasts?rowCount=25&current=1 (none)',
			`GET /api/station/lanternlight/public/podcast/${quay}/episodes?rowCount=25&current=1 (none)`,
		]);
		const [first] = rows;
		expect(first).toMatchObject({ show: 'Notes from the Quay', showId: quay, bytes: null });
		expect(first?.length).toBeGreaterThan(60_000);
		expect(first?.audioUrl).toMatch(new RegExp(`^${radio.url}/api/station/.*/download$`));
		const times = rows.map(({ at }) => at ?? 0);
		expect(times).toEqual(times.toSorted((a, b) => b - a));
	});

	test('are read once for the pages that are turned, in pages that come to an end', async () => {
		const { role, station, calls } = await many();
		const first = await role.page({ perPage: 50 });
		expect(first.rows).toHaveLength(50);
		const ids = first.rows.map(({ id }) => id);
		for (let after = first.next; after !== null; ) {
			const page = await role.page({ perPage: 50, after });
			ids.push(...page.rows.map(({ id }) => id));
			after = page.next;
		}
		const all = station.podcasts.flatMap((podcast) => podcast.episodes.map(({ id }) => id));
		expect(new Set(ids)).toEqual(new Set(all));
		expect(calls()).toHaveLength(7);
	});

	test('are found by their id, and searched for by title and podcast', async () => {
		const { role } = await episodes();
		const [first] = (await role.page({ perPage: 1 })).rows;
		expect(await role.find(first?.id ?? '')).toEqual(first);
		expect(await role.find('nothing')).toBeNull();
		expect((await role.search('SLOW lanterns', 5)).map(({ title }) => title)).toEqual([
			'Slow Lanterns, line by line',
		]);
		expect(await role.search('quay', 1)).toHaveLength(1);
		expect(await role.search(' ', 5)).toEqual([]);
		expect((await role.page({ perPage: 5, show: 'another' })).rows).toEqual([]);
	});

	test('are published elsewhere', async () => {
		const { role, backend, calls } = await episodes();
		expect(offers(backend, 'episodes.publish')).toBe(false);
		const error: unknown = await role.archive('1').catch((failed: unknown) => failed);
		expect(problemKind(error)).toBe('not-offered');
		expect(calls()).toEqual([]);
	});
});

/** A podcast with more episodes than one answer holds. */
async function many() {
	const all = await episodes();
	const station = all.radio.station('lanternlight');
	const [podcast] = station.podcasts;
	if (podcast === undefined) throw new Error('There is a podcast');
	podcast.episodes = Array.from({ length: 130 }, (_, i) => ({
		id: `episode-${i}`,
		title: `Part ${i}`,
		description: '',
		publishAt: 1_794_700_800 - i * 86_400,
		lengthSeconds: 60,
	}));
	return { ...all, station };
}
