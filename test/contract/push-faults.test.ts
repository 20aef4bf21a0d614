import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { createAzuraCastBackend } from '#src/backends/azuracast/backend.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { OnAirHub } from '#src/stations/on-air-hub.ts';
import type { StationChange } from '#src/stations/station-change.ts';
import { StationDirectory } from '#src/stations/station-directory.ts';
import { passTime } from '#test/support/pass-time.ts';
import { station as stationOf } from '../src/stations/fake-station.ts';

/** The hub with the real backend, before a simulated AzuraCast. */
async function listening(pushForm: '0.17.6' | '0.19.4' | '0.20.1' = '0.20.1') {
	const clock = new ManualClock();
	const radio = await startSimulatedAzuraCast({ clock, pushForm, songsPerStation: 20 });
	const connections = new ServerConnections({ userAgent: 'Airdeck/test', clock });
	// Repeating a read takes real time, of which hardly any passes here.
	const repeat = { initialDelayMs: 0, attempts: 0 };
	const settings = { url: radio.url, station: '1', keys: {}, repeat };
	const backend = createAzuraCastBackend({ ...settings, connections, clock });
	const errors: unknown[] = [];
	const hub = new OnAirHub({
		clock,
		directory: new StationDirectory([stationOf('one', { remote: '1', backend })]),
		onError: (error) => errors.push(error),
		meter: { change: () => {}, skipped: () => {} },
		random: () => 0,
	});
	const changes: StationChange[] = [];
	hub.onChange((_, change) => changes.push(change));
	onTestFinished(async () => {
		await hub.close();
		await connections.close();
		await radio.close();
		expect(errors).toEqual([]);
	});
	hub.start();
	const station = radio.station('lanternlight');
	station.setListeners(7);
	const isPushed = () =>
		vi.waitFor(
			async () => {
				await passTime(clock, 1_000);
				expect(hub.feedState(backend.server).kind).toBe('push');
			},
			{ interval: 2, timeout: 5_000 },
		);
	await isPushed();
	await passTime(clock, 2_000);
	return {
		clock,
		radio,
		hub,
		station,
		changes,
		isPushed,
		feed: () => hub.feedState(backend.server).kind,
		/** The songs that were told, by their number. */
		songs: () => changes.flatMap((change) => (change.kind === 'song' ? [Number(change.play.id)] : [])),
		playing: () => station.nowPlaying!.id,
	};
}

type Listening = Awaited<ReturnType<typeof listening>>;
/** Something going wrong, and what ends it. */
const faults: Record<string, (sim: Listening) => () => void> = {
	'a dropped connection': ({ radio }) => {
		radio.push.drop();
		return () => {};
	},
	'a good-bye': ({ radio }) => {
		radio.push.drop({ code: 3001, reason: 'shutdown' });
		return () => {};
	},
	silence: ({ radio }) => {
		radio.push.silent = true;
		return () => {
			radio.push.silent = false;
		};
	},
	'messages that come twice': ({ radio }) => {
		radio.push.doubled = true;
		return () => {
			radio.push.doubled = false;
		};
	},
	'messages out of order': ({ radio }) => {
		radio.push.outOfOrder = true;
		return () => {
			radio.push.outOfOrder = false;
		};
	},
	'a clock that is five minutes late': ({ radio }) => {
		radio.push.clockOffMs = -300_000;
		return () => {
			radio.push.clockOffMs = 0;
		};
	},
	garbage: ({ radio }) => {
		radio.push.sendRaw('data: {"channel":"station:lanternlight","pub":{"data":{"np":[]}}}\n\ndata: oh\n\n');
		return () => {};
	},
	'a flood': ({ radio }) => {
		radio.push.publish('lanternlight');
		radio.push.flood('lanternlight', 2_000);
		return () => {};
	},
	'a drip': ({ radio }) => {
		radio.push.dripping = true;
		return () => {
			radio.push.dripping = false;
			radio.push.drop();
		};
	},
	'a refusal': ({ radio }) => {
		radio.faults.add({ path: /live/u, status: 404, html: '<h1>404</h1>' });
		radio.push.drop();
		return () => radio.faults.clear();
	},
	'a page in place of everything': ({ radio }) => {
		radio.faults.add({ path: /./u, html: '<h1>Be right back</h1>' });
		radio.push.drop();
		return () => radio.faults.clear();
	},
	'a gateway in trouble': ({ radio }) => {
		radio.faults.add({ path: /./u, status: 502, html: '<h1>502 Bad Gateway</h1>' });
		radio.push.drop();
		return () => radio.faults.clear();
	},
};

