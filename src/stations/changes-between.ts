import type { OnAirState, Play } from '#src/backends/roles.ts';
import type { StationChange } from './station-change.ts';

/** A station has to be seen off the air twice, this far apart: after a restart it counts as off for some seconds. */
export const offForMs = 10_000;
/** Two DJs cannot be connected at once; who connects this soon after the other takes over. */
export const handOverWithinMs = 20_000;
const rememberedPlays = 20;

/** What was told of a station so far: what the next state is compared with. */
export interface Told {
	/** The newest state. */
	readonly state: OnAirState;
	readonly play: Play | null;
	/** Plays that were on before, newest first: what brings one of them back came too late. */
	readonly past: readonly string[];
	/** The DJ as told, and since when they were seen gone. */
	readonly live: { dj: string; since: number; goneAt: number | null } | null;
	/** Off the air as told; `since` is null if it always was. */
	readonly off: { since: number | null } | null;
	/** Seen off the air, and not told yet. */
	readonly offSeenAt: number | null;
	/** Told that the server does not answer. */
	readonly silentSince: number | null;
}

export interface Outcome {
	told: Told;
	/** In the order in which they make sense. */
	changes: StationChange[];
}

/** Whether a state is from before what is known: an answer out of a cache, or one that was overtaken. */
export function isOutOfDate({ play, past }: Told, { now }: OnAirState): boolean {
	if (now === null || play === null || now.id === play.id) return false;
	// The time as well: a server that was set back to an old backup counts its plays anew.
	return past.includes(now.id) && now.startedAt <= play.startedAt;
}

/**
 * What a state says that was not told before. The same state again says nothing, whatever the server's clock says; it is what
 * makes a station that is off the air believed, so it has to be looked at all the same.
 */
export function changesBetween(before: Told | undefined, state: OnAirState, at: number): Outcome {
	if (before === undefined) return { told: firstTold(state, at), changes: [{ kind: 'known' }] };
	if (isOutOfDate(before, state)) return { told: before, changes: [] };
	const changes: StationChange[] = [];
	if (before.silentSince !== null) changes.push({ kind: 'reachable', since: before.silentSince });
	const { off, offSeenAt, hasGone } = seeOnline(before, state, at);
	if (before.off !== null && off === null) changes.push({ kind: 'online', offSince: before.off.since });
	const live = seeLive(before, state, at, hasGone, changes);
	// What a station that is off the air shows is what it played last, or what it is about to play: told when it is back.
	const play = off === null ? (state.now ?? before.play) : before.play;
	const isNew = play !== null && play.id !== before.play?.id;
	if (isNew) changes.push({ kind: 'song', play, before: before.play });
	if (nameOfNext(state) !== nameOfNext(before.state)) changes.push({ kind: 'next', next: state.next });
	if (state.listeners !== before.state.listeners)
		changes.push({ kind: 'listeners', listeners: state.listeners });
	if (hasGone && offSeenAt !== null) changes.push({ kind: 'offline', since: offSeenAt });
	return {
		told: {
			state,
			play,
			past: pastOf(before, state, isNew),
			live,
			off,
			offSeenAt: hasGone ? null : offSeenAt,
			silentSince: null,
		},
		changes,
	};
}

/** The server does not answer any more, told once until a state comes. */
export function silence(before: Told, since: number): Outcome {
	if (before.silentSince !== null) return { told: before, changes: [] };
	return { told: { ...before, silentSince: since }, changes: [{ kind: 'unreachable', since }] };
}

function firstTold(state: OnAirState, at: number): Told {
	return {
		state,
		play: state.now,
		past: state.history.map(({ id }) => id),
		live:
			state.live === null ? null : { dj: state.live.streamer, since: state.live.since ?? at, goneAt: null },
		off: state.online ? null : { since: null },
		offSeenAt: null,
		silentSince: null,
	};
}

function seeOnline(before: Told, { online }: OnAirState, at: number) {
	if (online) return { off: null, offSeenAt: null, hasGone: false };
	if (before.off !== null) return { off: before.off, offSeenAt: null, hasGone: false };
	const offSeenAt = before.offSeenAt ?? at;
	const hasGone = at - offSeenAt >= offForMs;
	return { off: hasGone ? { since: offSeenAt } : null, offSeenAt, hasGone };
}

function seeLive(
	{ live }: Told,
	{ live: show }: OnAirState,
	at: number,
	hasGone: boolean,
	changes: StationChange[],
): Told['live'] {
	if (show === null) {
		if (live === null) return null;
		const goneAt = live.goneAt ?? at;
		if (!hasGone && at - goneAt < handOverWithinMs) return { ...live, goneAt };
		changes.push({ kind: 'live-end', dj: live.dj, since: live.since, until: goneAt });
		return null;
	}
	const dj = show.streamer;
	const since = show.since ?? at;
	if (live === null) changes.push({ kind: 'live-start', dj, since });
	else if (live.dj === dj) return { ...live, goneAt: null };
	else changes.push({ kind: 'hand-over', from: live.dj, to: dj, since });
	return { dj, since, goneAt: null };
}

function nameOfNext({ next }: OnAirState): string {
	return next === null ? '' : JSON.stringify([next.song.id, next.requested, next.playlist]);
}

function pastOf(before: Told, state: OnAirState, isNew: boolean): readonly string[] {
	if (!isNew) return before.past;
	const ids = [before.play?.id ?? '', ...state.history.map(({ id }) => id), ...before.past];
	return [...new Set(ids)].filter((id) => id !== '' && id !== state.now?.id).slice(0, rememberedPlays);
}
