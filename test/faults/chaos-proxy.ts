import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What goes wrong on the way. Bytes are counted in each direction of each connection, from the first that the fault sees. */
export interface Toxic {
	/**
	 * - `latency`: every piece comes `ms` later.
	 * - `drip`: `bytes` at a time, every `ms`.
	 * - `cut`: after `bytes` the connection is closed in good order.
	 * - `reset`: after `bytes` it is torn down.
	 * - `half-open`: after `bytes` nothing more comes this way, and nobody says so.
	 * - `black-hole`: connections are taken, and nothing goes either way.
	 */
	kind: 'latency' | 'drip' | 'cut' | 'reset' | 'half-open' | 'black-hole';
	/** `up`: to the server; `down`: from it. */
	direction: 'up' | 'down';
	ms?: number;
	bytes?: number;
	/** Only once the client has sent something like this on the connection. */
	after?: RegExp;
	/** On how many connections it strikes at most; on all if left out. */
	times?: number;
}

/** A way over the network to one server, on which faults can be put. All times are real. */
export interface ChaosProxy {
	/** `http://127.0.0.1:port`. */
	readonly url: string;
	/** Connections that stand now. */
	readonly open: number;
	/** Where it leads: host and port of this address. */
	aim(target: string): void;
	add(toxic: Toxic): void;
	/** On how many connections it has struck. */
	struck(toxic: Toxic): number;
	/** New bytes go through unharmed; what was swallowed stays lost, and lines that are dead stay dead. */
	clear(): void;
	/** Nobody listens any more, and all connections are torn down. */
	down(): Promise<void>;
	up(): Promise<void>;
	close(): Promise<void>;
}

export async function startChaosProxy(): Promise<ChaosProxy> {
	const lines = new Set<Line>();
	let toxics: readonly Toxic[] = [];
	const struck = new Map<Toxic, number>();
	/** Whether it may strike one more connection. */
	const mayStrike = (toxic: Toxic) => {
		const before = struck.get(toxic) ?? 0;
		if (before >= (toxic.times ?? Number.POSITIVE_INFINITY)) return false;
		struck.set(toxic, before + 1);
		return true;
	};
	let target: URL | undefined;
	const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
		if (target === undefined) {
			client.resetAndDestroy();
			return;
		}
		const line = new Line(
			client,
			dial({ host: target.hostname, port: Number(target.port), allowHalfOpen: true }),
			() => toxics,
			mayStrike,
		);
		lines.add(line);
		// Not once both halves are done: the end of a dead line is never told, and stays open.
		client.once('close', () => lines.delete(line));
	});
	const listen = async (port: number) => {
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
		return (server.address() as AddressInfo).port;
	};
	const port = await listen(0);
	const down = async () => {
		if (!server.listening) return;
		const closed = once(server, 'close');
		server.close();
		for (const line of lines) line.tear();
		await closed;
	};
	return {
		url: `http://127.0.0.1:${port}`,
		get open() {
			return lines.size;
		},
		aim: (address) => {
			target = new URL(address);
		},
		add: (toxic) => {
			toxics = [...toxics, toxic];
		},
		struck: (toxic) => struck.get(toxic) ?? 0,
		clear: () => {
			toxics = [];
		},
		down,
		up: async () => {
			await listen(port);
		},
		close: down,
	};
}

/** One connection through the proxy, as two halves. */
class Line {
	readonly #client: Socket;
	readonly #server: Socket;
	readonly #toxics: () => readonly Toxic[];
	readonly #mayStrike: (toxic: Toxic) => boolean;
	/** Those that have come to this line, and whether they strike it. */
	readonly #met = new Map<Toxic, boolean>();
	readonly #passed = new Map<Toxic, number>();
	readonly #armed = new Set<Toxic>();
	/** Directions in which nothing goes any more. */
	readonly #dead = new Set<Toxic['direction']>();
	readonly #end = new AbortController();

	constructor(
		client: Socket,
		server: Socket,
		toxics: () => readonly Toxic[],
		mayStrike: (toxic: Toxic) => boolean,
	) {
		this.#client = client;
		this.#server = server;
		this.#toxics = toxics;
		this.#mayStrike = mayStrike;
		// Whatever ends one end ends the other: what the bot makes of it is what is tried.
		for (const socket of [client, server]) socket.on('error', () => undefined);
		void this.#carry('up');
		void this.#carry('down');
	}

	tear(): void {
		this.#end.abort();
		this.#client.resetAndDestroy();
		this.#server.destroy();
	}

	async #carry(direction: Toxic['direction']): Promise<void> {
		const [from, to] = direction === 'up' ? [this.#client, this.#server] : [this.#server, this.#client];
		try {
			for await (const piece of from) {
				if (direction === 'up') this.#arm(String(piece));
				await this.#pass(direction, piece as Buffer, to);
			}
			if (!this.#dead.has(direction)) to.end();
		} catch {
			// Torn at one end: a half that is dead keeps that to itself, as a cable that was pulled would.
			if (!this.#dead.has(direction)) to.destroy();
		}
	}

	#arm(said: string): void {
		for (const toxic of this.#toxics()) if (toxic.after?.test(said) === true) this.#armed.add(toxic);
	}

	async #pass(direction: Toxic['direction'], piece: Buffer, to: Socket): Promise<void> {
		let rest = piece;
		for (const toxic of this.#toxics()) {
			if (toxic.after !== undefined && !this.#armed.has(toxic)) continue;
			if (toxic.kind !== 'black-hole' && toxic.direction !== direction) continue;
			if (!this.#isStruckBy(toxic)) continue;
			if (toxic.kind === 'black-hole') this.#dead.add('up').add('down');
			if (this.#dead.has(direction)) continue;
			if (toxic.kind === 'latency') await this.#wait(toxic.ms ?? 100);
			else if (toxic.kind === 'drip') rest = await this.#drip(toxic, rest, to);
			else if (await this.#isOver(toxic, rest, to)) return;
		}
		if (!this.#dead.has(direction) && rest.length > 0 && !to.destroyed) to.write(rest);
	}

	#isStruckBy(toxic: Toxic): boolean {
		const isStruck = this.#met.get(toxic) ?? this.#mayStrike(toxic);
		this.#met.set(toxic, isStruck);
		return isStruck;
	}

	async #drip({ bytes = 1, ms = 100 }: Toxic, piece: Buffer, to: Socket): Promise<Buffer> {
		for (let at = 0; at < piece.length && !to.destroyed; at += bytes) {
			to.write(piece.subarray(at, at + bytes));
			await this.#wait(ms);
		}
		return piece.subarray(piece.length);
	}

	/** Whether this was the last that goes this way. */
	async #isOver(toxic: Toxic, piece: Buffer, to: Socket): Promise<boolean> {
		const before = this.#passed.get(toxic) ?? 0;
		const left = (toxic.bytes ?? 0) - before;
		this.#passed.set(toxic, before + piece.length);
		if (piece.length <= left) return false;
		if (left > 0) await new Promise((resolve) => to.write(piece.subarray(0, left), resolve));
		if (toxic.kind === 'half-open') this.#dead.add(toxic.direction);
		else if (toxic.kind === 'reset') this.tear();
		else {
			this.#client.end();
			this.#server.destroy();
		}
		return true;
	}

	/** Ends sooner when the line is torn. */
	async #wait(ms: number): Promise<void> {
		await pause(ms, undefined, { signal: this.#end.signal }).catch(() => undefined);
	}
}
