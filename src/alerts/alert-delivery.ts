import { createHash } from 'node:crypto';
import type { Clock } from '#src/clock.ts';
import type { AlertOutlet, AlertWords } from './alert-face.ts';
import { isOpen, type OpenAlert } from './open-alert.ts';
import type { OpenAlerts } from './open-alerts.ts';

export interface AlertDeliveryParts {
	alerts: OpenAlerts;
	words: AlertWords;
	outlet: AlertOutlet;
	clock: Clock;
}

type Part = 'opening' | 'ending';

/** What could not be sent for so long is no news any more. */
const givenUpMs = 30 * 60_000;

/** Brings alerts to their channels: what is noted as not sent, and what opening messages do not show yet. */
export class AlertDelivery {
	readonly #parts: AlertDeliveryParts;

	constructor(parts: AlertDeliveryParts) {
		this.#parts = parts;
	}

	/** Within the alert's turn. What Discord had no time for stays noted, to be tried again. */
	async send(key: string): Promise<void> {
		const { alerts } = this.#parts;
		for (const part of ['opening', 'ending'] as const) {
			const said = alerts.get(key)?.[part] ?? { messages: [] };
			for (const [place, { id }] of said.messages.entries())
				if (id === null) await this.#sendOne(key, part, place);
		}
		const alert = alerts.get(key);
		if (alert?.stale === true && (await this.#redraw(alert)))
			await alerts.keep(key, { ...alert, stale: false });
	}

	async #sendOne(key: string, part: Part, place: number): Promise<void> {
		const { alerts, outlet, clock } = this.#parts;
		const said = alerts.get(key)?.[part];
		const next = said?.messages[place];
		if (said === undefined || said === null || next === undefined) return;
		const nonce = nonceOf([key, part, said.at, said.face.title]);
		const before = alerts.isInherited(key) ? await outlet.find(next.channel, nonce) : undefined;
		const { role, quiet } = next;
		const how = { nonce, role: quiet ? null : role, quiet };
		const sent = before ?? (await outlet.send(next.channel, said.face, how));
		if (sent === undefined && clock.now() - said.at < givenUpMs) return;
		await this.#note(key, part, place, sent ?? '');
	}

	async #note(key: string, part: Part, place: number, id: string): Promise<void> {
		const { alerts } = this.#parts;
		const alert = alerts.get(key);
		const said = alert?.[part];
		const noted = said?.messages[place];
		if (alert === undefined || said === null || said === undefined || noted === undefined) return;
		const messages = said.messages.with(place, { ...noted, id });
		await alerts.keep(key, { ...alert, [part]: { ...said, messages } });
	}

	/** Whether that is dealt with. */
	async #redraw(alert: OpenAlert): Promise<boolean> {
		const { outlet, clock } = this.#parts;
		let dealtWith = true;
		for (const { channel, id, role, quiet } of alert.opening.messages) {
			if (id === null || id === '') continue;
			const added = { lines: this.#lines(alert), over: !isOpen(alert), role: quiet ? null : role };
			if (!(await outlet.edit(channel, id, alert.opening.face, added))) dealtWith = false;
		}
		return dealtWith || clock.now() - (alert.ending ?? alert.opening).at >= givenUpMs;
	}

	#lines({ guildId, opening, since, ending, times }: OpenAlert): string[] {
		const { words } = this.#parts;
		return [
			...(times > 1 ? [words.counted(guildId, times, opening.at)] : []),
			...(ending === null ? [] : [words.over(guildId, ending.at, ending.at - since)]),
		];
	}
}

/** The same for the same message after a restart. */
function nonceOf(names: readonly (string | number)[]): string {
	return createHash('sha256').update(names.join(' ')).digest('base64url').slice(0, 24);
}
