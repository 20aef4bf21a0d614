import type { OnAirState } from '#src/backends/roles.ts';
import type { StationNews } from './news.ts';
import type { StationMemory } from './station-memory.ts';

/** One look at a station whose server answers. */
export interface Sight {
	state: OnAirState;
	at: number;
	/** It was asked just now, past all caches: a second proof of what was seen before. */
	checked: boolean;
	/** Proved to be off the air, and since when. */
	offSince?: number;
}

export interface Looked {
	memory: StationMemory;
	news: StationNews[];
	/** Something has to be proved by asking the station itself. */
	doubt: boolean;
}

/** How far two sights of a station that is off the air are apart before it is told. */
const offForMs = 15_000;
/** A DJ whose connection breaks is back within this, most often. */
export const djBackWithinMs = 30_000;
/** So long after the end of a song the next one should be announced: the server itself looks four times a minute. */
const silentAfterMs = 120_000;
/** Nobody listens in earnest only after this. */
const emptyForMs = 60_000;
/** As long as that is counted before a record is one. */
const countedForMs = 24 * 3_600_000;
const leastRecord = 5;
const riseLastsMs = 3_600_000;

/** What is different from the last look, and worth telling. The first look ever tells nothing. */
export function look(before: StationMemory | undefined, sight: Sight): Looked {
	const news: StationNews[] = [];
	const memory = structuredClone(before ?? firstMemory(sight));
	if (before === undefined) return { memory, news, doubt: false };
	const doubtAir = lookAtAir(memory, sight, news);
	lookAtDj(memory, sight, news);
	const doubtSound = lookAtSound(memory, sight, news);
	lookAtListeners(memory, sight, news);
	if (sight.state.online) {
		memory.song = sight.state.now?.song ?? memory.song;
		rememberAudience(memory, sight);
	}
	return { memory, news, doubt: doubtAir || doubtSound };
}

/** A station that stops loses its listeners some seconds before it says that it is off: those are the ones who were there. */
function rememberAudience(memory: StationMemory, { state: { listeners }, at }: Sight): void {
	if (listeners === null) return;
	if (listeners > 0 || memory.listeners === null || memory.listeners === 0) {
		memory.listeners = listeners;
		memory.emptySince = null;
		return;
	}
	memory.emptySince ??= at;
	if (at - memory.emptySince < emptyForMs) return;
	memory.listeners = 0;
	memory.emptySince = null;
}

function firstMemory({ state: { online, listeners, live, now }, at }: Sight): StationMemory {
	return {
		offSince: online ? null : at,
		offTold: !online,
		song: now?.song ?? null,
		listeners,
		emptySince: null,
		play: now === null ? null : { id: now.id, seenAt: at },
		silentSince: null,
		dj: online && live !== null ? { name: live.streamer, since: live.since ?? at, most: null } : null,
		djGoneAt: null,
		record: listeners === null ? null : { listeners, at, from: at },
		rise: null,
	};
}

function lookAtAir(memory: StationMemory, sight: Sight, news: StationNews[]): boolean {
	const { state, at, checked } = sight;
	if (state.online) {
		if (memory.offSince !== null && memory.offTold) {
			const song = state.now?.song ?? null;
			const { listeners } = state;
			news.push({
				type: 'on-air',
				since: memory.offSince,
				until: at,
				song,
				listeners,
				before: memory.listeners,
			});
		}
		memory.offSince = null;
		memory.offTold = false;
		return false;
	}
	memory.offSince ??= sight.offSince ?? at;
	const apartMs = at - memory.offSince;
	const proved = sight.offSince !== undefined || (checked && apartMs >= offForMs);
	if (memory.offTold) return false;
	if (!proved) return apartMs >= offForMs;
	memory.offTold = true;
	const { offSince: since, song: last, listeners } = memory;
	news.push({ type: 'off-air', since, last, listeners, apartMs });
	return false;
}

function lookAtDj(memory: StationMemory, { state, at }: Sight, news: StationNews[]): void {
	const live = state.online ? state.live : null;
	const { dj } = memory;
	if (live !== null) {
		memory.djGoneAt = null;
		const since = live.since ?? at;
		const player = state.facts.playerUrl;
		const most = state.listeners === null ? null : { listeners: state.listeners, at };
		if (dj?.name !== live.streamer) {
			news.push(
				dj === null
					? { type: 'dj-live', dj: live.streamer, since, player }
					: { type: 'dj-change', from: dj.name, to: live.streamer, since, player },
			);
			memory.dj = { name: live.streamer, since, most };
		} else if (most !== null && most.listeners > (dj.most?.listeners ?? 0)) dj.most = most;
		return;
	}
	if (dj === null) return;
	memory.djGoneAt ??= at;
	if (at - memory.djGoneAt < djBackWithinMs) return;
	const { name, since, most } = dj;
	const gone = { type: 'dj-gone', dj: name, since, until: memory.djGoneAt, most } as const;
	news.push({ ...gone, song: state.now?.song ?? null, online: state.online });
	memory.dj = null;
	memory.djGoneAt = null;
}

function lookAtSound(memory: StationMemory, { state, at, checked }: Sight, news: StationNews[]): boolean {
	const { now, online, live } = state;
	if (now?.id !== memory.play?.id) {
		memory.play = now === null ? null : { id: now.id, seenAt: at };
		if (memory.silentSince !== null && online)
			news.push({ type: 'sound', since: memory.silentSince, until: at, song: now?.song ?? null });
		if (online) memory.silentSince = null;
	}
	if (now === null || now.duration === null || !online || memory.play === null) return false;
	const due = now.startedAt + now.duration;
	// By its own clock and by ours: a server whose clock is wrong is not silent.
	const over = at - due > silentAfterMs && at - memory.play.seenAt > now.duration;
	if (!over || memory.silentSince !== null) return false;
	if (!checked) return true;
	memory.silentSince = due;
	news.push({ type: 'silence', since: due, dj: live?.streamer ?? null });
	return false;
}

/** A record is told when it no longer grows: one message, and not one for each listener more. */
function lookAtListeners(
	memory: StationMemory,
	{ state: { listeners }, at }: Sight,
	news: StationNews[],
): void {
	if (listeners === null) return;
	const { record, rise } = memory;
	if (record === null) {
		memory.record = { listeners, at, from: at };
		return;
	}
	if (rise !== null && listeners > rise.listeners) memory.rise = { listeners, at, from: rise.from };
	else if (rise !== null && (listeners < rise.listeners * 0.9 || at - rise.from > riseLastsMs)) {
		const { listeners: before, at: beforeAt } = record;
		news.push({ type: 'record', listeners: rise.listeners, at: rise.at, before, beforeAt });
		memory.record = { listeners: rise.listeners, at: rise.at, from: record.from };
		memory.rise = null;
	} else if (rise === null && listeners > record.listeners) {
		const counts = listeners >= leastRecord && at - record.from >= countedForMs;
		if (counts) memory.rise = { listeners, at, from: at };
		else memory.record = { listeners, at, from: record.from };
	}
}
