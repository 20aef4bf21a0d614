import type { Clock } from '#src/clock.ts';
import type { SimulatedHost } from './host.ts';
import type { HttpServer } from './http-server.ts';

/** The installation replaces itself: it loads the new release, goes down, and comes back as another version. */
export class SelfUpdate {
	readonly #clock: Clock;
	readonly #host: SimulatedHost;
	readonly #server: HttpServer;
	readonly #end = new AbortController();
	#version: string;
	#loading: Promise<void> | null = null;

	constructor(clock: Clock, host: SimulatedHost, server: HttpServer, version: string) {
		this.#clock = clock;
		this.#host = host;
		this.#server = server;
		this.#version = version;
	}

	/** What runs now. */
	get version(): string {
		return this.#version;
	}

	/** Resolves when the server is about to go down. A second order joins the first. */
	begin(): Promise<void> {
		this.#loading ??= this.#run();
		return this.#loading;
	}

	/** Whatever has begun is not brought to its end. */
	cancel(): void {
		this.#end.abort();
	}

	async #run(): Promise<void> {
		const { updateTakesMs } = this.#host;
		await this.#pause(updateTakesMs / 4);
		void this.#replace((updateTakesMs * 3) / 4);
	}

	async #replace(downMs: number): Promise<void> {
		await this.#server.down();
		this.#version = this.#host.latestRelease;
		this.#host.updateAvailable = false;
		this.#host.rollingUpdates = [];
		await this.#pause(downMs);
		this.#loading = null;
		if (!this.#end.signal.aborted) await this.#server.up();
	}

	/** Ends at once when the simulation is closed. */
	async #pause(ms: number): Promise<void> {
		try {
			await this.#clock.sleep(ms, this.#end.signal);
		} catch (error) {
			if (!this.#end.signal.aborted) throw error;
		}
	}
}
