const free = 0;

/** Finds the slot of an id in four bytes or eight instead of the sixty of a `Map`. Ids are added, never taken away. */
export class IdTable {
	readonly #slots: Uint32Array;
	readonly #mask: number;

	constructor(most: number) {
		const size = 2 ** Math.ceil(Math.log2(Math.max(8, most * 1.5)));
		this.#slots = new Uint32Array(size);
		this.#mask = size - 1;
	}

	get bytes(): number {
		return this.#slots.byteLength;
	}

	add(id: string, slot: number): void {
		let place = hash(id) & this.#mask;
		while (this.#slots[place] !== free) place = (place + 1) & this.#mask;
		this.#slots[place] = slot + 1;
	}

	/** The first slot added under such an id of which `isIt` says so; -1 if there is none. */
	find(id: string, isIt: (slot: number) => boolean): number {
		for (let place = hash(id) & this.#mask; ; place = (place + 1) & this.#mask) {
			const found = this.#slots[place] ?? free;
			if (found === free) return -1;
			if (isIt(found - 1)) return found - 1;
		}
	}
}

/** FNV-1a with a last stir, 32 bits: the same on every machine. */
export function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index++)
		value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	value ^= value >>> 15;
	return Math.imul(value, 0x2c1b3c6d) >>> 0;
}
