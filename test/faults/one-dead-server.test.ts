import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { withChaos } from './setting.ts';

// What becomes of it, and of those who ask it, takes longer: one-dead-server.long.test.ts.
test('a dead server slows no other one', { timeout: 30_000 }, async (context) => {
	const well = await startSimulatedAzuraCast();
	context.onTestFinished(() => well.close());
	const { way, run } = await withChaos('azuracast', context, {
		extra: (far) => [
			far,
			{ name: 'Near Radio', url: well.url, keys: { admin: well.keys.admin, station: well.keys.station } },
		],
	});
	way.add({ kind: 'black-hole', direction: 'up' });
	const [far, near] = [{ station: 'Far Radio' }, { station: 'Near Radio' }];
	// Nobody waits for these here.
	for (let count = 0; count < 20; count++) run('listener', 'history', far).catch(() => undefined);
	await pause(200);
	const quick = await Promise.all(Array.from({ length: 5 }, () => run('listener', 'history', near)));
	for (const seen of quick) {
		expect(seen.text).toContain('Near Radio');
		expect(seen.tookMs).toBeLessThan(2_000);
	}
});
