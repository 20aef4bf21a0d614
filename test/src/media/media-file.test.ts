import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readMediaFile, UnusableMediaFile, writeMediaFile } from '#src/media/media-file.ts';
import { header, identity, library, numbered, song } from './songs.ts';

let folder = '';
let file = '';

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'media-'));
	file = path.join(folder, 'one.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('what was written is read, to the last letter', async () => {
	const songs = library([
		song(1),
		song(2, { title: 'Ünï\u2028 "q"\n字😀', art: 'https://x/y', length: null }),
	]);
	await writeMediaFile(file, header, songs);
	expect(await readMediaFile(file, identity)).toEqual({ header: { ...header, count: 2 }, songs });
	expect(await readdir(folder)).toEqual(['one.jsonl']);
});

test('letters that lie across two pieces of the file stay whole', async () => {
	const songs = library(Array.from({ length: 3_000 }, (_, id) => song(id, { title: '字😀é'.repeat(20) })));
	await writeMediaFile(file, header, songs);
	expect((await readMediaFile(file, identity))?.songs).toEqual(songs);
});

test('an empty library and no file are two things', async () => {
	expect(await readMediaFile(file, identity)).toBeUndefined();
	await writeMediaFile(file, header, new Map());
	expect((await readMediaFile(file, identity))?.songs.size).toBe(0);
});

describe('what cannot be used says why:', () => {
	const spoilt = async (spoil: (text: string) => string | Buffer) => {
		await writeMediaFile(file, header, numbered(40));
		await writeFile(file, spoil(await readFile(file, 'utf8')));
		return readMediaFile(file, identity).then(
			() => 'read',
			(error: unknown) => (error instanceof UnusableMediaFile ? error.problem : error),
		);
	};
	test.each<[string, string, (text: string) => string | Buffer]>([
		['empty', 'cut-off', () => ''],
		['cut after a line', 'cut-off', (text) => text.split('\n').slice(0, 20).join('\n')],
		['without its last line', 'cut-off', (text) => `${text.split('\n').slice(0, -2).join('\n')}\n`],
		['cut in its last line', 'cut-off', (text) => text.slice(0, -5)],
		['one letter changed', 'damaged', (text) => text.replace('Artist 7', 'Artist 8')],
		['a line doubled', 'damaged', (text) => text.replace(/(.*Artist 7".*\n)/, '$1$1')],
		['something behind its end', 'damaged', (text) => `${text}{}\n`],
		['no JSON', 'damaged', () => Buffer.from([0xff, 0xfe, 0, 10, 1, 2, 10])],
		['one endless line', 'damaged', () => 'x'.repeat(3_000_000)],
		['a song that is none', 'damaged', (text) => text.replace('"length":180000', '"length":"long"')],
		['of a newer bot', 'newer', (text) => text.replace('"version":1', '"version":2')],
		['of another station', 'foreign', (text) => text.replace('"station":"s"', '"station":"t"')],
		['of another server', 'foreign', (text) => text.replace('radio.example', 'other.example')],
	])('%s', async (_what, problem, spoil) => {
		expect(await spoilt(spoil)).toBe(problem);
	});
});

test('a disk that is full leaves the old file as it was, and nothing beside it', async () => {
	await writeMediaFile(file, header, numbered(3));
	const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
	await expect(
		writeMediaFile(file, header, numbered(9), (step) => {
			if (step === 'half') throw full;
		}),
	).rejects.toBe(full);
	expect((await readMediaFile(file, identity))?.songs.size).toBe(3);
	expect(await readdir(folder)).toEqual(['one.jsonl']);
});

test.each(['opened', 'header', 'half', 'written', 'synced', 'renamed', 'done'])(
	'a process that is killed when it has %s leaves the old file or the new one',
	async (step) => {
		await writeMediaFile(file, header, numbered(3));
		const child = spawn(process.execPath, [path.join(import.meta.dirname, 'write-child.ts'), file, step]);
		const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
		expect(signal).toBe('SIGKILL');
		const isNew = step === 'renamed' || step === 'done';
		expect((await readMediaFile(file, identity))?.songs.size).toBe(isNew ? 5_000 : 3);
		// What was left beside it is in nobody's way.
		await writeMediaFile(file, header, numbered(7));
		expect((await readMediaFile(file, identity))?.songs.size).toBe(7);
		expect(await readdir(folder)).toEqual(['one.jsonl']);
	},
);
