import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { CheckWatch, type CheckWatchParts } from '#src/checks/check-watch.ts';
import { type CheckChange, type LastCheck, lastCheckSchema } from '#src/checks/last-check.ts';
import { checkStation } from '#src/checks/station-check.ts';
import type { StationReport } from '#src/checks/station-report.ts';
import type { Station } from '#src/stations/station.ts';
import { simulate } from '../../demo/azuracast/simulation.ts';
import { station as fakeStation, pending, settle } from '../stations/fake-station.ts';
import { commands, stationAt } from './checked-station.ts';

const hour = 3_600_000;
const view = ['view station management', 'view station reports'];

/** Holds what the store would: checked, and as a copy. */
class Memory {
	readonly kept = new Map<string, string>();

	async get(id: string): Promise<LastCheck | undefined> {
		const text = this.kept.get(id);
		return text === undefined ? undefined : lastCheckSchema.parse(JSON.parse(text));
	}

	async set(id: string, value: LastCheck): Promise<void> {
		this.kept.set(id, JSON.stringify(lastCheckSchema.parse(value)));
	}
}

function watchOf(stations: Station[], parts: Partial<CheckWatchParts> = {}) {
	const clock = new ManualClock();
	const told: string[] = [];
	const errors: unknown[] = [];
	const checked: string[] = [];
	const words = (change: CheckChange) =>
		[change.kind, change.key, 'right' in change ? change.right.label : '']
			.filter((part) => part !== '')
			.join(' ');
	const watch = new CheckWatch({
		stations: () => stations,
		check: (station) => {
			checked.push(station.id);
			return checkStation(station, { commands, clock });
		},
		memory: new Memory(),
		clock,
		onChange: (station, changes) => void told.push(...changes.map((one) => `${station.id}: ${words(one)}`)),
		onError: (_, error) => errors.push(error),
		random: () => 0.5,
		...parts,
	});
	onTestFinished(() => watch.close());
	return { watch, clock, told, errors, checked };
}

describe('what is told', () => {
	it('is each change, once, and nothing the first time', async () => {
		const azuracast = await simulate();
		const { limited, bot } = azuracast.keys;
		const one = stationAt(azuracast.url, { station: limited, admin: bot });
		const { watch, told } = watchOf([one]);
		await watch.run(one);
		await watch.run(one);
		expect(told).toEqual([]);
		azuracast.setRights(limited, { stations: { 1: ['view station management'] } });
		await watch.run(one);
		await watch.run(one);
		expect(told).toEqual(['one: right-lost station View Station Reports']);
		azuracast.setRights(limited, { stations: { 1: [...view, 'view station logs'] } });
		await watch.run(one);
		expect(told.slice(1)).toEqual([
			'one: right-back station View Station Reports',
			'one: right-back station View Station Logs',
		]);
		// No command needs it.
		azuracast.setRights(limited, {
			stations: { 1: [...view, 'view station logs', 'manage station mounts'] },
		});
		await watch.run(one);
		expect(told.length).toBe(3);
		azuracast.revokeKey(limited);
		await watch.run(one);
		await watch.run(one);
		expect(told.slice(3)).toEqual(['one: key-rejected station']);
	});

	it('is not what could not be proved', async () => {
		const azuracast = await simulate();
		const one = stationAt(azuracast.url, { station: azuracast.keys.bot });
		const { watch, told, errors } = watchOf([one]);
		await watch.run(one);
		azuracast.faults.add({ path: /logs|history|fallback/, status: 502, html: '<html>no</html>' });
		await watch.run(one);
		await azuracast.down();
		expect((await watch.run(one)).failure).not.toBeNull();
		await azuracast.up();
		azuracast.faults.clear();
		await watch.run(one);
		expect([told, errors]).toEqual([[], []]);
		// What was known before the trouble still is.
		azuracast.setRights(azuracast.keys.bot, { stations: { 1: view } });
		await watch.run(one);
		expect(told).toContain('one: right-lost station View Station Logs');
	});

	it('begins anew with another key, and remembers over a restart', async () => {
		const azuracast = await simulate();
		const { bot, limited } = azuracast.keys;
		const memory = new Memory();
		const before = stationAt(azuracast.url, { station: bot });
		await watchOf([before], { memory }).watch.run(before);
		const after = stationAt(azuracast.url, { station: limited });
		const second = watchOf([after], { memory });
		await second.watch.run(after);
		expect(second.told).toEqual([]);
		azuracast.setRights(limited, { stations: { 1: ['view station management'] } });
		const third = watchOf([after], { memory });
		await third.watch.run(after);
		expect(third.told).toEqual(['one: right-lost station View Station Reports']);
		expect([...memory.kept.values()].join()).not.toContain(limited.split(':')[0]);
	});

	it('is a key that works again', async () => {
		const azuracast = await simulate();
		const one = stationAt(azuracast.url, { station: azuracast.keys.bot });
		const { watch, told } = watchOf([one]);
		await watch.run(one);
		const body = JSON.stringify({ code: 403, type: 'NotLoggedInException', message: 'No', success: false });
		azuracast.faults.add({ path: /account\/me/, status: 403, body });
		await watch.run(one);
		azuracast.faults.clear();
		await watch.run(one);
		expect(told).toEqual(['one: key-rejected station', 'one: key-works-again station']);
	});

	it('does not spoil the report when it cannot be remembered', async () => {
		const azuracast = await simulate();
		const one = stationAt(azuracast.url, { station: azuracast.keys.bot });
		const failing = { get: () => Promise.reject(new Error('The store failed')), set: async () => {} };
		const { watch, errors } = watchOf([one], { memory: failing });
		expect((await watch.run(one)).keys.length).toBe(1);
		expect(errors).toEqual([new Error('The store failed')]);
	});
});

