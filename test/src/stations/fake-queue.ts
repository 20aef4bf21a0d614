import type { QueueEntry, QueueRole } from '#src/backends/roles/queue.ts';
import { song } from './fake-station.ts';

export function entry(id: string, fields: Partial<QueueEntry> = {}): QueueEntry {
	return {
		id,
		song: song(`s${id}`),
		playlist: '',
		requested: false,
		at: null,
		duration: 180_000,
		sent: false,
		...fields,
	};
}

/** A queue in memory; `spoil` may throw, or give true for an order that is said to be done and is not. */
export class FakeQueue implements QueueRole {
	entries: QueueEntry[];
	readonly orders: string[] = [];
	spoil: (order: string) => boolean = () => false;

	constructor(...entries: QueueEntry[]) {
		this.entries = entries;
	}

	async list(): Promise<QueueEntry[]> {
		return [...this.entries];
	}

	async remove(id: string): Promise<void> {
		this.orders.push(`remove ${id}`);
		if (!this.spoil(`remove ${id}`)) this.entries = this.entries.filter((one) => one.id !== id);
	}

	async clear(): Promise<void> {
		this.orders.push('clear');
		if (!this.spoil('clear')) this.entries = this.entries.filter(({ sent }) => sent);
	}
}
