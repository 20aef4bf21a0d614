import { Worker } from 'node:worker_threads';
import type { Clock } from '#src/clock.ts';
import type { Picture } from './picture.ts';

/** A picture to be drawn, or a cover to be looked at. */
export type Order = { id: number } & Wish;
type Wish = { picture: Picture } | { cover: Uint8Array };

export type Done = { id: number } & ({ png: Uint8Array } | { colour: number | null } | { failed: string });

/** A picture was not drawn; `busy`: too many were being waited for. */
export class PictureError extends Error {
	override readonly name = 'PictureError';
	readonly trouble: 'busy' | 'failed' | 'closed';

	constructor(trouble: 'busy' | 'failed' | 'closed', detail: string) {
		super(`A picture was not drawn: ${detail}`);
		this.trouble = trouble;
	}
}

export interface PicturesOptions {
	/** The thread's file; another one where a test wants a thread that fails. */
	thread?: URL;
	/** How many pictures may be asked for and not drawn yet. */
	mostWaiting?: number;
	/** Told of each picture that could not be drawn, besides whoever asked for it. */
	onError?: (error: PictureError) => void;
}

interface Waiting {
	order: Order;
	resolve: (done: Exclude<Done, { failed: string }>) => void;
	reject: (error: PictureError) => void;
}

/** Canvas, fonts and their memory go when nobody wanted a picture for so long. */
const idleMs = 60_000;
/** A picture takes some 20 ms; a thread that is silent for so long hangs. */
const deadlineMs = 30_000;
const threadFile = new URL('./picture-thread.ts', import.meta.url);

/**
 * Draws pictures in a thread that is started for the first of them, kept for the next ones and given up after an idle minute. The event
 * loop never waits for a picture, and who asks for none pays for none. A thread that dies costs the picture it was drawing.
 */
export class Pictures {
	readonly #clock: Clock;
	readonly #thread: URL;
	readonly #mostWaiting: number;
	readonly #onError: (error: PictureError) => void;
	readonly #waiting: Waiting[] = [];
	#worker: Worker | undefined;
	#current: Waiting | undefined;
	/** Ends the wait for the current picture, or for the end of the idle time. */
	#pause = new AbortController();
	#lastId = 0;
	#closed = false;

	constructor(
		clock: Clock,
		{ thread = threadFile, mostWaiting = 32, onError = () => {} }: PicturesOptions = {},
	) {
		this.#clock = clock;
		this.#thread = thread;
		this.#mostWaiting = mostWaiting;
		this.#onError = onError;
	}

	/** Whether a thread is there at all. */
	get isRunning(): boolean {
		return this.#worker !== undefined;
	}

	/** The picture as a PNG of 800 x 400. @throws {PictureError} */
	async draw(picture: Picture): Promise<Buffer> {
		const done = await this.#order({ picture });
		if (!('png' in done)) throw new PictureError('failed', 'something else was made');
		return Buffer.from(done.png.buffer, done.png.byteOffset, done.png.byteLength);
	}

	/** The colour of a cover (JPEG, PNG, WebP or GIF) as `0xRRGGBB`, null for a grey one. @throws {PictureError} also for what is none */
	async colourOf(cover: Uint8Array): Promise<number | null> {
		const done = await this.#order({ cover });
		if (!('colour' in done)) throw new PictureError('failed', 'something else was made');
		return done.colour;
	}

	async #order(wish: Wish): Promise<Exclude<Done, { failed: string }>> {
		if (this.#closed) throw new PictureError('closed', 'the bot stops');
		if (this.#waiting.length >= this.#mostWaiting)
			throw new PictureError('busy', `${this.#waiting.length} others are waited for`);
		this.#lastId += 1;
		const order = { id: this.#lastId, ...wish };
		return new Promise((resolve, reject) => {
			this.#waiting.push({ order, resolve, reject });
			this.#next();
		});
	}

	/** Gives up the thread, and whatever it was asked for. */
	async close(): Promise<void> {
		this.#closed = true;
		this.#pause.abort();
		const given = [this.#current, ...this.#waiting.splice(0)];
		this.#current = undefined;
		for (const one of given) one?.reject(new PictureError('closed', 'the bot stops'));
		await this.#dismiss();
	}

	#next(): void {
		if (this.#current !== undefined) return;
		const next = this.#waiting.shift();
		if (next === undefined) return;
		this.#current = next;
		this.#wait(deadlineMs, () => this.#lost('it took too long'));
		const worker = this.#worker ?? this.#start();
		// While it draws it keeps the process, so that the last picture before a stop still arrives.
		worker.ref();
		worker.postMessage(next.order);
	}

	#start(): Worker {
		const worker = new Worker(this.#thread);
		this.#worker = worker;
		worker.on('message', (done: Done) => {
			if (worker === this.#worker) this.#take(done);
		});
		const gone = (why: string) => {
			if (worker === this.#worker) this.#lost(why);
		};
		worker.on('error', (error) => gone(error instanceof Error ? error.message : String(error)));
		worker.on('messageerror', () => gone('its answer could not be read'));
		worker.on('exit', (code) => gone(`the thread ended with ${code}`));
		return worker;
	}

	#take(done: Done): void {
		const current = this.#current;
		if (current === undefined || current.order.id !== done.id) return;
		this.#current = undefined;
		if ('failed' in done) this.#fail(current, done.failed);
		else current.resolve(done);
		this.#worker?.unref();
		this.#wait(idleMs, () => void this.#dismiss());
		this.#next();
	}

	/** The thread is no more: this picture is lost, the next one gets a new thread. */
	#lost(why: string): void {
		const current = this.#current;
		this.#current = undefined;
		this.#pause.abort();
		void this.#dismiss();
		if (current !== undefined) this.#fail(current, why);
		if (!this.#closed) this.#next();
	}

	#fail({ order, reject }: Waiting, why: string): void {
		const error = new PictureError('failed', why);
		// That a radio server sent something else than a cover is nothing that an operator could mend.
		if ('picture' in order) this.#onError(error);
		reject(error);
	}

	async #dismiss(): Promise<void> {
		const worker = this.#worker;
		this.#worker = undefined;
		await worker?.terminate();
	}

	/** Calls `run` after a while, unless something else is waited for by then. */
	#wait(ms: number, run: () => void): void {
		this.#pause.abort();
		this.#pause = new AbortController();
		this.#clock.sleep(ms, this.#pause.signal).then(run, () => {
			// It was no longer waited for.
		});
	}
}