describe('when it checks', () => {
	const keyed = (id: string, server = 'https://a') =>
		fakeStation(id, {
			keys: new Map([['station', '3f9c'] as const]),
			backend: {
				server,
				keyCheck: { check: () => Promise.reject(new Error('unused')), rightsFor: () => [] },
			},
		});

	function slow(stations: Station[], memory = new Memory()) {
		const answers: (() => void)[] = [];
		const started: string[] = [];
		const report = { keys: [], failure: null, at: 0 } as unknown as StationReport;
		const set = watchOf(stations, {
			memory,
			check: (station) => {
				started.push(station.id);
				const answer = pending<StationReport>();
				answers.push(() => answer.resolve(report));
				return answer.promise;
			},
		});
		const finish = async () => {
			for (const answer of answers.splice(0)) answer();
			for (let i = 0; i < 5; i += 1) await settle();
		};
		onTestFinished(finish);
		return { ...set, started, finish };
	}

	it('checks within the hour after the start, and then once a day', async () => {
		const { watch, clock, started, finish } = slow([keyed('one')]);
		watch.start();
		await clock.advance(29 * 60_000);
		expect(started).toEqual([]);
		await clock.advance(3 * 60_000);
		expect(started).toEqual(['one']);
		await finish();
		await clock.advance(23 * hour);
		expect(started.length).toBe(1);
		await clock.advance(2 * hour);
		expect(started.length).toBe(2);
		await finish();
	});

	it('waits a day after the last check of the process before', async () => {
		const memory = new Memory();
		await memory.set('one', { at: new ManualClock().now() - 20 * hour, keys: {} });
		const { watch, clock, started } = slow([keyed('one')], memory);
		watch.start();
		await clock.advance(3 * hour);
		expect(started).toEqual([]);
		await clock.advance(2 * hour);
		expect(started).toEqual(['one']);
	});

	it('passes over stations without keys, or of systems that have none', async () => {
		const { watch, clock, started } = slow([
			{ ...keyed('bare'), keys: new Map() },
			fakeStation('other', { keys: new Map([['station', '3f9c'] as const]) }),
		]);
		watch.start();
		await clock.advance(3 * hour);
		watch.afterRefusal(fakeStation('other', { keys: new Map([['station', '3f9c'] as const]) }));
		expect(started).toEqual([]);
	});

	it('goes on where a check or its memory fails, and says so', async () => {
		const memory = {
			get: () => Promise.reject(new Error('The store failed')),
			set: async () => {},
		};
		let runs = 0;
		const { watch, clock, errors } = watchOf([keyed('one')], {
			memory,
			check: () => {
				runs += 1;
				return Promise.reject(new Error('The check failed'));
			},
		});
		watch.start();
		await clock.advance(32 * 60_000);
		await settle();
		expect(runs).toBe(1);
		expect(errors).toEqual([new Error('The store failed'), new Error('The check failed')]);
		await clock.advance(25 * hour);
		expect(runs).toBe(2);
	});

	it('forgets what is removed, and begins anew when it comes back', async () => {
		const one = keyed('one');
		const here = [one];
		const { watch, clock, started, finish } = slow(here);
		watch.start();
		await clock.advance(32 * 60_000);
		await finish();
		expect(watch.lastReport(one)).toBeDefined();
		here.length = 0;
		await clock.advance(5 * 60_000);
		expect(watch.lastReport(one)).toBeUndefined();
		here.push(one);
		await clock.advance(32 * 60_000);
		expect(started).toEqual(['one', 'one']);
		await finish();
		expect(watch.lastReport(one)).toBeDefined();
	});

	it('joins the check that is under way, takes turns at a server, and asks two servers at most', async () => {
		const stations = [keyed('a1'), keyed('a2'), keyed('b1', 'https://b'), keyed('c1', 'https://c')];
		const { watch, started, finish } = slow(stations);
		const runs = [...stations, stations[0]!].map((station) => watch.run(station));
		expect(runs[4]).toBe(runs[0]);
		await settle();
		expect(started).toEqual(['a1', 'b1']);
		await finish();
		expect(started.toSorted()).toEqual(['a1', 'a2', 'b1', 'c1']);
		await finish();
		await Promise.all(runs);
	});

	it('looks after a refusal, at most once an hour', async () => {
		const one = keyed('one');
		const { watch, clock, started, finish } = slow([one]);
		watch.afterRefusal(one);
		watch.afterRefusal(one);
		await settle();
		await finish();
		watch.afterRefusal(one);
		await clock.advance(hour - 1);
		watch.afterRefusal(one);
		await settle();
		expect(started).toEqual(['one']);
		await clock.advance(1);
		watch.afterRefusal(one);
		await settle();
		expect(started).toEqual(['one', 'one']);
	});

	it('takes up nothing new once it is closed', async () => {
		const { watch, clock, started, finish } = slow([keyed('one')]);
		watch.start();
		await clock.advance(31 * 60_000);
		const closing = watch.close();
		await finish();
		await closing;
		await clock.advance(48 * hour);
		expect(started).toEqual(['one']);
	});
});
