import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type ZippedFile, zip } from '#src/discord/zip.ts';
import { unzip } from '#test/support/unzip.ts';

const at = Date.UTC(2026, 10, 22);

async function* filesOf(contents: readonly string[], asked: string[] = []): AsyncGenerator<ZippedFile> {
	for (const [index, content] of contents.entries()) {
		asked.push(`${index}`);
		yield { name: `${index}.txt`, content };
		// As a radio server would: the next one takes a moment.
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

describe('a zip', () => {
	test('holds every file, compressed', async () => {
		const text = 'the same line\n'.repeat(10_000);
		const bytes = await zip(filesOf([text, 'ünï', '']), { mostBytes: 100_000, at });
		expect(bytes?.length).toBeLessThan(text.length / 10);
		expect([...unzip(bytes ?? Buffer.alloc(0))]).toEqual([
			['0.txt', text],
			['1.txt', 'ünï'],
			['2.txt', ''],
		]);
	});

	test('is given up when it grows too large, without asking for the rest', async () => {
		const noise = () => randomBytes(60_000).toString('latin1');
		const asked: string[] = [];
		const contents = Array.from({ length: 50 }, noise);
		expect(await zip(filesOf(contents, asked), { mostBytes: 100_000, at })).toBeUndefined();
		expect(asked.length).toBeLessThan(50);
	});

	test('is too large by a single byte', async () => {
		const whole = await zip(filesOf(['abc']), { mostBytes: 1_000, at });
		const size = whole?.length ?? 0;
		expect((await zip(filesOf(['abc']), { mostBytes: size, at }))?.length).toBe(size);
		expect(await zip(filesOf(['abc']), { mostBytes: size - 1, at })).toBeUndefined();
	});

	test('fails as its source fails', async () => {
		async function* broken(): AsyncGenerator<ZippedFile> {
			yield { name: 'a.txt', content: 'a' };
			throw new Error('The server is gone');
		}
		await expect(zip(broken(), { mostBytes: 1_000, at })).rejects.toThrow('The server is gone');
	});
});
