import { onTestFinished } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import { OnAirHub } from '#src/stations/on-air-hub.ts';
import type { Reading } from '#src/stations/on-air-states.ts';
import type { Station } from '#src/stations/station.ts';
import type { StationChange } from '#src/stations/station-change.ts';
import { StationDirectory } from '#src/stations/station-directory.ts';
import { passTime } from '#test/support/pass-time.ts';
import { FakeLive } from './fake-live.ts';
import { FakeOnAir, onAirState, play, station as stationOf } from './fake-station.ts';

type Change = [string, StationChange, Reading];
const at = (seconds: number) => ({ startedAt: seconds * 1000 });
export const one = play('1', at(1));
export const two = play('2', at(2));
export const three = play('3', at(3));

/** A hub with these stations, started and looking. */
export async function startHub(stations: Station[], options: { listen?: boolean; start?: boolean } = {}) {
	const clock = new ManualClock();
	const directory = new StationDirectory(stations);
	const errors: unknown[] = [];
	const counted: string[] = [];
	const hub = new OnAirHub({
		clock,
		directory,
		onError: (error) => errors.push(error),
		meter: { change: (kind) => counted.push(kind), skipped: () => counted.push('skipped') },
		random: () => 0,
	});
	const changes: Change[] = [];
	if (options.listen !== false)
		hub.onChange((station, change, reading) => changes.push([station.id, change, reading]));
	onTestFinished(() => hub.close());
	if (options.start !== false) {
		hub.start();
		await passTime(clock, 2_000);
	}
	return {
		clock,
		directory,
		hub,
		changes,
		errors,
		counted,
		/** What was told since the last call of this, without what is told first. */
		news: () =>
			changes
				.splice(0)
				.filter(([, { kind }]) => kind !== 'known')
				.map(([id, change]) => [id, change.kind]),
	};
}

/** A station with a push, connected and heard. */
export async function pushedStation(first: OnAirState = onAirState({ now: one })) {
	const live = new FakeLive();
	const onAir = new FakeOnAir(first);
	const station = stationOf('a', { backend: { onAir, live } });
	const parts = await startHub([station]);
	live.connect();
	return { live, onAir, station, ...parts };
}
