/**
 * Where points are counted while one search runs. Made once for all stations, since searches never overlap. Nothing is cleared between
 * words and readings: a slot's numbers hold only as long as its stamp says so.
 */
export class Scratch {
	/** Of all words so far. */
	points = new Uint16Array(0);
	/** Of the word at hand. */
	best = new Uint16Array(0);
	/** How many words were found. */
	hits = new Uint8Array(0);
	/** Counted by an earlier reading. */
	counted = new Uint8Array(0);
	/** The word for which a slot was last touched. */
	stamps = new Uint32Array(0);
	/** The slots that a reading has touched: the first {@link size} are meant. */
	touched = new Uint32Array(0);
	size = 0;
	/** The first stamp of the reading at hand, and that of its word at hand. */
	reading = 1;
	word = 1;

	/** Room for so many slots; `counted` is empty. */
	open(slots: number): void {
		if (this.points.length < slots) {
			const room = Math.ceil(slots * 1.25);
			this.points = new Uint16Array(room);
			this.best = new Uint16Array(room);
			this.hits = new Uint8Array(room);
			this.counted = new Uint8Array(room);
			this.stamps = new Uint32Array(room);
			this.touched = new Uint32Array(room);
		}
		this.counted.fill(0, 0, slots);
	}

	nextReading(): void {
		// Stamps last for four thousand million words; then they begin anew.
		if (this.word > 4_000_000_000) {
			this.stamps.fill(0);
			this.word = 0;
		}
		this.word++;
		this.reading = this.word;
		this.size = 0;
	}

	nextWord(): void {
		this.word++;
	}

	/** Forgets the slots that have not been hit by so many words. */
	keepHit(words: number): void {
		let kept = 0;
		for (let at = 0; at < this.size; at++) {
			const slot = this.touched[at] ?? 0;
			if (this.hits[slot] === words) this.touched[kept++] = slot;
			else this.stamps[slot] = 0;
		}
		this.size = kept;
	}
}