/** A song begins every 20 seconds. */
async function play(sim: Listening, songs: number) {
	for (let song = 0; song < songs; song += 1) {
		sim.station.skip();
		await passTime(sim.clock, 20_000);
	}
}

function expectOnceInOrder(songs: number[]) {
	expect(songs).toEqual([...new Set(songs)].toSorted((a, b) => a - b));
}

describe.each(Object.entries(faults))('%s', (_, spoil) => {
	test.each(['0.17.6', '0.19.4', '0.20.1'] as const)(
		'tells no song twice or after its time, and the push is back (%s)',
		async (pushForm) => {
			const sim = await listening(pushForm);
			const mend = spoil(sim);
			await play(sim, 5);
			mend();
			await passTime(sim.clock, 65_000);
			await sim.isPushed();
			await play(sim, 2);
			const songs = sim.songs();
			expectOnceInOrder(songs);
			expect(songs.at(-1)).toBe(sim.playing());
			expect(songs.length).toBeGreaterThanOrEqual(2);
			expect(sim.changes.filter(({ kind }) => kind === 'offline' || kind === 'online')).toEqual([]);
		},
	);
});

test('while the push is away each song is told all the same, from what is written and what is asked', async () => {
	const sim = await listening();
	const mend = faults['a refusal']!(sim);
	await passTime(sim.clock, 2_000);
	await play(sim, 6);
	expect(sim.feed()).toBe('polling');
	expectOnceInOrder(sim.songs());
	// A jingle may be over before it is asked for.
	expect(sim.songs().length).toBeGreaterThan(4);
	expect(sim.songs().at(-1)).toBe(sim.playing());
	mend();
});

test('a server that is gone is told once, with its return', async () => {
	const sim = await listening();
	await sim.radio.down();
	await passTime(sim.clock, 300_000);
	expect(sim.changes.map(({ kind }) => kind)).toEqual(['known', 'unreachable']);
	await sim.radio.up();
	await passTime(sim.clock, 65_000);
	await sim.isPushed();
	const kinds = sim.changes.map(({ kind }) => kind);
	expect(kinds.slice(2, 3)).toEqual(['reachable']);
	expect(kinds.filter((kind) => kind === 'reachable' || kind === 'unreachable')).toHaveLength(2);
});

test('a station that is switched off falls silent, and is told as off the air within five minutes', async () => {
	const sim = await listening();
	sim.station.isEnabled = false;
	await passTime(sim.clock, 300_000);
	expect(sim.changes.map(({ kind }) => kind)).toContain('offline');
	sim.station.isEnabled = true;
	await passTime(sim.clock, 60_000);
	const kinds = sim.changes.map(({ kind }) => kind);
	expect(
		kinds.slice(kinds.indexOf('offline')).filter((kind) => kind !== 'listeners' && kind !== 'next'),
	).toEqual(['offline', 'online', 'song']);
});

test('a DJ comes, hands over and goes', async () => {
	const sim = await listening();
	sim.station.goLive('Hanne', 'Quiet Hour - One');
	await passTime(sim.clock, 5_000);
	sim.station.endLive();
	await passTime(sim.clock, 8_000);
	sim.station.goLive('Teo Park', 'Late - Two');
	await passTime(sim.clock, 60_000);
	sim.station.endLive();
	await passTime(sim.clock, 60_000);
	const djs = sim.changes.filter(({ kind }) => ['live-start', 'live-end', 'hand-over'].includes(kind));
	expect(djs).toMatchObject([
		{ kind: 'live-start', dj: 'Hanne' },
		{ kind: 'hand-over', from: 'Hanne', to: 'Teo Park' },
		{ kind: 'live-end', dj: 'Teo Park' },
	]);
});
