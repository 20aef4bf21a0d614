import { beatMs, type Holder } from './bot-lease.ts';
import type { Clock } from './clock.ts';
import type { Namespace } from './store/namespace.ts';

/**
 * Whether a bot is at work with this store, also on another machine: a process in a lease counted itself up while this looked. What was
 * killed still stands in its lease, and does not. Takes some seconds only where somebody stands in one.
 */
export async function isBotAtWork(
	leases: Namespace<Holder[]>,
	clock: Pick<Clock, 'sleep'>,
): Promise<boolean> {
	const before = await beats(leases);
	if (before.size === 0) return false;
	await clock.sleep(beatMs + 1_000);
	const after = await beats(leases);
	return [...after].some(([run, beat]) => before.get(run) !== beat);
}

/** By the process; a lease that cannot be read says nothing of anybody. */
async function beats(leases: Namespace<Holder[]>): Promise<Map<string, number>> {
	const found = new Map<string, number>();
	for await (const entry of leases.entries())
		if (!('damaged' in entry)) for (const { run, beat } of entry.value) found.set(run, beat);
	return found;
}
