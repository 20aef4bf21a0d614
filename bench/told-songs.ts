/** Where a song has to be told, once. */
interface Expected {
	/** In milliseconds, by the same clock as all moments here. */
	since: number;
	times: number;
}

/** Counts how often each new song was told in each channel, where once is right. */
export class ToldSongs {
	/** Milliseconds from the song to its message or edit. */
	readonly delays: number[] = [];
	/** Messages about a song that had one already. */
	doubled = 0;
	/** Songs that were never told. */
	missed = 0;
	readonly #patienceMs: number;
	readonly #open = new Map<string, Map<string, Expected>>();

	/** After `patienceMs` a song that was not told is missed. */
	constructor(patienceMs: number) {
		this.#patienceMs = patienceMs;
	}

	/** A song began whose title no other song has. */
	began(channelId: string, title: string, now: number): void {
		const songs = this.#open.get(channelId) ?? new Map<string, Expected>();
		this.#open.set(channelId, songs.set(title, { since: now, times: 0 }));
	}

	/** A message stands in the channel now that did not before. */
	posted(channelId: string, text: string, now: number): void {
		this.#see(channelId, text, now, true);
	}

	/** A message was edited, which may say the same again. */
	edited(channelId: string, text: string, now: number): void {
		this.#see(channelId, text, now, false);
	}

	/** Gives up what took too long, and forgets what was told long ago. Has to be called now and then. */
	tidy(now: number): void {
		for (const songs of this.#open.values())
			for (const [title, { since, times }] of songs) {
				if (now - since <= this.#patienceMs) continue;
				if (times === 0) this.missed += 1;
				songs.delete(title);
			}
	}

	#see(channelId: string, text: string, now: number, isNew: boolean): void {
		for (const [title, expected] of this.#open.get(channelId) ?? []) {
			if (!text.includes(title)) continue;
			if (expected.times === 0) this.delays.push(now - expected.since);
			else if (isNew) this.doubled += 1;
			expected.times += 1;
		}
	}
}
