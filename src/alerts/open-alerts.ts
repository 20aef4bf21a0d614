import type { OpenAlert } from './open-alert.ts';

/** A namespace of the store fits. */
export interface AlertMemory {
	set(key: string, value: OpenAlert): Promise<void>;
	delete(key: string): Promise<boolean>;
	entries(): AsyncIterable<{ key: string; value: OpenAlert } | { key: string; damaged: Error }>;
}

/** The alerts that are open or not over for long, by key: written down before anything is done with them. */
export class OpenAlerts {
	readonly #memory: AlertMemory;
	readonly #onError: (key: string, error: unknown) => void;
	readonly #alerts = new Map<string, OpenAlert>();
	readonly #inherited = new Set<string>();
	readonly #working = new Map<string, Promise<void>>();

	constructor(memory: AlertMemory, onError: (key: string, error: unknown) => void) {
		this.#memory = memory;
		this.#onError = onError;
	}

	/** Reads what a process before this one left. */
	async load(): Promise<void> {
		for await (const entry of this.#memory.entries()) {
			if ('damaged' in entry) this.#onError(entry.key, entry.damaged);
			else {
				this.#alerts.set(entry.key, entry.value);
				this.#inherited.add(entry.key);
			}
		}
	}

	get(key: string): OpenAlert | undefined {
		return this.#alerts.get(key);
	}

	all(): [string, OpenAlert][] {
		return [...this.#alerts];
	}

	/** Left by a process before this one, which may have sent what it did not note. */
	isInherited(key: string): boolean {
		return this.#inherited.has(key);
	}

	isBusy(key: string): boolean {
		return this.#working.has(key);
	}

	async keep(key: string, alert: OpenAlert): Promise<void> {
		await this.#memory.set(key, alert);
		this.#alerts.set(key, alert);
	}

	async forget(key: string): Promise<void> {
		await this.#memory.delete(key);
		this.#alerts.delete(key);
		this.#inherited.delete(key);
	}

	/** Work on one alert goes one after the other, also after work that failed. */
	async turn(key: string, work: () => Promise<void>): Promise<void> {
		const before = this.#working.get(key) ?? Promise.resolve();
		const mine = before.then(work, work);
		const settled = mine.then(
			() => {},
			() => {},
		);
		this.#working.set(key, settled);
		try {
			await mine;
		} finally {
			if (this.#working.get(key) === settled) this.#working.delete(key);
		}
	}

	/** The same for work that nobody waits for. */
	async quietly(key: string, work: () => Promise<void>): Promise<void> {
		try {
			await this.turn(key, work);
		} catch (error) {
			this.#onError(key, error);
		}
	}

	/** Resolves when nothing is under way. */
	async settled(): Promise<void> {
		while (this.#working.size > 0) await Promise.allSettled(this.#working.values());
	}
}
