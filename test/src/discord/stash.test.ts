import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customId, parseCustomId } from '#src/discord/custom-id.ts';
import { Stash, type StashMemory } from '#src/discord/stash.ts';

class RememberedText implements StashMemory {
	readonly kept = new Map<string, { value: string; ttlMs: number }>();

	async get(key: string): Promise<string | undefined> {
		return this.kept.get(key)?.value;
	}

	async set(key: string, value: string, ttlMs: number): Promise<void> {
		this.kept.set(key, { value, ttlMs });
	}
}

describe('text for the id of a button', () => {
	test('short text is its own name and is not stored', async () => {
		const memory = new RememberedText();
		expect(await new Stash(memory).put('lantern')).toBe('lantern');
		expect(memory.kept.size).toBe(0);
	});

	test('long text waits in the store for a week, under a short name', async () => {
		const memory = new RememberedText();
		const stash = new Stash(memory);
		const name = await stash.put('lantern '.repeat(12));
		expect(name.length).toBeLessThan(20);
		expect([...memory.kept.values()]).toEqual([{ value: 'lantern '.repeat(12), ttlMs: 7 * 24 * 3_600_000 }]);
		expect(await stash.get(name)).toBe('lantern '.repeat(12));
	});

	test('another process with the same store finds it', async () => {
		const memory = new RememberedText();
		const name = await new Stash(memory).put('x'.repeat(90));
		expect(await new Stash(memory).get(name)).toBe('x'.repeat(90));
	});

	test('two long texts have two names', async () => {
		const stash = new Stash(new RememberedText());
		expect(await stash.put('x'.repeat(90))).not.toBe(await stash.put('x'.repeat(90)));
	});

	test('text that was dropped is told apart from empty text', async () => {
		const stash = new Stash(new RememberedText());
		expect(await stash.get('~AAAAAAAAAAAA')).toBeUndefined();
		expect(await stash.get('')).toBe('');
	});

	test('text that looks like a name is not taken for one', async () => {
		const stash = new Stash(new RememberedText());
		const name = await stash.put('~AAAAAAAAAAAA');
		expect(name).not.toBe('~AAAAAAAAAAAA');
		expect(await stash.get(name)).toBe('~AAAAAAAAAAAA');
	});

	test('whatever was typed fits into an id and comes back', async () => {
		const typed = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 100, size: 'max' }),
			fc.string({ unit: fc.constantFrom(':', '%', '"', 'a', '~'), maxLength: 100, size: 'max' }),
		);
		await fc.assert(
			fc.asyncProperty(typed, async (text) => {
				const stash = new Stash(new RememberedText());
				const id = customId('search', 'page', 'a1b2c3d4', 12, await stash.put(text));
				expect(await stash.get(parseCustomId(id)?.args[2] ?? '')).toBe(text);
			}),
		);
	});
});
