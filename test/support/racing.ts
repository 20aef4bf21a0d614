import { expect } from 'vitest';
import { z } from 'zod';
import type { Store } from '#src/store/open-store.ts';

const rounds = 40;

/**
 * Lets all of them, each a process of its own to the store, reach for the same entry at once, again and again: when it is not
 * there, when it is, and to take it away. One alone may have it each time.
 */
export async function raceForAnEntry(stores: readonly Store[]): Promise<void> {
	const racers = stores.map((store) =>
		store.namespace('race', z.strictObject({ by: z.string(), round: z.int() })),
	);
	const [judge] = racers;
	if (judge === undefined) throw new Error('Nobody races');
	let before: { by: string; round: number } | undefined;
	for (let round = 0; round < rounds; round++) {
		const clears = round % 5 === 4;
		const after = (index: number) => (clears ? undefined : { by: `racer ${index}`, round });
		const won = await Promise.all(racers.map((racer, index) => racer.replace('prize', before, after(index))));
		expect(won.filter(Boolean), `winners of round ${round}`).toHaveLength(1);
		before = after(won.indexOf(true));
		expect(await judge.get('prize')).toEqual(before);
	}
	expect(await judge.replace('prize', { by: 'nobody', round: -1 }, undefined)).toBe(false);
	expect(await judge.get('prize')).toEqual(before);
}
