import { describe, expect, test, vi } from 'vitest';
import { Address } from '#src/backends/azuracast/address.ts';
import { addressOfPush, longestAddress } from '#src/backends/azuracast/live/address-of-push.ts';
import { heard, isOpen, pushCalls, simulatedPush } from './listening.ts';

describe('many stations', () => {
	const names = Array.from({ length: 100 }, (_, index) => `a_station_with_a_name_${index}`);

	test('share as few connections as their names fit into', async () => {
		const sim = await simulatedPush({}, names);
		await vi.waitFor(() => expect(sim.statuses).toEqual(['open']), { interval: 2, timeout: 5_000 });
		const paths = pushCalls(sim).map(({ path }) => path);
		expect(paths.length).toBeGreaterThan(1);
		expect(paths.length).toBeLessThan(8);
		for (const path of paths) expect(`${sim.radio.url}${path}`.length).toBeLessThan(longestAddress);
		for (const name of names) expect(paths.filter((path) => path.includes(`${name}%22`))).toHaveLength(1);
	});

	test('one more makes one connection anew and is no loss; the same ones again do nothing', async () => {
		const sim = await simulatedPush();
		await isOpen(sim);
		sim.feed.follow(['lanternlight']);
		sim.feed.follow(['lanternlight', 'backroom']);
		await vi.waitFor(() => expect(sim.radio.push.connections).toBe(1), { interval: 2, timeout: 5_000 });
		await vi.waitFor(() => expect(pushCalls(sim)).toHaveLength(2), { interval: 2, timeout: 5_000 });
		await vi.waitFor(() => {
			sim.radio.push.publish('backroom');
			expect(sim.states.at(-1)?.shortName).toBe('backroom');
		});
		expect(sim.statuses).toEqual(['open']);
	});

	test('one that is followed no more is heard no more, and none at all need no connection', async () => {
		const sim = await simulatedPush({}, ['lanternlight', 'backroom']);
		await isOpen(sim);
		sim.feed.follow(['backroom']);
		sim.radio.push.publish('lanternlight');
		sim.radio.push.publish('backroom');
		await heard(sim, 1);
		expect(sim.states[0]!.shortName).toBe('backroom');
		sim.feed.follow([]);
		await vi.waitFor(() => expect(sim.radio.push.connections).toBe(0), { interval: 2, timeout: 5_000 });
	});

	test('names that are none are never asked for', async () => {
		const sim = await simulatedPush({}, ['a b', '', '../admin', 'x'.repeat(3000), 'lanternlight']);
		await isOpen(sim);
		expect(pushCalls(sim)).toHaveLength(1);
		expect(pushCalls(sim)[0]!.path).toBe(
			addressOfPush(new Address(sim.radio.url), ['lanternlight']).href.slice(sim.radio.url.length),
		);
	});
});
