import { type AlertRule, type AlertRules, rulesInForce } from './alerts/alert-rules.ts';
import type { Station } from './stations/station.ts';
import type { GuildDocuments } from './store/guild-documents.ts';

/** {@link AlertRules} in the documents of Discord servers. */
export class AlertBook implements AlertRules {
	readonly #documents: GuildDocuments;
	/** As they lie in the store, so that whether a station is watched is known without waiting. */
	readonly #chosen = new Map<string, readonly AlertRule[]>();

	constructor(documents: GuildDocuments) {
		this.#documents = documents;
	}

	/** Reads everybody's rules. A document that is damaged is told of where its stations are read. */
	async load(): Promise<void> {
		for await (const entry of this.#documents.all())
			if ('value' in entry) this.#chosen.set(entry.key, entry.value.alerts);
	}

	async of(station: Station): Promise<AlertRule[]> {
		return this.inForce(station);
	}

	inForce(station: Station): AlertRule[] {
		return rulesInForce(station, this.#chosen.get(station.guildId) ?? []);
	}

	isChosen(station: Station): boolean {
		return (this.#chosen.get(station.guildId) ?? []).some((rule) => rule.station === station.id);
	}

	/** Whether anybody is told anything about it. */
	isWatched(station: Station): boolean {
		return this.inForce(station).some(({ kinds }) => kinds.length > 0);
	}

	async put(station: Station, rule: AlertRule): Promise<void> {
		await this.#change(station, (rules) => {
			const there = rules.some(({ channel }) => channel === rule.channel);
			return there ? rules.map((other) => (other.channel === rule.channel ? rule : other)) : [...rules, rule];
		});
	}

	async drop(station: Station, channel: string): Promise<void> {
		await this.#change(station, (rules) => {
			const others = rules.filter((rule) => rule.channel !== channel);
			// A station without any rule would get the usual one; that nothing is wanted has to be kept.
			const [last] = rules;
			return others.length > 0 || last === undefined ? others : [{ ...last, kinds: [], role: null }];
		});
	}

	async #change(station: Station, change: (rules: AlertRule[]) => AlertRule[]): Promise<void> {
		const { guildId, id } = station;
		const { alerts } = await this.#documents.update(guildId, (document) => ({
			...document,
			alerts: [
				...document.alerts.filter((rule) => rule.station !== id),
				...change(rulesInForce(station, document.alerts)),
			],
		}));
		this.#chosen.set(guildId, alerts);
	}
}
