import { afterEach, describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { Pictures, type PicturesOptions } from '#src/pictures/pictures.ts';
import { days, hours, lines, ranking } from './sample-pictures.ts';

const opened: Pictures[] = [];
afterEach(async () => {
	for (const pictures of opened.splice(0)) await pictures.close();
});

const failing = new URL('./failing-thread.ts', import.meta.url);

function open(options: PicturesOptions = {}, clock = new ManualClock()) {
	const pictures = new Pictures(clock, options);
	opened.push(pictures);
	return { pictures, clock };
}

const titled = (title: string) => lines({ title });

describe('Pictures', () => {
	test('are PNGs of 800 x 400, under 100 kB', async () => {
		const { pictures } = open();
		const all = [lines(), ranking(['宇多田ヒカル – 光']), days([1, 2, 3]), hours((day, hour) => day * hour)];
		for (const picture of all) {
			const png = await pictures.draw(picture);
			expect(png.subarray(1, 4).toString()).toBe('PNG');
			expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([800, 400]);
			expect(png.length).toBeLessThan(100_000);
		}
	});

	test('start a thread for the first picture alone and give it up after an idle minute', async () => {
		const { pictures, clock } = open();
		expect(pictures.isRunning).toBe(false);
		await pictures.draw(lines());
		await clock.advance(59_000);
		expect(pictures.isRunning).toBe(true);
		await pictures.draw(lines());
		await clock.advance(59_000);
		expect(pictures.isRunning).toBe(true);
		await clock.advance(1_000);
		expect(pictures.isRunning).toBe(false);
		expect((await pictures.draw(lines())).length).toBeGreaterThan(1_000);
	});

	test('that cannot be drawn fail alone, and in the same thread the next one is drawn', async () => {
		const { pictures } = open();
		const tooMany = pictures.draw(days(Array.from({ length: 60 }, () => 1)));
		const next = pictures.draw(days([1]));
		await expect(tooMany).rejects.toThrow('More than 38 bars cannot be told apart');
		expect((await next).length).toBeGreaterThan(1_000);
	});

	test.each(['dies', 'throws'])('lose one picture if the thread %s, and no more', async (what) => {
		const { pictures } = open({ thread: failing });
		const drawn = ['first', what, 'second'].map((title) => pictures.draw(titled(title)));
		const [first, lost, second] = await Promise.allSettled(drawn);
		expect(first).toMatchObject({ status: 'fulfilled', value: Buffer.from([1]) });
		expect(lost).toMatchObject({ status: 'rejected', reason: { name: 'PictureError', trouble: 'failed' } });
		expect(second).toMatchObject({ status: 'fulfilled', value: Buffer.from([3]) });
	});

	test('give up a thread that hangs', async () => {
		const { pictures, clock } = open({ thread: failing });
		const hangs = expect(pictures.draw(titled('hangs'))).rejects.toThrow('it took too long');
		const next = pictures.draw(titled('next'));
		await clock.advance(30_000);
		await hangs;
		expect(await next).toEqual(Buffer.from([2]));
	});

	test('take only so many at a time', async () => {
		const { pictures } = open({ thread: failing, mostWaiting: 2 });
		const taken = [1, 2, 3].map(() => pictures.draw(titled('fine')));
		await expect(pictures.draw(titled('one too many'))).rejects.toMatchObject({ trouble: 'busy' });
		expect(await Promise.all(taken)).toHaveLength(3);
		expect(await pictures.draw(titled('later'))).toEqual(Buffer.from([4]));
	});

	test('are refused when the bot stops', async () => {
		const { pictures } = open({ thread: failing });
		const under = expect(pictures.draw(titled('hangs'))).rejects.toMatchObject({ trouble: 'closed' });
		const waiting = expect(pictures.draw(titled('waits'))).rejects.toMatchObject({ trouble: 'closed' });
		await pictures.close();
		await Promise.all([under, waiting]);
		await expect(pictures.draw(lines())).rejects.toMatchObject({ trouble: 'closed' });
		expect(pictures.isRunning).toBe(false);
	});
});
