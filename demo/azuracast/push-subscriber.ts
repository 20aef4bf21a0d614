import type { ServerResponse } from 'node:http';
import type { Clock } from '#src/clock.ts';

/** One open connection of the push. */
export class Subscriber {
	readonly channels: ReadonlySet<string>;
	readonly #response: ServerResponse;
	readonly #isDripping: () => boolean;
	/** What is still to go out, a byte at a time. */
	#waiting = Buffer.alloc(0);

	constructor(
		response: ServerResponse,
		channels: readonly string[],
		clock: Clock,
		isDripping: () => boolean,
	) {
		this.channels = new Set(channels);
		this.#response = response;
		this.#isDripping = isDripping;
		const stop = clock.every(1000, () => this.#drip());
		response.once('close', stop);
	}

	say(frame: unknown): void {
		this.send(`data: ${JSON.stringify(frame)}\n\n`);
	}

	/** Whatever it is. */
	send(text: string): void {
		if (this.#isDripping()) this.#waiting = Buffer.concat([this.#waiting, Buffer.from(text)]);
		else this.#response.write(text);
	}

	end(text: string): void {
		this.#response.end(text);
	}

	cut(): void {
		this.#response.destroy();
	}

	#drip(): void {
		if (this.#waiting.length === 0) return;
		this.#response.write(this.#waiting.subarray(0, 1));
		this.#waiting = this.#waiting.subarray(1);
	}
}
