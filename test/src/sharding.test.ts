import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Part, shardOf } from '#src/sharding.ts';

const ids = fc.bigInt({ min: 1n << 22n, max: (1n << 63n) - 1n }).map(String);

describe('a part of the bot', () => {
	test('a Discord server belongs to exactly one of the parts that share the work', () => {
		fc.assert(
			fc.property(ids, fc.integer({ min: 2, max: 64 }), (guildId, count) => {
				const parts = Array.from({ length: count }, (_, shard) => new Part({ count, own: [shard] }));
				expect(parts.flatMap((part, shard) => (part.serves(guildId) ? [shard] : []))).toEqual([
					shardOf(guildId, count),
				]);
			}),
		);
	});

	test("Discord's own example: the time in the id, modulo the shards", () => {
		expect(shardOf(String((1234n << 22n) | 99n), 16)).toBe(1234 % 16);
	});

	test('keys of the store go with the Discord server that they begin with', () => {
		const part = new Part({ count: 2, own: [1] });
		const [even, odd] = [String(2n << 22n), String(3n << 22n)];
		expect([even, odd, `${even}/x`, `${odd}/x`, 'all'].map(part.servesKey)).toEqual([
			false,
			true,
			false,
			true,
			true,
		]);
	});

	test('one that does everything is called as it was before there were parts', () => {
		for (const shards of [undefined, { count: 2, own: [0, 1] }]) {
			const part = new Part(shards);
			expect([part.name, part.place('jobs'), part.registersCommands]).toEqual(['0', 'jobs', true]);
		}
		const part = new Part({ count: 16, own: [1, 7] });
		expect([part.name, part.place('jobs'), part.registersCommands]).toEqual(['16x1-7', 'jobs-16x1-7', false]);
	});
});
