import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { startChaosProxy } from './chaos-proxy.ts';
import { withChaos } from './setting.ts';

/** More than the bot works at when nobody hurries: checks, libraries, schedules and disks take their turns. */
const dead = 4;
/** Within the ten seconds after which the first of them is given up. */
const giveUpMs = 9_000;

test('what takes turns over all servers goes on while several of them are dead', {
	timeout: 60_000,
}, async (context) => {
	const well = await startSimulatedAzuraCast();
	const ways = await Promise.all(Array.from({ length: dead }, () => startChaosProxy()));
	context.onTestFinished(async () => {
		for (const way of ways) await way.close();
		await well.close();
	});
	const near = {
		name: 'Near Radio',
		url: well.url,
		keys: { admin: well.keys.admin, station: well.keys.station },
	};
	const { run, pass } = await withChaos('azuracast', context, {
		live: true,
		// The last of all, so that it has to wait for the others.
		extra: (far) => [...ways.map((way, number) => ({ ...far, name: `Far ${number}`, url: way.url })), near],
	});
	for (const way of ways) {
		way.aim(well.url);
		way.add({ kind: 'black-hole', direction: 'up' });
	}
	const wasRead = () => well.requests.some(({ path }) => path.includes('/files'));
	// The libraries that are not known are read half a minute after the start.
	await pass(31_000);
	const since = performance.now();
	while (!wasRead() && performance.now() - since < giveUpMs) await pause(20);
	expect(wasRead()).toBe(true);

	for (let number = 0; number < dead; number++)
		run('manager', 'doctor', { station: `Far ${number}` }).catch(() => undefined);
	await pause(100);
	const checked = await run('manager', 'doctor', { station: 'Near Radio' });
	expect(checked.text).toContain('Near Radio');
	expect(checked.tookMs).toBeLessThan(giveUpMs);
});
