import { LRUCache } from 'lru-cache';
import type { Station } from '#src/stations/station.ts';
import type { Answering } from './answering.ts';
import type { CommandStrings, Setting } from './command.ts';
import type { DispatchParts, Outcome } from './dispatch.ts';
import { unlessAborted } from './ended.ts';
import { type Failures, newReference } from './failures.ts';
import { Interim } from './interim.ts';
import { OldButton } from './old-button.ts';
import type { RawOptions } from './options.ts';
import { Pace } from './pace.ts';
import type { Reply } from './reply.ts';

/** Discord takes edits of an answer for 15 minutes; what comes later goes to a channel. */
const answerableForMs = 14.5 * 60_000;

/** What a command or button does once it was acknowledged. */
export interface Work {
	answering: Answering;
	/** "dj skip" */
	name: string;
	strings: CommandStrings;
	setting: Setting;
	station: Station | undefined;
	/** The person's own language, for what is told to them alone. */
	ownLocale: string;
	changes: boolean;
	/** The key of what did not happen; `failed` if left out. */
	failed?: string | undefined;
	/** Milliseconds from the interaction's arrival to Discord's receipt. */
	ackMs: number;
	/** What "Try again" would run. */
	again?: { name: string; options: RawOptions };
	/** The pressed message was an error card itself, and is redrawn. */
	inPlace?: boolean;
	interim: Interim;
	run: () => Promise<Reply>;
}

/** Does the work of acknowledged interactions: runs it, notes it in the audit, sends the reply, and is the one place that catches. */
export class Performer {
	readonly #parts: DispatchParts;
	readonly #failures: Failures;
	/** Messages whose question was answered, so that a second press of a quick finger does nothing. */
	readonly #answered = new LRUCache<string, true>({ max: 10_000 });

	readonly #pace: Pace;

	constructor(parts: DispatchParts, failures: Failures) {
		this.#parts = parts;
		this.#pace = new Pace(parts.services.clock, parts.pace);
		this.#failures = failures;
	}

	async perform(work: Work): Promise<void> {
		const { services, record } = this.#parts;
		const { answering, name, station, setting } = work;
		const startedAt = services.clock.now();
		const outcome = (what: Outcome) => record.interaction(name, what, work.ackMs);
		// Refusals are told to the person alone, so in their language, whoever was to see the answer.
		const mine = { ...setting, locale: work.ownLocale, isPrivate: true };
		const until = this.#tooFast(work);
		if (until !== null) {
			outcome('refused');
			await answering.sendPrivately(this.#failures.tooFast(mine, station, until));
			return;
		}
		const about = { name, person: setting.person, guildId: setting.guildId, station, startedAt };
		try {
			const reply = await this.#run(work);
			if (reply.audit !== undefined) {
				const reference = newReference(startedAt);
				await services.auditing.done({ ...about, reference }, reply.audit);
			}
			await this.#deliver(work, reply, startedAt);
			outcome('done');
		} catch (error) {
			if (error instanceof OldButton) {
				outcome('refused');
				await answering.sendPrivately(this.#failures.old(mine));
				return;
			}
			outcome('failed');
			const reference = newReference(startedAt);
			if (work.changes) await services.auditing.failed({ ...about, reference }, error, work.failed);
			const { strings, failed, again, inPlace } = work;
			await this.#failures.tell(error, {
				answering,
				strings,
				failed,
				name,
				station,
				setting: mine,
				reference,
				...(again === undefined ? {} : { again }),
				...(inPlace === undefined ? {} : { inPlace }),
			});
		}
	}

	/** From when on this may be run; null if right now. Answers to questions are not counted: their command was. */
	#tooFast({ name, setting, station, again, inPlace = false }: Work): number | null {
		const isQuestion = inPlace && again === undefined;
		if (isQuestion || this.#parts.commands.get(name)?.asks !== true) return null;
		const { person, guildId } = setting;
		return this.#pace.take({ userId: person.id, guildId, server: station?.backend.server });
	}

	async #run({ run, interim }: Work): Promise<Reply> {
		try {
			return await unlessAborted(this.#parts.ended, run);
		} finally {
			await interim.end();
		}
	}

	/** What a command shows of its work while it lasts. */
	interim(answering: Answering): Interim {
		return new Interim(answering, this.#parts.services.clock, (error) =>
			this.#failures.note(error, 'Showing progress'),
		);
	}

	/** True the first time for a message; a question takes one answer. */
	takeAnswer(messageId: string): boolean {
		if (this.#answered.has(messageId)) return false;
		this.#answered.set(messageId, true);
		return true;
	}

	isAnswered(messageId: string): boolean {
		return this.#answered.has(messageId);
	}

	async #deliver({ answering, station }: Work, reply: Reply, startedAt: number): Promise<void> {
		const { clock, announcer } = this.#parts.services;
		if (clock.now() - startedAt > answerableForMs) {
			const channelId = station?.channels.alerts;
			if (channelId !== undefined) await announcer.say(channelId, reply, `late ${answering.id}`);
			return;
		}
		this.#closeInTime(reply, await answering.send(reply), answering);
	}

	/** Shows what became of a question that nobody answered in time. */
	#closeInTime(reply: Reply, messageId: string, answering: Answering): void {
		const { afterwards } = reply;
		if (afterwards === undefined) return;
		const { clock } = this.#parts.services;
		const close = async () => {
			await clock.sleep(Math.max(0, afterwards.at - clock.now()));
			if (!this.isAnswered(messageId)) await answering.send(afterwards.card);
		};
		close().catch((error: unknown) => this.#failures.note(error, 'Closing a question'));
	}
}
