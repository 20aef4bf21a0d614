import type { LoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import type { ShownStation } from './wide-stage.ts';

interface Awaited {
	title: string;
	since: number;
}

/** Looks on while cards change: from right before a radio server writes a new song to the edit that shows it. */
export class WatchedCards {
	/** In milliseconds, one for each card that came to show its new song. */
	readonly delays: number[] = [];
	readonly #awaited = new Map<string, Awaited>();
	readonly #unhear: () => void;

	constructor(discord: LoopbackDiscord) {
		this.#unhear = discord.onEvent((event) => {
			if (event.kind === 'message-updated')
				this.#see(event.message.channel_id, JSON.stringify(event.message.components));
		});
	}

	/** Cards that do not show their song yet. */
	get waiting(): number {
		return this.#awaited.size;
	}

	/** Begins the next song of a station. */
	change({ radio, shortName, channelIds }: ShownStation): void {
		const since = performance.now();
		const title = radio.changeSong(shortName);
		for (const channelId of channelIds) {
			if (this.#awaited.has(channelId)) throw new Error(`A card of ${shortName} never showed its last song`);
			this.#awaited.set(channelId, { title, since });
		}
	}

	close(): void {
		this.#unhear();
	}

	#see(channelId: string, card: string): void {
		const awaited = this.#awaited.get(channelId);
		if (awaited === undefined || !card.includes(awaited.title)) return;
		this.delays.push(performance.now() - awaited.since);
		this.#awaited.delete(channelId);
	}
}
