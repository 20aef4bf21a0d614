import type { ManualClock } from '#demo/manual-clock.ts';
import { settle } from './fake-station.ts';

/** Lets time go on by seconds until the work is done, a minute at most if not said otherwise. */
export async function inTime<T>(clock: ManualClock, work: Promise<T>, mostSeconds = 60): Promise<T> {
	const progress = { ended: false };
	const end = () => {
		progress.ended = true;
	};
	work.then(end, end);
	await settle();
	for (let seconds = 0; !progress.ended && seconds < mostSeconds; seconds++) {
		await clock.advance(1_000);
		await settle();
	}
	return work;
}
