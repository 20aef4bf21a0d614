import { describe, expect, test } from 'vitest';
import { type Simulation, simulate } from '../simulation.ts';

const path = '/api/station/1/files/upload';
const mp3 = 'ID3\u0003\0\0\0\0\0\0 and then some';

async function send(
	{ url, keys }: Simulation,
	content: string | null,
	fields: Record<string, string> = {},
	name = 'My Song.mp3',
) {
	const form = new FormData();
	for (const [field, value] of Object.entries(fields)) form.set(field, value);
	if (content !== null) form.set('file', new Blob([Buffer.from(content, 'latin1')]), name);
	const headers = { 'x-api-key': keys.bot, accept: 'application/json', 'user-agent': 'Airdeck/test' };
	// oxlint-disable-next-line no-restricted-globals -- the simulation is the one that is tested
	const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: form });
	const text = await response.text();
	const body: unknown = text.startsWith('{') ? JSON.parse(text) : text;
	return { status: response.status, body };
}

describe('a plain form', () => {
	test('lies where it belongs, under the name that AzuraCast makes of it', async () => {
		const simulation = await simulate();
		expect(await send(simulation, mp3, { currentDirectory: 'New' }, 'Bjö & Rk — Song!.MP3')).toEqual({
			status: 200,
			body: {
				success: true,
				message: 'Record created successfully.',
				formatted_message: 'Record created successfully.',
			},
		});
		const song = simulation.station('lanternlight').songs.at(-1);
		expect(song).toMatchObject({ path: 'New/bjo\u0308__rk__song.mp3', playlists: [] });
	});

	test('tells title and artist by its name if it has no tags', async () => {
		const simulation = await simulate();
		await send(simulation, mp3, {}, 'Some Body - Any Thing.mp3');
		expect(simulation.station('lanternlight').songs.at(-1)).toMatchObject({
			title: 'any thing',
			artist: 'some body',
		});
	});

	test('without a file, with no audio, onto a full disk', async () => {
		const simulation = await simulate();
		expect(await send(simulation, null, { currentDirectory: '' })).toMatchObject({
			status: 400,
			body: { type: 'FlowUploadException', message: 'No file uploaded.' },
		});
		expect(await send(simulation, 'hello world')).toMatchObject({
			status: 200,
			body: { success: false, type: 'CannotProcessMediaException', code: 500 },
		});
		const { body } = await simulation.call('/api/station/1/files/list', { key: simulation.keys.bot });
		expect(body).toContainEqual(
			expect.objectContaining({ path: 'my_song.mp3', type: 'unprocessable_file', media: null }),
		);
		simulation.host.storageFull = true;
		expect(await send(simulation, mp3)).toMatchObject({
			status: 500,
			body: { type: 'StorageLocationFullException' },
		});
	});

	test('a picture is the cover of its folder and no song', async () => {
		const simulation = await simulate();
		const before = simulation.station('lanternlight').songs.length;
		expect(await send(simulation, '\u0089PNG\r\n', {}, 'cover.png')).toMatchObject({ status: 200 });
		expect(simulation.station('lanternlight').songs).toHaveLength(before);
	});
});

test('chunks are put together when the last has come', async () => {
	const simulation = await simulate();
	const { call, keys, station } = simulation;
	const flow = (number: number, size: number) => ({
		flowIdentifier: 'abc',
		flowFilename: 'Chunked.mp3',
		flowTotalChunks: '2',
		flowChunkNumber: String(number),
		flowCurrentChunkSize: String(size),
		flowTotalSize: String(mp3.length),
	});
	const isThere = async (number: number, size: number) =>
		(await call(`${path}?${new URLSearchParams(flow(number, size)).toString()}`, { key: keys.bot })).status;
	const first = mp3.slice(0, 12);
	const second = mp3.slice(12);
	expect(await isThere(1, first.length)).toBe(204);
	expect(await send(simulation, first, flow(1, 99))).toMatchObject({ status: 400 });
	expect(await send(simulation, second, flow(2, second.length))).toEqual({ status: 204, body: '' });
	expect(await send(simulation, first, flow(1, first.length))).toEqual({ status: 200, body: '' });
	expect(await isThere(1, first.length)).toBe(200);
	expect(await isThere(2, second.length)).toBe(204);
	expect(await send(simulation, second, flow(2, second.length))).toMatchObject({ body: { success: true } });
	expect(station('lanternlight').songs.at(-1)).toMatchObject({ path: 'chunked.mp3' });
});

test('more than 50 MiB is the web server’s own refusal', async () => {
	const simulation = await simulate();
	const { status, body } = await send(simulation, 'x'.repeat(50 * 1024 * 1024));
	expect(status).toBe(413);
	expect(body).toContain('nginx');
	expect(simulation.requests.at(-1)).toMatchObject({ status: 413, key: 'none' });
});
