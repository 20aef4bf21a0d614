import { expect, test } from 'vitest';
import { simulateStation } from './simulated-station.ts';

const songsPerStation = 60;

test('the whole list is read with the station key, in large pages; searching sends none', async () => {
	const { backend, calls } = await simulateStation({ songsPerStation });
	const all = await backend.requests?.list(1, 250);
	expect(all?.rows.length).toBe(all?.total);
	expect(all?.rows.length).toBeGreaterThan(25);
	expect(calls()).toEqual(['GET /api/station/lanternlight/requests?rowCount=250&current=1 (station)']);
	await backend.requests?.search('a', 1, 10);
	expect(calls()).toEqual([
		'GET /api/station/lanternlight/requests?rowCount=10&current=1&searchPhrase=a (none)',
	]);
});

test('any valid key lifts the limit of rows, also one without rights', async () => {
	const { backend, calls } = await simulateStation({ songsPerStation, keys: { station: 'noroles' } });
	expect((await backend.requests?.list(1, 250))?.rows.length).toBeGreaterThan(25);
	expect(calls()).toHaveLength(1);
});

test('without a key 25 come at a time', async () => {
	const { backend, calls } = await simulateStation({ songsPerStation, keys: {} });
	const first = await backend.requests?.list(1, 250);
	expect(first?.rows).toHaveLength(25);
	expect(first?.total).toBeGreaterThan(25);
	expect(await backend.requests?.list(9, 25)).toBeNull();
	expect(calls().every((call) => call.endsWith('(none)'))).toBe(true);
});
