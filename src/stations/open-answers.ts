import type { Clock } from '#src/clock.ts';
import type { FollowUp, FollowUpPhase } from './follow-up.ts';

/** Redraws the requester's own answer. */
export type Redraw = (followUp: FollowUp, phase: FollowUpPhase) => Promise<void>;

/** Discord takes edits of an answer for 15 minutes. */
const redrawnForMs = 14.5 * 60_000;

/** The answers to requests that can still be redrawn. In memory alone: what opens them speaks in the bot's name. */
export class OpenAnswers {
	readonly #clock: Clock;
	readonly #onError: (error: unknown) => void;
	readonly #redraws = new Map<string, { until: number; redraw: Redraw }>();

	constructor(clock: Clock, onError: (error: unknown) => void) {
		this.#clock = clock;
		this.#onError = onError;
	}

	open(stationId: string, followUp: FollowUp, redraw: Redraw): void {
		this.#redraws.set(placeOf(stationId, followUp), { until: this.#clock.now() + redrawnForMs, redraw });
	}

	/** Whether it was opened, and {@link dropOld} did not find it too old. */
	has(stationId: string, followUp: FollowUp): boolean {
		return this.#redraws.has(placeOf(stationId, followUp));
	}

	/** Says in the answer how far the request is, if it can still be redrawn; for the last time where nothing follows. */
	async redraw(stationId: string, followUp: FollowUp, phase: FollowUpPhase): Promise<void> {
		const place = placeOf(stationId, followUp);
		const known = this.#redraws.get(place);
		if (known === undefined || known.until <= this.#clock.now()) return;
		if (phase.kind === 'playing' || phase.kind === 'dropped') this.#redraws.delete(place);
		try {
			await known.redraw(followUp, phase);
		} catch (error) {
			this.#onError(error);
		}
	}

	dropOld(): void {
		const now = this.#clock.now();
		for (const [place, { until }] of this.#redraws) if (until <= now) this.#redraws.delete(place);
	}
}

function placeOf(stationId: string, { userId, song }: FollowUp): string {
	return `${stationId} ${userId} ${song.id}`;
}
