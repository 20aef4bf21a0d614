import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { type Pulse, Watchdog } from '#src/discord/watchdog.ts';

const connected = 0;
const resuming = 8;

let clock: ManualClock;
let pulses: Pulse[];
let deeds: string[];
let lines: string[];
let watchdog: Watchdog;

beforeEach(() => {
	clock = new ManualClock();
	pulses = [{ id: 0, status: connected, lastAckAt: clock.now(), dispatches: 0 }];
	deeds = [];
	lines = [];
	watchdog = new Watchdog({
		clock,
		log: pino({}, { write: (line: string) => void lines.push(line) }),
		pulses: () => pulses.map((pulse) => ({ ...pulse })),
		reconnect: async () => void deeds.push('reconnect'),
		giveUp: () => void deeds.push('give up'),
		record: (rescue) => void deeds.push(rescue),
	});
	watchdog.start();
});

/** Lets time pass while this happens every 40 seconds. */
async function meanwhile(minutes: number, happens: () => void): Promise<void> {
	for (let passed = 0; passed < minutes * 60; passed += 40) {
		happens();
		await clock.advance(40_000);
	}
}

describe('a connection', () => {
	test('whose heartbeats are acknowledged is left alone', async () => {
		await meanwhile(60, () => {
			pulses[0]!.lastAckAt = clock.now();
		});
		expect(deeds).toEqual([]);
	});

	test('that brings events is alive, whatever becomes of the heartbeats', async () => {
		await meanwhile(60, () => {
			pulses[0]!.dispatches += 1;
		});
		expect(deeds).toEqual([]);
	});

	test('that is silent for three minutes is made anew once, and given up after three more', async () => {
		await clock.advance(180_000);
		expect(deeds).toEqual([]);
		await clock.advance(5_000);
		expect(deeds).toEqual(['reconnected', 'reconnect']);
		await clock.advance(175_000);
		expect(deeds).toHaveLength(2);
		await clock.advance(5_000);
		expect(deeds.slice(2)).toEqual(['gave-up', 'give up']);
		expect(lines.map((line) => /"level":(\d+)/.exec(line)?.[1])).toEqual(['50', '60']);
		await clock.advance(3_600_000);
		expect(deeds).toHaveLength(4);
	});

	test('that hangs in a resume is not alive, although heartbeats are acknowledged', async () => {
		pulses[0]!.status = resuming;
		await meanwhile(4, () => {
			pulses[0]!.lastAckAt = clock.now();
		});
		expect(deeds).toEqual(['reconnected', 'reconnect']);
	});

	test('that never comes about is given up as well', async () => {
		pulses = [];
		await clock.advance(361_000);
		expect(deeds).toEqual(['reconnected', 'reconnect', 'gave-up', 'give up']);
	});

	test('that came to life again has another attempt the next time', async () => {
		await clock.advance(185_000);
		pulses[0]!.lastAckAt = clock.now();
		await clock.advance(5_000);
		await clock.advance(180_000);
		expect(deeds).toEqual(['reconnected', 'reconnect', 'reconnected', 'reconnect']);
	});

	test('is not silent because the clock was set', async () => {
		// Years ahead, and back again, by what Discord's acknowledgements bear as their time.
		await meanwhile(3, () => {
			pulses[0]!.lastAckAt = clock.now() + 5 * 365 * 86_400_000;
		});
		await meanwhile(3, () => {
			pulses[0]!.lastAckAt = clock.now() - 5 * 365 * 86_400_000;
		});
		expect(deeds).toEqual([]);
	});
});

test('one silent shard is seen among lively ones', async () => {
	pulses = [0, 1, 2].map((id) => ({ id, status: connected, lastAckAt: clock.now(), dispatches: 0 }));
	await meanwhile(4, () => {
		for (const pulse of pulses) if (pulse.id !== 1) pulse.lastAckAt = clock.now();
	});
	expect(deeds).toEqual(['reconnected', 'reconnect']);
	expect(lines[0]).toContain('"shards":[{"id":1,"status":0}]');
});
