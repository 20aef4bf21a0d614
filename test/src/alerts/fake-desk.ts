import type { AlertEvent } from '#src/alerts/alert-desk.ts';

/** Writes down what the desk is told. */
export class FakeDesk {
	readonly told: { what: string; event: AlertEvent }[] = [];

	get words(): string[] {
		return this.told.map(({ what, event }) => `${what} ${event.news.type} ${event.stations[0].guildId}`);
	}

	async raise(event: AlertEvent): Promise<void> {
		this.told.push({ what: 'raise', event });
	}

	async end(event: AlertEvent): Promise<void> {
		this.told.push({ what: 'end', event });
	}

	async tell(event: AlertEvent): Promise<void> {
		this.told.push({ what: 'tell', event });
	}

	async replace(event: AlertEvent): Promise<void> {
		this.told.push({ what: 'replace', event });
	}
}

/** Holds what the store would. */
export class FakeNotes<T> {
	readonly kept = new Map<string, T>();

	async get(key: string): Promise<T | undefined> {
		return structuredClone(this.kept.get(key));
	}

	async set(key: string, value: T): Promise<void> {
		this.kept.set(key, structuredClone(value));
	}
}
