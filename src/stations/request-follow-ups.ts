import type { QueueEntry } from '#src/backends/roles/queue.ts';
import type { Play } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import { ServerTurns } from '#src/server-turns.ts';
import { type FollowUp, type FollowUpPhase, phaseOf } from './follow-up.ts';
import type { Reading } from './on-air-states.ts';
import { OpenAnswers, type Redraw } from './open-answers.ts';
import { shortKey } from './short-key.ts';
import type { Station } from './station.ts';
import type { StationChange } from './station-change.ts';

/** The requests of each station: a namespace of the store. */
export interface FollowUpMemory {
	get(stationId: string): Promise<FollowUp[] | undefined>;
	update(stationId: string, change: (all: FollowUp[] | undefined) => FollowUp[]): Promise<FollowUp[]>;
}

export interface FollowUpParts {
	memory: FollowUpMemory;
	clock: Clock;
	rules: { forgive(stationId: string, userId: string, at: number): Promise<void> };
	stations: () => readonly Station[];
	/** What waits in the station's queue; undefined where nobody may know, or just now. */
	queue: (station: Station) => Promise<readonly QueueEntry[] | undefined>;
	/** Calls the person who wanted it: named by the follow-up, so that a second try is no second call. */
	call: (
		station: Station,
		followUp: FollowUp,
		phase: Extract<FollowUpPhase, { kind: 'playing' | 'dropped' }>,
	) => Promise<void>;
	onError: (error: unknown) => void;
}

/** A request that has not played by then is not going to. */
const droppedAfterMs = 2 * 3_600_000;
const tickMs = 60_000;
const mostPerStation = 300;

/** What becomes of song requests: the requester's answer follows while it can be edited, and who wants it is called, once. */
export class RequestFollowUps {
	readonly #parts: FollowUpParts;
	readonly #answers: OpenAnswers;
	readonly #underWay = new Set<Promise<void>>();
	readonly #looks: ServerTurns;
	/** The stations whose queue is looked at, or will be. */
	readonly #looked = new Set<string>();
	/** The stations at which a request waits. */
	readonly #waiting = new Set<string>();
	#stop: (() => void) | undefined;

	constructor(parts: FollowUpParts) {
		this.#parts = parts;
		this.#answers = new OpenAnswers(parts.clock, parts.onError);
		this.#looks = new ServerTurns(parts);
	}

	/** Goes on with what waited before, and drops in time what does not play. */
	start(): void {
		this.#work(async () => {
			for (const { id } of this.#parts.stations())
				if (((await this.#parts.memory.get(id)) ?? []).length > 0) this.#waiting.add(id);
		});
		this.#stop ??= this.#parts.clock.every(tickMs, () => this.#work(() => this.#look()));
	}

	async close(): Promise<void> {
		this.#stop?.();
		this.#stop = undefined;
		while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
	}

	/** Whether it matters here what is on at the station. */
	waitsAt({ id }: Station): boolean {
		return this.#waiting.has(id);
	}

	/** A request was accepted. */
	async begin(station: Station, followUp: FollowUp, redraw: Redraw): Promise<void> {
		this.#waiting.add(station.id);
		this.#answers.open(station.id, followUp, redraw);
		await this.#parts.memory.update(station.id, (all = []) =>
			[...all.filter((one) => !isSame(one, followUp)), followUp].slice(-mostPerStation),
		);
	}

	/** The person wants to be called; undefined for a request that waits no longer. */
	async tell(station: Station, userId: string, songKey: string): Promise<FollowUp | undefined> {
		const mine = (one: FollowUp) => one.userId === userId && shortKey(one.song.id) === songKey;
		const all = await this.#parts.memory.update(station.id, (before = []) =>
			before.map((one) => (mine(one) ? { ...one, tell: true } : one)),
		);
		return all.find(mine);
	}

