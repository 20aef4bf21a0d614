import type { Clock } from '#src/clock.ts';

export interface MountPlan {
	/** `/live.mp3`; for SHOUTcast 2 streams are numbered in the order in which they are given. */
	path: string;
	/** What the source calls it; '' for one that was given no name. */
	name: string;
	/** One after the other, again and again. */
	titles: readonly string[];
	secondsEach?: number;
	/** Its artist is told in a field of its own, as Ogg streams have it. */
	isOgg?: boolean;
	bitrate?: number;
	/** The source sends its titles in Latin-1, and nobody converts them. */
	isLatin1?: boolean;
	listeners?: number;
}

/** A mount whose source goes from title to title with the clock. */
export class SimulatedMount {
	readonly plan: MountPlan;
	readonly #clock: Clock;
	readonly #startedAt: number;
	#title: string | undefined;
	/** Whether a source is connected. */
	hasSource = true;
	listeners: number;

	constructor(plan: MountPlan, clock: Clock) {
		this.plan = plan;
		this.#clock = clock;
		this.#startedAt = clock.now();
		this.listeners = plan.listeners ?? 0;
	}

	get path(): string {
		return this.plan.path;
	}

	/** When the source connected, in milliseconds since 1970. */
	get startedAt(): number {
		return this.#startedAt;
	}

	/** As the source sent it: `Artist - Title`. */
	get title(): string {
		return this.#title ?? this.#at(this.#turn);
	}

	/** When the title of now began. */
	get titleSince(): number {
		return this.#startedAt + this.#turn * this.#eachMs;
	}

	/** What was on, with the moment of its start, newest first: what is on now as well. */
	played(most: number): { at: number; title: string }[] {
		const turns = Array.from({ length: Math.min(most, this.#turn + 1) }, (_, i) => this.#turn - i);
		return turns.map((turn) => ({
			at: this.#startedAt + turn * this.#eachMs,
			title: turn === this.#turn ? this.title : this.#at(turn),
		}));
	}

	/** From now on this title, for good; undefined: as planned again. */
	setTitle(title: string | undefined): void {
		this.#title = title;
	}

	/** The bytes in which a title goes out. */
	bytes(text: string): Buffer {
		return Buffer.from(text, this.plan.isLatin1 === true ? 'latin1' : 'utf8');
	}

	get #eachMs(): number {
		return (this.plan.secondsEach ?? 200) * 1000;
	}

	get #turn(): number {
		return Math.max(0, Math.floor((this.#clock.now() - this.#startedAt) / this.#eachMs));
	}

	#at(turn: number): string {
		return this.plan.titles[turn % Math.max(1, this.plan.titles.length)] ?? '';
	}
}
