const MOST = 120;
const WINDOW_MS = 60_000;

/** Counts what a bot sends on one line: Discord closes it with 4008 above 120 packets a minute. Runs on real time. */
export function createSendLimit(now: () => number = () => performance.now()): () => boolean {
	let sent: number[] = [];
	return () => {
		sent = [...sent.filter((at) => now() - at < WINDOW_MS), now()];
		return sent.length <= MOST;
	};
}