	/** A change on the air of a station. */
	hear(station: Station, change: StationChange, reading: Reading): void {
		const { state } = reading;
		if (change.kind === 'song') this.#work(() => this.#played(station, change.play));
		if (change.kind === 'next' && change.next?.requested === true) {
			const { song } = change.next;
			this.#work(() => this.#comes(station, song.id));
		}
		// While nobody was here a song may have begun, or have come and gone.
		if (change.kind === 'known')
			this.#work(async () => {
				if (state.now !== null) await this.#played(station, state.now);
				for (const play of state.history) await this.#forget(station, play);
			});
	}

	/** Requests were taken back at the station: those of these songs, or all. */
	async dropped(station: Station, songIds: readonly string[] | 'all'): Promise<void> {
		const gone = await this.#take(station, ({ song }) => songIds === 'all' || songIds.includes(song.id));
		for (const followUp of gone) await this.#drop(station, followUp);
	}

	async #look(): Promise<void> {
		await this.#dropOld();
		for (const station of this.#parts.stations())
			if (this.#waiting.has(station.id) && !this.#looked.has(station.id))
				this.#work(() => this.#lookInTurn(station));
	}

	/** A server that does not answer keeps only its own stations waiting, and these once. */
	async #lookInTurn(station: Station): Promise<void> {
		this.#looked.add(station.id);
		try {
			await this.#looks.waitAt(station.backend.server, async () => {
				// The bot may have been told to stop before it was its turn.
				if (this.#stop !== undefined) await this.#lookInQueue(station);
			});
		} finally {
			this.#looked.delete(station.id);
		}
	}

	/** The push tells of the next song alone. So the queue is read, once a minute, while somebody's answer can still say that it is there. */
	async #lookInQueue(station: Station): Promise<void> {
		const { memory, queue } = this.#parts;
		const waits = (one: FollowUp) => one.queued === null && !one.isNext && this.#answers.has(station.id, one);
		if (!((await memory.get(station.id)) ?? []).some(waits)) return;
		const entries = ((await queue(station)) ?? []).filter(({ requested }) => requested);
		const found = new Map(entries.map(({ song, at }) => [song.id, { playsAt: at }]));
		const seen: FollowUp[] = [];
		await memory.update(station.id, (all = []) =>
			all.map((one) => {
				const queued = found.get(one.song.id);
				if (queued === undefined || !waits(one)) return one;
				seen.push({ ...one, queued });
				return { ...one, queued };
			}),
		);
		for (const followUp of seen) await this.#answers.redraw(station.id, followUp, phaseOf(followUp));
	}

	async #dropOld(): Promise<void> {
		const oldest = this.#parts.clock.now() - droppedAfterMs;
		for (const station of this.#parts.stations())
			for (const followUp of await this.#take(station, ({ at }) => at <= oldest))
				await this.#drop(station, followUp);
		this.#answers.dropOld();
	}

	async #played(station: Station, play: Play): Promise<void> {
		const { memory, call } = this.#parts;
		const fits = (one: FollowUp) => fitsPlay(one, play);
		const mine = ((await memory.get(station.id)) ?? []).filter(fits);
		const phase = { kind: 'playing' as const, startedAt: play.startedAt, duration: play.duration };
		for (const followUp of mine) {
			await this.#answers.redraw(station.id, followUp, phase);
			if (followUp.tell) await call(station, followUp, phase);
		}
		// Afterwards: killed in between, the next process calls again under the same name, which Discord drops.
		await this.#take(station, fits);
	}

	async #comes(station: Station, songId: string): Promise<void> {
		const { memory } = this.#parts;
		const comes = (one: FollowUp) => one.song.id === songId && !one.isNext;
		const mine = ((await memory.get(station.id)) ?? []).filter(comes);
		if (mine.length === 0) return;
		await memory.update(station.id, (all = []) =>
			all.map((one) => (comes(one) ? { ...one, isNext: true } : one)),
		);
		for (const followUp of mine) await this.#answers.redraw(station.id, followUp, { kind: 'next' });
	}

	async #forget(station: Station, play: Play): Promise<void> {
		await this.#take(station, (one) => fitsPlay(one, play));
	}

	async #drop(station: Station, followUp: FollowUp): Promise<void> {
		const { rules, call } = this.#parts;
		await rules.forgive(station.id, followUp.userId, followUp.at);
		await this.#answers.redraw(station.id, followUp, { kind: 'dropped' });
		if (followUp.tell) await call(station, followUp, { kind: 'dropped' });
	}

	/** Takes out and gives those that fit. */
	async #take(station: Station, fits: (followUp: FollowUp) => boolean): Promise<FollowUp[]> {
		const { memory } = this.#parts;
		const taken = ((await memory.get(station.id)) ?? []).filter(fits);
		if (taken.length === 0) return taken;
		const left = await memory.update(station.id, (all = []) => all.filter((one) => !fits(one)));
		if (left.length === 0) this.#waiting.delete(station.id);
		return taken;
	}

	#work(work: () => Promise<void>): void {
		const mine = work()
			.catch((error: unknown) => this.#parts.onError(error))
			.finally(() => this.#underWay.delete(mine));
		this.#underWay.add(mine);
	}
}

/** The same song, begun after it was asked for; the clocks of two machines differ a little. */
function fitsPlay(followUp: FollowUp, play: Play): boolean {
	return followUp.song.id === play.song.id && play.startedAt > followUp.at - 5_000;
}

function isSame(one: FollowUp, other: FollowUp): boolean {
	return one.userId === other.userId && one.song.id === other.song.id;
}
