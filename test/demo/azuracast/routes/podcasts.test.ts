import { expect, test } from 'vitest';
import { simulate } from '../simulation.ts';

test('podcasts can be read by anybody', async () => {
	const { call, station } = await simulate();
	const [podcast] = station('lanternlight').podcasts;
	expect((await call('/api/station/1/public/podcasts')).body).toMatchObject([
		{ title: podcast?.title, episodes: 1 },
	]);
	expect((await call(`/api/station/1/public/podcast/${podcast?.id}/episodes`)).body).toMatchObject([
		{ title: 'Slow Lanterns, line by line', media: { length_text: '10:12' } },
	]);
	expect((await call('/api/station/1/public/podcast/none')).status).toBe(404);
});
