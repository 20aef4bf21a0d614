import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Turns } from '#src/store/turns.ts';

test('work on one key never overlaps and keeps its order, whatever fails; other keys do not wait', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.scheduler(),
			fc.array(fc.record({ key: fc.constantFrom('a', 'b'), fails: fc.boolean() }), { maxLength: 12 }),
			async (scheduler, jobs) => {
				const turns = new Turns();
				const running = new Set<string>();
				const done: Record<string, number[]> = { a: [], b: [] };
				const results = jobs.map(({ key, fails }, index) =>
					turns.take(key, async () => {
						expect(running.has(key)).toBe(false);
						running.add(key);
						await scheduler.schedule(Promise.resolve());
						running.delete(key);
						done[key]?.push(index);
						if (fails) throw new Error(`job ${index}`);
						return index;
					}),
				);
				const settled = Promise.allSettled(results);
				await scheduler.waitFor(settled);
				for (const [index, result] of (await settled).entries())
					expect(result.status).toBe(jobs[index]?.fails === true ? 'rejected' : 'fulfilled');
				for (const key of ['a', 'b'])
					expect(done[key]).toEqual(jobs.flatMap((job, index) => (job.key === key ? [index] : [])));
			},
		),
	);
});

test('a key at work does not hold up another', async () => {
	const turns = new Turns();
	const { promise, resolve } = Promise.withResolvers<void>();
	const slow = turns.take('a', () => promise);
	expect(await turns.take('b', async () => 'done')).toBe('done');
	resolve();
	await slow;
	await turns.settled();
});
