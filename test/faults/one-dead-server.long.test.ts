import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { withChaos } from './setting.ts';

test('a dead server slows no other one, is left alone after a while, and is back by itself', {
	timeout: 90_000,
}, async (context) => {
	const well = await startSimulatedAzuraCast();
	const { way, run, press, app, pass } = await withChaos('azuracast', context, {
		extra: (far) => [
			far,
			{ name: 'Near Radio', url: well.url, keys: { admin: well.keys.admin, station: well.keys.station } },
		],
	});
	const metrics = async () => (await fetch(`${app.webUrl}/metrics`)).text();
	way.add({ kind: 'black-hole', direction: 'up' });
	const [far, near] = [{ station: 'Far Radio' }, { station: 'Near Radio' }];
	const waiting = Array.from({ length: 20 }, () => run('listener', 'history', far));
	await pause(200);
	const quick = await Promise.all(Array.from({ length: 5 }, () => run('listener', 'history', near)));
	for (const seen of quick) {
		expect(seen.text).toContain('Near Radio');
		expect(seen.tookMs).toBeLessThan(2_000);
	}
	for (const seen of await Promise.all(waiting)) expect(seen.text).toContain('does not answer');

	await pass(12_000);
	await run('listener', 'history', far);
	const cards = await Promise.all(Array.from({ length: 10 }, () => run('listener', 'history', far)));
	for (const seen of cards) {
		expect(seen.text).toMatch(/does not answer: no answer within \d+ s\. That has been so for a while/);
		expect(seen.tookMs).toBeLessThan(1_000);
	}
	expect(await metrics()).toMatch(/airdeck_servers_left_alone 1/);
	expect(app.log().match(/is left alone for a while/g)).toHaveLength(1);

	way.clear();
	const back = await press('listener', cards[0]!, 'Try again');
	expect(back.text).toContain('Far Radio');
	expect(back.tookMs).toBeLessThan(2_000);
	expect(await metrics()).toMatch(/airdeck_servers_left_alone 0/);
	expect(app.log().match(/answers again/g)).toHaveLength(1);
	await well.close();
});
