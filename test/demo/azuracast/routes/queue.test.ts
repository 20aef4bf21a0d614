import { expect, test } from 'vitest';
import { z } from 'zod';
import { rowsOf } from '../rows.ts';
import { simulate } from '../simulation.ts';

const linksSchema = z.object({ self: z.string() });
const path = '/api/station/1/queue';

test('a row has its id in its link only, and can be deleted by it', async () => {
	const { call, keys } = await simulate();
	const options = { key: keys.station };
	const rows = rowsOf(await call(path, options));
	expect(rows[0]).not.toHaveProperty('id');
	const { self } = linksSchema.parse(rows[2]?.['links']);
	const [, id] = /\/queue\/(\d+)$/u.exec(self) ?? [];
	const gone = await call(`${path}/${id}`, { ...options, method: 'DELETE' });
	expect(gone).toMatchObject({ status: 200, body: { message: 'Record deleted successfully.' } });
	const left = rowsOf(await call(path, options)).map(({ links }) => linksSchema.parse(links).self);
	expect(left).not.toContain(self);
	expect(await call(`${path}/${id}`, { ...options, method: 'DELETE' })).toMatchObject({
		status: 404,
		body: { type: 'Error' },
	});
});

test('one row cannot be read by itself', async () => {
	const { call, keys } = await simulate();
	expect((await call(`${path}/1`, { key: keys.station })).status).toBe(405);
});

test('clearing spares what Liquidsoap has, and the AutoDJ fills up again', async () => {
	const { call, clock, keys } = await simulate();
	const options = { key: keys.bot };
	await call(`${path}/clear`, { ...options, method: 'POST' });
	expect(rowsOf(await call(path, options))).toMatchObject([{ sent_to_autodj: true }]);
	await clock.advance(15_000);
	expect(rowsOf(await call(path, options))).toHaveLength(5);
});

test('the times are those at which the songs will play', async () => {
	const { call, keys, station } = await simulate();
	const rows = rowsOf(await call(path, { key: keys.station }));
	const times = rows.map((row) => Number(row['played_at']));
	expect(times[0]).toBe(Math.floor(station('lanternlight').nextStartsAt / 1000));
	expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('the debug log comes along', async () => {
	const { call, keys } = await simulate();
	const [row] = rowsOf(await call(path, { key: keys.station }));
	expect(JSON.stringify(row?.['log'])).toContain('AzuraCast AutoDJ is calculating the next song to play...');
});
