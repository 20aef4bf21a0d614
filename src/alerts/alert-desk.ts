import type { Clock } from '#src/clock.ts';
import type { Station } from '#src/stations/station.ts';
import { AlertDelivery } from './alert-delivery.ts';
import type { AlertFace, AlertOutlet, AlertWords } from './alert-face.ts';
import { type AlertKind, type AlertRules, type Recipient, recipientsOf } from './alert-rules.ts';
import type { News } from './news.ts';
import { type AlertMessage, isDelivered, isOpen, repeatWithinMs } from './open-alert.ts';
import { type AlertMemory, OpenAlerts } from './open-alerts.ts';

/** Something to tell. */
export interface AlertEvent {
	kind: AlertKind;
	/** Names the alert within the Discord server: one of a topic is open at a time. */
	topic: string;
	/** Of one Discord server; the rules of any of them say who is told. */
	stations: readonly [Station, ...Station[]];
	news: News;
}

export interface AlertDeskParts {
	rules: AlertRules;
	words: AlertWords;
	outlet: AlertOutlet;
	memory: AlertMemory;
	clock: Clock;
	onError: (key: string, error: unknown) => void;
}

const tickMs = 15_000;

/**
 * Tells alerts, each once, and their ends. What comes again soon after its end is counted on the alert that there was, and told
 * only if it lasts.
 */
export class AlertDesk {
	readonly #parts: AlertDeskParts;
	readonly #alerts: OpenAlerts;
	readonly #delivery: AlertDelivery;
	#stop: (() => void) | undefined;

	constructor(parts: AlertDeskParts) {
		this.#parts = parts;
		this.#alerts = new OpenAlerts(parts.memory, parts.onError);
		this.#delivery = new AlertDelivery({ ...parts, alerts: this.#alerts });
	}

	/** Reads what was open, and goes on with it. */
	async start(): Promise<void> {
		await this.#alerts.load();
		this.#stop ??= this.#parts.clock.every(tickMs, () => this.#tick());
		this.#tick();
	}

	async close(): Promise<void> {
		this.#stop?.();
		this.#stop = undefined;
		await this.#alerts.settled();
	}

	/** Opens an alert, unless it is open. Resolves when it is written down; it is sent after that. */
	async raise(event: AlertEvent): Promise<void> {
		const key = keyOf(event);
		await this.#alerts.turn(key, async () => {
			const known = this.#alerts.get(key);
			if (known !== undefined && (isOpen(known) || known.again !== null)) return;
			const now = this.#parts.clock.now();
			const overFor = known === undefined || known.ending === null ? undefined : now - known.ending.at;
			if (known === undefined || overFor === undefined || overFor >= repeatWithinMs) {
				await this.#open(key, event);
				return;
			}
			const again = { face: this.#face(event), at: now };
			await this.#alerts.keep(key, { ...known, times: known.times + 1, again, stale: true });
		});
		this.#deliver(key);
	}

	/** Ends an open alert with a message of its own; does nothing where none is open. */
	async end(event: AlertEvent): Promise<void> {
		const key = keyOf(event);
		await this.#alerts.turn(key, async () => {
			const known = this.#alerts.get(key);
			if (known === undefined) return;
			// It was counted, and was over before it was told again.
			if (known.again !== null) await this.#alerts.keep(key, { ...known, again: null });
			if (!isOpen(known)) return;
			const there = known.opening.messages.map(({ channel }) => channel);
			const told = (await this.#recipients(event)).filter(({ channel }) => there.includes(channel));
			// The end calls nobody.
			const messages = told.map(({ channel, quiet }) => unsent({ channel, quiet, role: null }));
			const ending = { face: this.#face(event), at: this.#parts.clock.now(), messages };
			await this.#alerts.keep(key, { ...known, ending, stale: true });
		});
		this.#deliver(key);
	}

	/** Something that is over as soon as it is told. */
	async tell(event: AlertEvent): Promise<void> {
		const now = this.#parts.clock.now();
		const key = `${keyOf(event)} ${now}`;
		await this.#alerts.turn(key, () => this.#open(key, event, now));
		this.#deliver(key);
	}

	/** Ends what is open without a message, and opens it anew: one DJ follows another. */
	async replace(event: AlertEvent): Promise<void> {
		const key = keyOf(event);
		await this.#alerts.turn(key, async () => {
			const known = this.#alerts.get(key);
			if (known !== undefined && isOpen(known)) {
				const at = this.#parts.clock.now();
				const ending = { face: known.opening.face, at, messages: [] };
				await this.#alerts.keep(`${key} ${at}`, { ...known, ending, stale: true });
				this.#deliver(`${key} ${at}`);
			}
			await this.#open(key, event);
		});
		this.#deliver(key);
	}

	#face({ stations: [{ guildId }], news }: AlertEvent): AlertFace {
		return this.#parts.words.face(guildId, news);
	}

	async #recipients({ stations, kind }: AlertEvent): Promise<Recipient[]> {
		return recipientsOf(this.#parts.rules, stations, kind, this.#parts.clock.now());
	}

	/** Also with nobody to tell: somebody who asks for it a minute later is not told old news. */
	async #open(key: string, event: AlertEvent, overAt?: number): Promise<void> {
		const { kind } = event;
		const face = this.#face(event);
		const messages = (await this.#recipients(event)).map(unsent);
		await this.#alerts.keep(key, {
			guildId: guildOf(event),
			kind,
			opening: { face, at: this.#parts.clock.now(), messages },
			since: sinceOf(event.news) ?? this.#parts.clock.now(),
			ending: overAt === undefined ? null : { face, at: overAt, messages: [] },
			times: 1,
			again: null,
			stale: false,
		});
	}

	#deliver(key: string): void {
		void this.#alerts.quietly(key, () => this.#delivery.send(key));
	}

	#tick(): void {
		const now = this.#parts.clock.now();
		for (const [key, alert] of this.#alerts.all()) {
			if (this.#alerts.isBusy(key)) continue;
			const { again, ending } = alert;
			const old = ending !== null && now - ending.at >= repeatWithinMs;
			if (old && again !== null) void this.#alerts.quietly(key, () => this.#openAgain(key));
			else if (!isDelivered(alert)) this.#deliver(key);
			else if (old) void this.#alerts.quietly(key, () => this.#alerts.forget(key));
		}
	}

	/** It came again and stayed. */
	async #openAgain(key: string): Promise<void> {
		const known = this.#alerts.get(key);
		if (known === undefined || known.again === null) return;
		const opening = { ...known.again, messages: known.opening.messages.map(unsent) };
		await this.#alerts.keep(key, { ...known, opening, ending: null, again: null, times: 1, stale: false });
		await this.#delivery.send(key);
	}
}

/** When it began, as far as that is known: some time before it could be told. */
function sinceOf(news: News): number | undefined {
	return 'since' in news ? news.since : undefined;
}

const guildOf = ({ stations: [{ guildId }] }: AlertEvent) => guildId;
const keyOf = (event: AlertEvent) => `${guildOf(event)}/${event.topic}`;

function unsent({ channel, role, quiet }: Recipient): AlertMessage {
	return { channel, id: null, role, quiet };
}
