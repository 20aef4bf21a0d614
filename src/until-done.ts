import type { Clock } from './clock.ts';

const tryAgainMs = 60_000;

/** Tries once now, and then every minute until it works or the returned function is called. */
export async function untilDone(
	attempt: () => Promise<void>,
	clock: Clock,
	onFailure: (error: unknown) => void,
): Promise<() => void> {
	let stop = () => {};
	const tryOnce = async () => {
		try {
			await attempt();
			stop();
		} catch (error) {
			onFailure(error);
			return false;
		}
		return true;
	};
	if (!(await tryOnce())) stop = clock.every(tryAgainMs, () => void tryOnce());
	return () => stop();
}
