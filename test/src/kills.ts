import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KilledWorld } from './killed-world.ts';
import { damageIn, filesIn, leftover } from './whole-folder.ts';

/** One kill in so many comes while the process starts. */
const earlyEvery = 4;
const startMs = 1_200;
const workMs = 1_500;

/** A process that is killed so many times at random moments, while settings, cards and files change. */
export function describeKills(kills: number): void {
	describe('a process that is killed at random moments', () => {
		let world: KilledWorld;

		beforeAll(async () => {
			world = await KilledWorld.open();
			world.start();
			await world.isUp();
			await world.setUpFirst();
		}, 60_000);
		afterAll(() => world.close());

		test('loses nothing that it confirmed, leaves no half file behind, and doubles no card', {
			timeout: 60_000 + kills * 10_000,
		}, async () => {
			for (let kill = 1; kill <= kills; kill++) {
				if (kill % earlyEvery === 0) await pause(Math.random() * startMs);
				else {
					await world.isUp();
					await world.compare();
					world.work();
					await pause(Math.random() * workMs);
				}
				await world.kill();
				expect(await damageIn(world.folder), `after kill ${kill}`).toEqual([]);
				for (const count of world.cards()) expect(count, `after kill ${kill}`).toBeLessThanOrEqual(1);
				world.start();
			}
			await world.isUp();
			await world.compare();
			// What a process left of a station that it was killed over while removing it goes as well.
			const stand = world.second.has(true) ? [1, 1] : [1, 0];
			await expect.poll(() => world.cards(), { timeout: 10_000 }).toEqual(stand);
			await expect
				.poll(async () => (await filesIn(world.folder)).filter((file) => leftover.test(file)), {
					timeout: 20_000,
				})
				.toEqual([]);
			expect(world.confirmed).toBeGreaterThan(kills / 2);
		});
	});

	describe('a process that is killed in its first start', () => {
		test('leaves a folder with which the next one starts', { timeout: 60_000 + kills * 5_000 }, async () => {
			for (let kill = 1; kill <= kills / 2; kill++) {
				const world = await KilledWorld.open();
				try {
					world.start();
					await pause(Math.random() * startMs);
					await world.kill();
					expect(await damageIn(world.folder), `after kill ${kill}`).toEqual([]);
					world.start();
					await world.isUp();
					expect((await filesIn(world.folder)).filter((file) => leftover.test(file))).toEqual([]);
				} finally {
					await world.close();
				}
			}
		});
	});
}
