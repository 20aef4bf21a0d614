import { describe, expect, test } from 'vitest';
import { nowPlayingOf } from './rows.ts';
import { simulate } from './simulation.ts';

describe("the web server's cache", () => {
	test('keeps now-playing for 15 seconds by its exact address', async () => {
		const { call, clock, station } = await simulate();
		const first = await call('/api/nowplaying/lanternlight');
		station('lanternlight').skip();
		await clock.advance(14_000);
		expect((await call('/api/nowplaying/lanternlight')).text).toBe(first.text);
		expect((await call('/api/nowplaying/lanternlight?_=1')).text).not.toBe(first.text);
		await clock.advance(1000);
		const later = await call('/api/nowplaying/lanternlight');
		expect(nowPlayingOf(later).now_playing).toMatchObject({ elapsed: 15 });
	});

	test('does not ask who asks', async () => {
		const { call, keys } = await simulate();
		const path = '/api/nowplaying/backroom';
		expect((await call(path)).status).toBe(404);
		expect((await call(path, { key: keys.noroles })).status).toBe(200);
		expect((await call(path)).status).toBe(200);
	});

	test('is not in the way of the other address', async () => {
		const { call, station } = await simulate();
		const read = async () => nowPlayingOf(await call('/api/station/1/nowplaying')).now_playing.sh_id;
		const before = await read();
		station('lanternlight').skip();
		expect(await read()).toBe(before + 1);
	});
});

describe('beside the routes', () => {
	test('the static file serves even the private station to anybody, by short name only', async () => {
		const { call } = await simulate();
		expect(nowPlayingOf(await call('/api/nowplaying_static/backroom.json')).cache).toBe('event');
		expect(await call('/api/nowplaying_static/3.json')).toMatchObject({
			status: 404,
			contentType: 'text/html; charset=utf-8',
		});
	});

	test('a trailing slash leads away', async () => {
		const { call, url } = await simulate();
		const reply = await call('/api/status/');
		expect(reply.status).toBe(308);
		expect(reply.headers.get('location')).toBe(`${url}/api/status`);
	});

	test('a User-Agent of a command-line tool gets its errors as words, one without JSON in mind a page', async () => {
		const { call } = await simulate();
		const error = await call('/api/station/1/queue', { headers: { 'user-agent': 'libcurl-agent/1.0' } });
		expect(error.text).toMatch(/^Error: You must be logged in/u);
		const page = await call('/api/nope', { headers: { accept: 'text/html' } });
		expect(page).toMatchObject({ status: 405, contentType: 'text/html; charset=utf-8' });
	});

	test('HEAD has the headers of GET and no body', async () => {
		const { call } = await simulate();
		expect(await call('/api/status', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
	});
});
