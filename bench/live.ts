import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { createBackend } from '#src/backends/registry.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { systemClock } from '#src/clock.ts';
import { OnAirHub } from '#src/stations/on-air-hub.ts';
import type { Station } from '#src/stations/station.ts';
import { StationDirectory } from '#src/stations/station-directory.ts';
import { type Finding, milliseconds } from './report.ts';
import { percentile } from './statistics.ts';

const songs = 200;
const everyMs = 60;
const shortNames = ['lanternlight', 'tidewater'] as const;
/** Of the 250 ms in which a new song should have left for Discord. */
const targetMs = 25;

/** How soon a new song at the radio server is known to those who post it, and what is asked meanwhile. */
export async function measureLive(): Promise<Finding[]> {
	const radio = await startSimulatedAzuraCast();
	const connections = new ServerConnections({ userAgent: 'Airdeck/bench', clock: systemClock });
	const settings = (station: string) => ({ url: radio.url, station, keys: {} });
	const stations = shortNames.map(
		(name): Station => ({
			id: name,
			guildId: 'bench',
			name,
			remote: name,
			source: 'declared',
			roles: { dj: [], manager: [], admin: [] },
			channels: {},
			keys: new Map(),
			url: radio.url,
			backend: createBackend('azuracast', settings(name), { connections, clock: systemClock }),
		}),
	);
	const hub = new OnAirHub({
		clock: systemClock,
		directory: new StationDirectory(stations),
		onError: (error) => {
			throw error;
		},
		meter: { change: () => {}, skipped: () => {} },
		random: () => 0,
	});
	try {
		hub.start();
		while (hub.feedStates[0]?.kind !== 'push') await sleep(20);
		const before = radio.requests.length;
		const times: number[] = [];
		for (let count = 0; count < songs; count += 1) {
			const name = shortNames[count % shortNames.length] ?? shortNames[0];
			radio.station(name).skip();
			times.push(await untilTold(hub, name, () => radio.push.publish(name)));
			await sleep(everyMs);
		}
		const p99 = percentile(times, 0.99);
		const calls = radio.requests.length - before;
		return [
			{
				what: 'From a publication to those who post it, p99',
				figure: milliseconds(p99),
				target: { text: `under ${targetMs} ms`, met: p99 < targetMs },
				how:
					`${songs} songs of ${shortNames.length} stations, one every ${everyMs} ms, from right before the simulated AzuraCast ` +
					'writes the message to the call of a listener, over HTTP in one process.',
			},
			{
				what: 'Calls meanwhile',
				figure: String(calls),
				target: { text: '0', met: calls === 0 },
				how: 'Calls that reached the simulated AzuraCast after the push was connected.',
			},
		];
	} finally {
		await hub.close();
		await connections.close();
		await radio.close();
	}
}

function untilTold(hub: OnAirHub, stationId: string, publish: () => void): Promise<number> {
	return new Promise((resolve) => {
		const startedAt = performance.now();
		const stop = hub.onChange(({ id }, { kind }) => {
			if (id !== stationId || kind !== 'song') return;
			stop();
			resolve(performance.now() - startedAt);
		});
		publish();
	});
}
