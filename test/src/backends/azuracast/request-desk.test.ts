import { expect, test } from 'vitest';
import { simulated, versions } from './simulated.ts';

const asked = async (version: (typeof versions)[number]) => {
	const simulation = await simulated(version);
	const { station, clock, calls } = simulation;
	for (const title of ['First', 'Second', 'Third']) {
		const song = station.addSong({ title, artist: `Artist ${title}`, album: 'Asked' });
		station.requests.add(song, '127.0.0.1', clock.now(), 30);
		await clock.advance(1_000);
	}
	calls();
	return simulation;
};

test.each(versions)('%s: what waits, the oldest first', async (version) => {
	const { backend, calls, clock } = await asked(version);
	const pending = await backend.requestDesk!.pending();
	expect(pending.map(({ song }) => song.title)).toEqual(['First', 'Second', 'Third']);
	expect(pending[0]).toMatchObject({ song: { artist: 'Artist First', album: 'Asked' } });
	expect(Math.abs(pending[2]!.askedAt! - (clock.now() - 1_000))).toBeLessThan(1_000);
	expect(calls()).toEqual([
		'GET /api/station/1/reports/requests?rowCount=100&current=1&type=pending (station)',
	]);
});

test.each(versions)(
	'%s: one is asked to be dropped, and only the list tells whether it was',
	async (version) => {
		const { backend, calls } = await asked(version);
		const [first] = await backend.requestDesk!.pending();
		calls();
		await backend.requestDesk!.remove(first!.id);
		expect(calls()).toEqual([`DELETE /api/station/1/reports/requests/${first!.id} (station)`]);
		const isDropped = version === '0.19.7' || version === '0.20.4';
		expect(await backend.requestDesk!.pending()).toHaveLength(isDropped ? 2 : 3);
	},
);

test('all are dropped', async () => {
	const { backend, calls } = await asked('0.23.7');
	await backend.requestDesk!.clear();
	expect(calls()).toEqual(['POST /api/station/1/reports/requests/clear (station)']);
	expect(await backend.requestDesk!.pending()).toEqual([]);
});

test('what is in the queue already does not wait any more', async () => {
	const { backend, clock } = await asked('0.20.4');
	await clock.advance(2 * 3_600_000);
	expect((await backend.requestDesk!.pending()).length).toBeLessThan(3);
});
