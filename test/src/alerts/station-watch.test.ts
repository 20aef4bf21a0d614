import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { StationMemory } from '#src/alerts/station-memory.ts';
import { StationWatch } from '#src/alerts/station-watch.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import type { Reading } from '#src/stations/on-air-states.ts';
import { onAirState, play, settle, station, unreachable } from '../stations/fake-station.ts';
import { FakeDesk, FakeNotes } from './fake-desk.ts';

const minute = 60_000;
const silent = onAirState({ online: false, now: null });

class CountedNotes extends FakeNotes<StationMemory> {
	writes = 0;

	override async set(key: string, value: StationMemory): Promise<void> {
		this.writes += 1;
		await super.set(key, value);
	}
}

function watching(notes = new CountedNotes()) {
	const clock = new ManualClock();
	const desk = new FakeDesk();
	const one = station('one');
	const errors: unknown[] = [];
	const air: { state: OnAirState; real: OnAirState | undefined; trouble: boolean; asked: number } = {
		state: onAirState(),
		real: undefined,
		trouble: false,
		asked: 0,
	};
	const reading = (): Reading => ({
		state: air.state,
		asOf: clock.now(),
		...(air.trouble ? { trouble: unreachable() } : {}),
	});
	const watch = new StationWatch({
		stations: () => [one],
		known: reading,
		planned: async () => undefined,
		readNow: async () => {
			air.asked += 1;
			if (air.real === undefined) throw unreachable();
			return { state: air.real, asOf: clock.now() };
		},
		memories: notes,
		desk,
		clock,
		onError: (_, error) => errors.push(error),
	});
	watch.start();
	onTestFinished(() => watch.close());
	const pass = async (ms: number) => {
		await clock.advance(ms);
		for (let turns = 0; turns < 10; turns++) await settle();
	};
	return { clock, desk, air, notes, watch, errors, pass, one, reading };
}

describe('a doubt', () => {
	it('is settled by asking the station, once', async () => {
		const { desk, air, pass } = watching();
		await pass(10_000);
		air.state = silent;
		air.real = silent;
		await pass(minute);
		expect(desk.words).toEqual(['raise off-air guild']);
		expect(air.asked).toBe(1);
		await pass(30 * minute);
		expect(air.asked).toBe(1);
	});

	it('that the station denies is no news, and looked into once a minute at most', async () => {
		const { desk, air, pass } = watching();
		await pass(10_000);
		air.state = silent;
		air.real = onAirState();
		await pass(10 * minute);
		expect(desk.told).toEqual([]);
		expect(air.asked).toBeLessThanOrEqual(11);
	});

	it('that nobody answers stays one', async () => {
		const { desk, air, pass, errors } = watching();
		await pass(10_000);
		air.state = silent;
		await pass(3 * minute);
		expect(desk.told).toEqual([]);
		expect(errors.length).toBeGreaterThan(0);
	});

	it('is not had of a station whose server does not answer', async () => {
		const { desk, air, pass } = watching();
		await pass(10_000);
		air.state = silent;
		air.real = silent;
		air.trouble = true;
		await pass(10 * minute);
		expect(desk.told).toEqual([]);
		expect(air.asked).toBe(0);
	});
});

describe('what is remembered', () => {
	it('is written when an alert hangs on it, and not with every song and listener', async () => {
		const { air, notes, pass, watch } = watching();
		await pass(10_000);
		expect(notes.writes).toBe(1);
		for (let songs = 0; songs < 20; songs++) {
			air.state = onAirState({ now: play(`${songs}`, { startedAt: songs }), listeners: 10 - (songs % 3) });
			await pass(minute);
		}
		expect(notes.writes).toBe(1);
		air.state = onAirState({ live: { streamer: 'Nova', since: null, art: null } });
		await pass(10_000);
		expect(notes.writes).toBe(2);
		await watch.close();
		expect(notes.kept.get('guild/one')).toMatchObject({ dj: { name: 'Nova' }, listeners: 12 });
	});

	it('holds over a restart: what happened in between is told', async () => {
		const first = watching();
		await first.pass(10_000);
		await first.watch.close();
		const second = watching(first.notes);
		second.air.state = silent;
		second.watch.changed(second.one, second.reading(), second.clock.now());
		await second.pass(1_000);
		expect(second.desk.words).toEqual(['raise off-air guild']);
	});
});
