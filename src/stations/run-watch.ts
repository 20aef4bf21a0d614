import { BackendError } from '#src/backends/backend-error.ts';
import type { OperationsRole, StationStatus } from '#src/backends/roles/operations.ts';
import type { Play } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';

/** How far an order is, for whoever waits for it. */
export interface RunProgress {
	askedAt: number;
	/** The server said that it took the order; null when its answer got lost on the way. */
	accepted: boolean | null;
	/** What the station reports; null until then, and where it may not be read. */
	status: StationStatus | null;
	/** The first song after a restart. */
	song: Play | null;
	/** It may need many minutes. */
	isSlow: boolean;
	/** Until when it is watched. */
	until: number;
}

export type TellProgress = (progress: RunProgress) => Promise<void>;

interface Ordered {
	askedAt: number;
	/** The connection broke before the server answered. The order was not given twice. */
	answerLost: boolean;
}

/** What became of an order that was given. */
export type RunOutcome =
	| (Ordered & { kind: 'confirmed'; tookMs: number; status: StationStatus | null; song: Play | null })
	| (Ordered & { kind: 'not-confirmed'; waitedMs: number; status: StationStatus | null })
	/** The station's own word may not be read: `why`. `isEnabled` is what its settings say, where they can be read. */
	| (Ordered & { kind: 'unseen'; why: BackendError; isEnabled: boolean | null });

export const usualPatienceMs = 180_000;
const lookEveryMs = 3_000;
/** Who waits for minutes is looked after less often. */
const calmAfterMs = 60_000;
const lookCalmlyEveryMs = 10_000;

/** All that the station has runs. */
export function everythingRuns({ backendRunning, frontendRunning, ...has }: StationStatus): boolean {
	return (backendRunning || has.hasBackend === false) && (frontendRunning || has.hasFrontend === false);
}

export function nothingRuns({ backendRunning, frontendRunning }: StationStatus): boolean {
	return !backendRunning && !frontendRunning;
}

/** The station's own word, or the error that says why the key may not read it. Throws every other error. */
export async function lookAtStatus(
	operations: Pick<OperationsRole, 'status'>,
): Promise<StationStatus | BackendError> {
	try {
		return await operations.status();
	} catch (error) {
		if (error instanceof BackendError && mayNotRead.has(error.problem.kind)) return error;
		throw error;
	}
}

const mayNotRead = new Set<BackendError['problem']['kind']>(['key-missing', 'key-rejected', 'right-missing']);

export function isUnseen(seen: StationStatus | BackendError): seen is BackendError {
	return seen instanceof BackendError;
}

/** As {@link lookAtStatus}; null while the server has trouble, which says nothing about an order that it took. */
export async function glance(
	operations: Pick<OperationsRole, 'status'>,
): Promise<StationStatus | BackendError | null> {
	try {
		return await lookAtStatus(operations);
	} catch (error) {
		if (error instanceof BackendError) return null;
		throw error;
	}
}

/** Gives the order once. True if the answer got lost; throws if the order was certainly not taken. */
export async function giveOrder(send: () => Promise<void>): Promise<boolean> {
	try {
		await send();
		return false;
	} catch (error) {
		if (error instanceof BackendError && error.perhapsDone) return true;
		throw error;
	}
}

export function pauseAfter(waitedMs: number): number {
	return waitedMs < calmAfterMs ? lookEveryMs : lookCalmlyEveryMs;
}

/** Tells only what differs from what was told before. */
export function tellingNews(tell: TellProgress): TellProgress {
	let told = '';
	return async (progress) => {
		const { accepted, status, song } = progress;
		const news = JSON.stringify([accepted, status?.backendRunning, status?.frontendRunning, song?.id]);
		if (news === told) return;
		told = news;
		await tell(progress);
	};
}

interface Watch {
	operations: OperationsRole;
	clock: Clock;
	tell: TellProgress;
	send: () => Promise<void>;
	reached: (status: StationStatus) => boolean;
	before: StationStatus | BackendError;
	isSlow: boolean;
	patienceMs: number;
}

/** Gives the order and looks until the station is as wanted. */
export async function watchStatus(watch: Watch): Promise<RunOutcome> {
	const { operations, clock, reached, patienceMs, isSlow } = watch;
	const tell = tellingNews(watch.tell);
	const askedAt = clock.now();
	const until = askedAt + patienceMs;
	const progress = { askedAt, isSlow, until, song: null };
	await tell({ ...progress, accepted: false, status: null });
	const answerLost = await giveOrder(watch.send);
	const ordered = { askedAt, answerLost };
	let status: StationStatus | null = null;
	for (;;) {
		const seen = isUnseen(watch.before) ? watch.before : await glance(operations);
		if (seen instanceof BackendError)
			return { ...ordered, kind: 'unseen', why: seen, isEnabled: await enabledBySettings(operations) };
		status = seen ?? status;
		const waitedMs = clock.now() - askedAt;
		if (seen !== null && reached(seen))
			return { ...ordered, kind: 'confirmed', tookMs: waitedMs, status: seen, song: null };
		if (waitedMs >= patienceMs) return { ...ordered, kind: 'not-confirmed', waitedMs, status };
		await tell({ ...progress, accepted: answerLost ? null : true, status });
		await clock.sleep(pauseAfter(waitedMs));
	}
}

async function enabledBySettings(operations: OperationsRole): Promise<boolean | null> {
	try {
		return (await operations.settings()).isEnabled;
	} catch (error) {
		if (error instanceof BackendError) return null;
		throw error;
	}
}
