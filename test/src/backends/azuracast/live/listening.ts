import { expect, onTestFinished, vi } from 'vitest';
import { type SimulationOptions, startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import type { AddressGuard } from '#src/backends/address-guard.ts';
import { createAzuraCastBackend } from '#src/backends/azuracast/backend.ts';
import type { BackendProblem } from '#src/backends/backend-error.ts';
import type { LiveFeed } from '#src/backends/live-feed.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { bothKeys } from '../loopback.ts';

export interface Heard {
	shortName: string;
	state: OnAirState;
	replayed: boolean;
}

/** The feed of a server, and all it told. */
export function listen(url: string, clock: ManualClock, names: string[], guard?: AddressGuard) {
	const open = new ServerConnections({ userAgent: 'Airdeck/0.1.0', clock });
	const connections = guard === undefined ? open : open.guardedBy(guard);
	const backend = createAzuraCastBackend({ url, station: '1', keys: bothKeys, connections, clock });
	const states: Heard[] = [];
	const statuses: string[] = [];
	const problems: BackendProblem[] = [];
	let skipped = 0;
	const feed: LiveFeed = backend.live!.open({
		state: (shortName, state, replayed) => states.push({ shortName, state, replayed }),
		connection: (status, why) => {
			statuses.push(status);
			if (why !== undefined) problems.push(why);
		},
		skipped: () => {
			skipped += 1;
		},
	});
	feed.follow(names);
	onTestFinished(async () => {
		await feed.close();
		await open.close();
	});
	return { backend, feed, states, statuses, problems, skipped: () => skipped };
}

export async function simulatedPush(
	options: Omit<SimulationOptions, 'clock'> = {},
	names = ['lanternlight'],
) {
	const clock = new ManualClock();
	const radio = await startSimulatedAzuraCast({ songsPerStation: 20, ...options, clock });
	onTestFinished(() => radio.close());
	return { clock, radio, station: radio.station('lanternlight'), ...listen(radio.url, clock, names) };
}

export type Sim = Awaited<ReturnType<typeof simulatedPush>>;
export const isOpen = ({ statuses }: Pick<Sim, 'statuses'>) =>
	vi.waitFor(() => expect(statuses.at(-1)).toBe('open'), { interval: 2, timeout: 5_000 });
export const isLost = ({ statuses }: Pick<Sim, 'statuses'>) =>
	vi.waitFor(() => expect(statuses.at(-1)).toBe('lost'), { interval: 2, timeout: 5_000 });
export const heard = ({ states }: Pick<Sim, 'states'>, count: number) =>
	vi.waitFor(() => expect(states).toHaveLength(count), { interval: 2, timeout: 5_000 });
export const pushCalls = ({ radio }: Sim) =>
	radio.requests.filter(({ path }) => path.startsWith('/api/live/'));
