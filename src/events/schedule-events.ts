import type { Clock } from '#src/clock.ts';
import { ServerTurns } from '#src/server-turns.ts';
import type { Station } from '#src/stations/station.ts';
import { type MadeEvent, planEvents, type WantedEvent, wantedEvents } from './event-plan.ts';
import type { EventMemory, EventRefusal, GuildEvents, StationEvents } from './guild-events.ts';

/** Which stations have their schedule among the events. */
export interface EventChoice {
	isOn(station: Station): boolean;
	turn(station: Station, on: boolean): Promise<void>;
}

export interface ScheduleEventsParts {
	stations: () => readonly Station[];
	choice: EventChoice;
	events: GuildEvents;
	memory: EventMemory;
	/** Where people listen to a station: at most 100 characters. */
	whereOf: (station: Station) => string;
	clock: Clock;
	onError: (place: string, error: unknown) => void;
}

/** What came of a look at the schedule. */
export interface EventReport {
	events: number;
	refusal: EventRefusal | undefined;
}

const aheadMs = 7 * 24 * 3_600_000;
/** Of 100 that a server may have, some are left for people. */
const mostEvents = 75;

/** Keeps the schedule of stations among the events of their Discord servers: the bot's own, and no others. */
export class ScheduleEvents {
	readonly #parts: ScheduleEventsParts;
	readonly #working = new Map<string, Promise<EventReport>>();
	readonly #turns: ServerTurns;

	constructor(parts: ScheduleEventsParts) {
		this.#parts = parts;
		this.#turns = new ServerTurns(parts);
	}

	isOn(station: Station): boolean {
		return this.#parts.choice.isOn(station);
	}

	/** Makes the events of a station, or takes them all away. Rejects like the radio server. */
	async turn(station: Station, on: boolean): Promise<EventReport> {
		await this.#parts.choice.turn(station, on);
		return this.sync(station);
	}

	/** Looks at all schedules, and takes away what stations left that are no more. */
	async syncAll(): Promise<void> {
		const { stations, memory, onError } = this.#parts;
		const here = new Map(stations().map((station) => [placeOf(station), station]));
		for await (const entry of memory.entries()) {
			if ('damaged' in entry) onError(entry.key, entry.damaged);
			else if (!here.has(entry.key)) await this.#tried(entry.key, () => this.#clear(entry.key, entry.value));
		}
		await this.#turns.waitAtEach(
			here,
			([, { backend }]) => backend.server,
			([place, station]) => this.#tried(place, () => this.sync(station)),
		);
	}

	/** One look at a station at a time; a second one comes after it. */
	async sync(station: Station): Promise<EventReport> {
		const place = placeOf(station);
		const before = this.#working.get(place);
		const work = async () => {
			await before?.catch(() => undefined);
			return this.#sync(station, place);
		};
		const mine = work();
		this.#working.set(place, mine);
		try {
			return await mine;
		} finally {
			if (this.#working.get(place) === mine) this.#working.delete(place);
		}
	}

	async #sync(station: Station, place: string): Promise<EventReport> {
		const { memory, clock } = this.#parts;
		const known = (await memory.get(place)) ?? newStation(station);
		if (!this.isOn(station)) {
			if (known.events.length > 0) await this.#clear(place, known);
			return { events: 0, refusal: undefined };
		}
		const now = clock.now();
		const entries = (await station.backend.schedule?.between(now, now + aheadMs)) ?? [];
		return this.#carryOut(station, known, wantedEvents(entries, now).slice(0, mostEvents));
	}

	async #carryOut(
		station: Station,
		known: StationEvents,
		wanted: readonly WantedEvent[],
	): Promise<EventReport> {
		const { events, whereOf } = this.#parts;
		const { guildId } = station;
		const place = placeOf(station);
		const plan = planEvents(known.events, wanted, this.#parts.clock.now());
		const kept: MadeEvent[] = [...plan.keep];
		let refusal: EventRefusal | undefined;
		// Written down after each step: what was made and forgotten would stay for ever.
		const note = async (event: MadeEvent | undefined) => {
			if (event !== undefined) kept.push(event);
			const later = [...todo.values()];
			await this.#parts.memory.set(place, { ...known, events: [...kept, ...later] });
		};
		const todo = new Set([...plan.begin, ...plan.change.map(({ from }) => from), ...plan.cancel]);
		for (const event of plan.begin) {
			// Discord may have begun it by itself, which is a refusal as well.
			const failed = event.id === null ? undefined : await events.begin(guildId, event.id);
			todo.delete(event);
			await note({ ...event, begun: true, ...(failed === 'gone' ? { id: null } : {}) });
		}
		for (const event of plan.cancel) {
			const failed = event.id === null ? undefined : await events.cancel(guildId, event.id);
			if (isForLater(failed)) return { events: kept.length, refusal: failed };
			todo.delete(event);
			await note(undefined);
		}
		for (const { from, to } of plan.change) {
			const failed = from.id === null ? undefined : await events.change(guildId, from.id, to);
			if (isForLater(failed)) return { events: kept.length, refusal: failed };
			refusal ??= failed === 'gone' ? undefined : failed;
			todo.delete(from);
			await note(
				failed === undefined ? { ...from, ...to } : failed === 'gone' ? { ...from, ...to, id: null } : from,
			);
		}
		const own = plan.make.length > 0 ? await events.own(guildId) : [];
		if (typeof own === 'string') return { events: kept.length, refusal: own };
		const taken = new Set(known.events.map(({ id }) => id));
		for (const event of plan.make) {
			// Made by a process that ended before it could be noted.
			const found = own.find(
				({ id, name, startsAt }) =>
					!taken.has(id) && name === events.nameOf(event.name) && startsAt === event.startsAt,
			);
			const made = found ?? (await events.make(guildId, event, whereOf(station)));
			if (typeof made === 'string') {
				refusal = made;
				if (made === 'refused') continue;
				break;
			}
			taken.add(made.id);
			await note({ ...event, id: made.id, begun: false });
		}
		await note(undefined);
		return { events: kept.filter(({ id }) => id !== null).length, refusal };
	}

	async #clear(place: string, known: StationEvents): Promise<EventReport> {
		const { events, memory } = this.#parts;
		let left = known.events;
		for (const event of known.events) {
			const isAhead = event.id !== null && event.endsAt > this.#parts.clock.now();
			const failed = isAhead && event.id !== null ? await events.cancel(known.guildId, event.id) : undefined;
			if (isForLater(failed)) return { events: left.length, refusal: failed };
			left = left.filter((other) => other !== event);
			await memory.set(place, { ...known, events: left });
		}
		await memory.delete(place);
		return { events: 0, refusal: undefined };
	}

	/** The others are looked at all the same. */
	async #tried(place: string, work: () => Promise<unknown>): Promise<void> {
		try {
			await work();
		} catch (error) {
			this.#parts.onError(place, error);
		}
	}
}

/** The others would fare no better now. */
function isForLater(refusal: EventRefusal | undefined): boolean {
	return refusal === 'no-right' || refusal === 'trouble';
}

const placeOf = ({ guildId, id }: Station) => `${guildId}/${id}`;

function newStation({ guildId, id }: Station): StationEvents {
	return { guildId, stationId: id, events: [] };
}
