import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { steadyLoad } from '../../bench/steady-load.ts';

test('acts as often as it was told, in turn, and gives what came of each', async () => {
	expect(await steadyLoad(1000, 0.02, async (turn) => turn * 2)).toEqual(
		Array.from({ length: 20 }, (_, turn) => turn * 2),
	);
});

test('does not wait for answers: a slow one does not spare the bot the next', async () => {
	let open = 0;
	let most = 0;
	await steadyLoad(1000, 0.01, async () => {
		most = Math.max(most, ++open);
		await pause(100);
		open -= 1;
	});
	expect(most).toBe(10);
});

test('ends with the first failure', async () => {
	let turns = 0;
	const failing = steadyLoad(1000, 60, async (turn) => {
		turns += 1;
		if (turn === 3) throw new Error('The application did not respond in time.');
	});
	await expect(failing).rejects.toThrow('did not respond');
	expect(turns).toBeLessThan(100);
});
