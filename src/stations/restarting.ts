import { BackendError } from '#src/backends/backend-error.ts';
import type { OperationsRole, StationStatus } from '#src/backends/roles/operations.ts';
import type { OnAirState, Play } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import {
	everythingRuns,
	giveOrder,
	glance,
	isUnseen,
	pauseAfter,
	type RunOutcome,
	type TellProgress,
	tellingNews,
	usualPatienceMs,
} from './run-watch.ts';

interface RestartWatch {
	operations: OperationsRole;
	clock: Clock;
	tell: TellProgress;
	before: StationStatus | BackendError;
	/** What is on right now; undefined when that cannot be read. */
	readOnAir: () => Promise<OnAirState | undefined>;
}

/**
 * Restarts and looks what became of it. A station that runs afterwards ran before as well, so that alone proves nothing: it has to
 * be seen down in between, or to begin another song. Where there is no AutoDJ to begin one, the server's own word is taken.
 */
export async function watchRestart(watch: RestartWatch): Promise<RunOutcome> {
	const { operations, clock, before, readOnAir } = watch;
	const tell = tellingNews(watch.tell);
	const playBefore = (await readOnAir())?.now?.id;
	const askedAt = clock.now();
	const progress = { askedAt, isSlow: false, until: askedAt + usualPatienceMs };
	await tell({ ...progress, accepted: false, status: null, song: null });
	const answerLost = await giveOrder(() => operations.restart());
	const ordered = { askedAt, answerLost };
	const ran = !isUnseen(before) && everythingRuns(before);
	let status: StationStatus | null = null;
	let wasDown = false;
	for (;;) {
		const seen = isUnseen(before) ? before : await glance(operations);
		const song = newSong(await readOnAir(), playBefore);
		if (seen !== null && !isUnseen(seen)) {
			status = seen;
			wasDown ||= !everythingRuns(seen);
		}
		const waitedMs = clock.now() - askedAt;
		const runs = seen !== null && !isUnseen(seen) && everythingRuns(seen);
		const wordIsEnough = status?.hasBackend === false && !answerLost;
		const confirmed = { ...ordered, kind: 'confirmed', tookMs: waitedMs } as const;
		if ((runs || isUnseenStatus(seen)) && (song !== null || wordIsEnough))
			return { ...confirmed, status, song };
		if (waitedMs >= usualPatienceMs) {
			// It came back, but has announced no song yet.
			if (runs && (wasDown || !ran)) return { ...confirmed, status, song: null };
			if (isUnseenStatus(seen)) return { ...ordered, kind: 'unseen', why: seen, isEnabled: null };
			return { ...ordered, kind: 'not-confirmed', waitedMs, status };
		}
		await tell({ ...progress, accepted: answerLost ? null : true, status, song });
		await clock.sleep(pauseAfter(waitedMs));
	}
}

function isUnseenStatus(seen: StationStatus | BackendError | null): seen is BackendError {
	return seen instanceof BackendError;
}

function newSong(state: OnAirState | undefined, before: string | undefined): Play | null {
	const play = state?.now ?? null;
	return play !== null && play.id !== before ? play : null;
}
