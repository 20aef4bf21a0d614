import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { channels, startTestApp } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';
import { passTime } from '#test/support/pass-time.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'airdeck-full-'));
const isMounted = spawnSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).status === 0;
if (!isMounted) rmSync(folder, { recursive: true });

// Mounting a small disk takes root; a single file that cannot be written: test/src/discord/media-outlet.test.ts.
describe.skipIf(!isMounted)('a disk that is full', () => {
	const ballast = path.join(folder, 'ballast');
	/** Leaves no room for a single page more. */
	const fill = () => {
		const file = openSync(ballast, 'w');
		try {
			for (;;) writeSync(file, Buffer.alloc(4_096));
		} catch (error) {
			if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
		} finally {
			closeSync(file);
		}
	};
	beforeAll(() => writeFileSync(ballast, ''));
	afterAll(() => {
		spawnSync('/usr/bin/umount', [folder]);
		rmSync(folder, { recursive: true });
	});

	test('is said to who wants something kept, costs nothing else, and everything goes on once there is room', {
		timeout: 30_000,
	}, async () => {
		const app = await startTestApp({
			live: true,
			environment: { DATABASE_URL: `sqlite://${path.join(folder, 'airdeck.sqlite')}` },
			stations: [{ channels: { nowPlaying: channels.nowPlaying, audit: channels.audit } }],
		});
		const shown = (channel: string) => app.discord.messages(channel).map((message) => textOf(message));
		const card = () => shown(channels.nowPlaying).join('\n');
		const station = app.radio.station('lanternlight');
		const add = async (channel: string) => {
			const { message } = await app.run('manager', 'post add', { kind: 'feed', channel });
			return app.click('manager', message, 'Post it');
		};
		try {
			expect((await add(channels.requests)).text).toContain('The post is added');
			await passTime(app.clock, 5_000);
			fill();
			// SQLite fills what it has before it asks for more.
			const refusals: string[] = [];
			for (const channel of [channels.upload, channels.general, channels.alerts])
				for (let count = 0; count < 40 && refusals.length === 0; count++) {
					const { plain } = await add(channel);
					if (!plain.includes('is added')) refusals.push(plain);
				}
			expect(refusals.join()).toContain('What Airdeck keeps cannot be read or written at the moment.');
			expect((await app.run('listener', 'nowplaying')).text).toContain('Lanternlight FM');
			putOnAir(station, { title: 'Harbour', artist: 'Mara' });
			await passTime(app.clock, 30_000);
			expect(app.refusals).toEqual([]);
			expect((await app.run('listener', 'queue')).text).toContain('Up next');

			rmSync(ballast);
			putOnAir(station, { title: 'Lantern', artist: 'Mara' });
			await passTime(app.clock, 90_000);
			await expect.poll(card, { timeout: 5_000 }).toContain('Lantern');
			const told = (title: string) => shown(channels.requests).filter((text) => text.includes(title)).length;
			expect(told('Lantern')).toBe(1);
			expect(told('Harbour')).toBeLessThanOrEqual(1);
			const posts = (await app.run('manager', 'post list')).text;
			await app.restart();
			expect((await app.run('manager', 'post list')).text).toBe(posts);
			expect(app.refusals).toEqual([]);
			expect(app.log()).not.toMatch(/"level":60/);
		} finally {
			await app.close();
		}
	});
});
