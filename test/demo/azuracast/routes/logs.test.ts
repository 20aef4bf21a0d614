import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldsOf } from '../rows.ts';
import { simulate } from '../simulation.ts';

const logSchema = z.object({ contents: z.string(), eof: z.boolean(), position: z.number().nullable() });

test('a station log grows with the songs and is read on from where it was', async () => {
	const { call, clock, keys, station } = await simulate();
	const read = async (position: number) =>
		logSchema.parse(
			(await call(`/api/station/1/log/liquidsoap_log?position=${position}`, { key: keys.bot })).body,
		);
	const first = await read(0);
	expect(first.eof).toBe(false);
	expect(first.position).toBe(Buffer.byteLength(first.contents));
	await clock.advance(5 * 60_000);
	const more = await read(first.position ?? 0);
	expect(more.contents).toContain(`- ${station('lanternlight').nowPlaying?.song.title})`);
	expect((await read(0)).contents).toBe(first.contents + more.contents);
	expect((await read(99_999_999)).contents).toBe('');
});

test('a configuration comes whole', async () => {
	const { call, keys } = await simulate();
	const log = await call('/api/station/1/log/icecast_xml?position=5', { key: keys.bot });
	expect(log.body).toMatchObject({ eof: true, position: null });
});

test('the list names only the stations whose logs the key may see', async () => {
	const { call, keys } = await simulate();
	const { stationLogs } = fieldsOf(await call('/api/admin/logs', { key: keys.bot }));
	expect(stationLogs).toMatchObject([{ id: 1, name: 'Lanternlight FM' }]);
	expect(fieldsOf(await call('/api/admin/logs', { key: keys.admin }))['stationLogs']).toHaveLength(3);
});
