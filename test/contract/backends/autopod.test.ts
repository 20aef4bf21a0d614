import { onTestFinished } from 'vitest';
import { Secret } from '#config/secret.ts';
import { startSimulatedAutoPod } from '#demo/autopod/simulated-autopod.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { createBackend } from '#src/backends/registry.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { roleContract } from './role-contract.ts';

/** Whoever waits on it has waited: AutoPod is asked once a second. */
class HurriedClock extends ManualClock {
	override async sleep(ms: number): Promise<void> {
		await this.advance(ms);
	}
}

roleContract(
	'AutoPod',
	async () => {
		// Monday, 10:30 in Berlin: a show is on.
		const clock = new HurriedClock(Date.UTC(2026, 10, 23, 9, 30));
		const pod = await startSimulatedAutoPod({ clock });
		const connections = new ServerConnections({ userAgent: 'Airdeck/test', clock });
		onTestFinished(async () => {
			await connections.close();
			await pod.close();
		});
		const given = {
			all: { station: new Secret(pod.keys.read), admin: new Secret(pod.keys.write) },
			none: {},
			wrong: { station: new Secret('apk_nobody_knows_this_one') },
		};
		const open = (url: string, which: keyof typeof given) =>
			createBackend('autopod', { url, station: '', keys: given[which] }, { connections, clock });
		return {
			backend: open(pod.url, 'all'),
			clock,
			with: ({ url = pod.url, keys: which = 'all' as const }) =>
				open(url.endsWith('/v1') ? url : `${url}/v1`, which),
			asked: () => pod.requests,
			secrets: Object.values(pod.keys),
			word: pod.world.episodes[0]?.title ?? '',
		};
	},
	{
		onAir: 'partial',
		schedule: 'partial',
		shows: 'full',
		episodes: 'full',
		keyCheck: 'full',
	},
);
