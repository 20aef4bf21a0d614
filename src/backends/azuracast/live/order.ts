import type { Publication } from './frames.ts';

/** A publication whose server time is behind by more is no straggler: the server's clock was set back. */
const stragglersMs = 60_000;

/** Tells, for one connection, which publications come for the second time or too late. */
export class Order {
	readonly #last = new Map<string, Pick<Publication, 'offset' | 'serverTime'>>();

	/** False for what was said before, or before something that was already heard. */
	isNew({ shortName, offset, serverTime }: Publication): boolean {
		const last = this.#last.get(shortName);
		if (last !== undefined) {
			if (offset !== null && last.offset !== null) {
				if (offset <= last.offset) return false;
			} else if (serverTime !== null && last.serverTime !== null) {
				const behindMs = last.serverTime - serverTime;
				if (behindMs > 0 && behindMs <= stragglersMs) return false;
			}
		}
		this.#last.set(shortName, { offset, serverTime });
		return true;
	}
}
