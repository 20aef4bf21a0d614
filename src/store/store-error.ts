import { StorageTrouble } from '#src/storage-trouble.ts';

/** The store cannot give, or will not take, a value. Names the place, never the value. */
export class StoreError extends StorageTrouble {
	override readonly name: string = 'StoreError';
	/** `guilds/100000000000000001`. */
	readonly place: string;

	constructor(place: string, problem: string, options?: ErrorOptions) {
		super(`${place}: ${problem}`, options);
		this.place = place;
	}
}

/** The store does not answer at the start. Unlike with other errors, nothing may be wrong with the settings. */
export class StoreUnreachable extends StoreError {
	override readonly name = 'StoreUnreachable';
}
