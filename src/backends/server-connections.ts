import type { Socket } from 'node:net';
import { type buildConnector, Client } from 'undici8';
import type { Clock } from '#src/clock.ts';
import type { AddressGuard } from './address-guard.ts';
import { BackendError, type KeyName, problemKind } from './backend-error.ts';
import { Breaker, type BreakerChange } from './breaker.ts';
import { type Answer, exchange, type Outgoing } from './exchange.ts';
import { openSocket, type SocketRequest } from './open-socket.ts';
import { openStream, type StreamedAnswer, type StreamRequest } from './open-stream.ts';
import { RateWindow, type RateWindowOptions } from './rate-window.ts';
import { ServerPools } from './server-pools.ts';

export interface ServerConnectionsOptions {
	/** What every request calls itself, see {@link file://./user-agent.ts}. */
	userAgent: string;
	clock: Clock;
	/** Hears when a radio server is left alone because it does not answer, and when it is well again. */
	onBreaker?: (change: BreakerChange) => void;
	/** Undici's connect options: certificates of a private authority. */
	connect?: buildConnector.BuildOptions;
}

const connectDeadlineMs = 3_000;

/**
 * What all stations on one radio server share: its open connections, and its patience. One of these serves all radio
 * systems and lives as long as the bot.
 */
export class ServerConnections {
	readonly #options: ServerConnectionsOptions;
	readonly #pools: ServerPools;
	/** Of these connections alone: with others a name may lead elsewhere. */
	readonly #breakers = new Map<string, Breaker>();
	readonly #windows: Map<string, RateWindow>;
	readonly #guard: AddressGuard | undefined;
	readonly #guarded: ServerConnections[] = [];
	#opened: ServerConnections | undefined;
	readonly #streams = new Set<Client>();
	readonly #sockets = new Set<Socket>();

	/** @param shared what {@link guardedBy} passes on */
	constructor(
		options: ServerConnectionsOptions,
		shared?: { windows: Map<string, RateWindow>; guard: AddressGuard },
	) {
		this.#options = options;
		this.#windows = shared?.windows ?? new Map<string, RateWindow>();
		this.#guard = shared?.guard;
		this.#pools = new ServerPools(this.#clientOptions());
	}

	/**
	 * Connections of their own for addresses that strangers typed, with this one's patience: a server has one rate limit, whoever
	 * set its stations up. Closed along with this one.
	 */
	guardedBy(guard: AddressGuard): ServerConnections {
		const guarded = new ServerConnections(this.#options, { windows: this.#windows, guard });
		this.#guarded.push(guarded);
		return guarded;
	}

	/**
	 * Sends one request, once, and reads the whole answer. Throws a BackendError if no usable HTTP answer came. What says that it
	 * carries a key goes over plain http only into networks that the operator opened; to declared addresses, which are the operator's own, always.
	 */
	async send(request: Outgoing): Promise<Answer> {
		if (request.carries !== undefined && request.url.protocol === 'http:' && this.#guard !== undefined)
			return this.#sendOpenly(this.#guard, request, request.carries);
		this.#refuseBarred(request);
		const call = () => exchange(this.#pools.for(request), request, this.#options.userAgent);
		const breaker = this.#breakerFor(request.url);
		return request.method === 'GET' ? breaker.read(request.asked, call) : breaker.act(call);
	}

	/**
	 * Opens an answer that goes on for ever, on a connection of its own, and gives it to `read`; the connection is gone when
	 * that is over. Throws a BackendError if no answer came, or whatever `read` throws.
	 */
	async stream<Result>(
		request: StreamRequest,
		read: (answer: StreamedAnswer) => Promise<Result>,
	): Promise<Result> {
		this.#refuseBarred(request);
		const client = new Client(request.url.origin, this.#clientOptions());
		this.#streams.add(client);
		try {
			const answer = await openStream(client, request, this.#options.userAgent);
			// Who listens comes back by himself, ever more seldom; when he gets through, others may as well.
			this.#breakerFor(request.url).answered();
			return await read(answer);
		} finally {
			this.#streams.delete(client);
			await client.destroy();
		}
	}

	/**
	 * Opens a bare connection, for what is nearly HTTP, and gives it to `use` along with what requests call themselves; it is gone
	 * when that is over. Throws a BackendError if nobody listens there, or whatever `use` throws.
	 */
	async socket<Result>(
		request: SocketRequest,
		use: (socket: Socket, agent: string) => Promise<Result>,
	): Promise<Result> {
		this.#refuseBarred(request);
		// Where streams are, pages may be missing, and the other way round: neither says anything about the other.
		return this.#breakerFor(request.url, 'stream ').read(request.asked, async () => {
			const socket = await openSocket(request, this.#clientOptions().connect);
			this.#sockets.add(socket);
			try {
				return await use(socket, this.#options.userAgent);
			} finally {
				this.#sockets.delete(socket);
				socket.destroy();
			}
		});
	}

	/** Somebody asks on purpose for something of the server at this address: if it is left alone, one read may go there right away. */
	invite(server: string): void {
		const origin = URL.parse(server)?.origin;
		for (const name of [`${origin}`, `stream ${origin}`]) this.#breakers.get(name)?.invite();
		for (const guarded of this.#guarded) guarded.invite(server);
	}

	/** The rate window that all requests to `origin` share; the first caller says how wide it is. */
	rateWindow(origin: string, options: RateWindowOptions): RateWindow {
		let window = this.#windows.get(origin);
		if (window === undefined) {
			window = new RateWindow(this.#options.clock, options);
			this.#windows.set(origin, window);
		}
		return window;
	}

	/**
	 * Ends what would go on for ever, lets running requests finish, though not until the deadline of one that nobody answers, and closes
	 * every connection.
	 */
	async close(): Promise<void> {
		for (const socket of this.#sockets) socket.destroy();
		await Promise.all([...this.#streams].map((client) => client.destroy()));
		await Promise.all([this.#pools.close(), ...this.#guarded.map((one) => one.close())]);
	}

	async #sendOpenly(guard: AddressGuard, request: Outgoing, key: KeyName): Promise<Answer> {
		this.#opened ??= this.guardedBy(guard.opened());
		const { carries: _, ...rest } = request;
		try {
			return await this.#opened.send(rest);
		} catch (error) {
			if (problemKind(error) !== 'address-barred') throw error;
			throw new BackendError(request.asked, request.url.host, { kind: 'key-needs-https', key });
		}
	}

	#refuseBarred({ url, asked }: Pick<Outgoing, 'url' | 'asked'>): void {
		// Addresses that are no names are never looked up.
		if (this.#guard?.allowsHost(url.hostname) === false)
			throw new BackendError(asked, url.host, { kind: 'address-barred' });
	}

	#breakerFor({ origin, host }: URL, kind = ''): Breaker {
		const name = kind + origin;
		let breaker = this.#breakers.get(name);
		if (breaker === undefined) {
			const { clock, onBreaker } = this.#options;
			breaker = new Breaker(clock, host, (change) => onBreaker?.({ ...change, host, server: name }));
			this.#breakers.set(name, breaker);
		}
		return breaker;
	}

	#clientOptions() {
		return {
			connect: {
				timeout: connectDeadlineMs,
				...this.#options.connect,
				...(this.#guard === undefined ? {} : { lookup: this.#guard.lookup }),
			},
			// The deadline of the whole answer, or whoever reads a stream, covers both; two clocks would only disagree.
			headersTimeout: 0,
			bodyTimeout: 0,
		};
	}
}
