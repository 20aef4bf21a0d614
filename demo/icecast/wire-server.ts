import { createServer, type Server, type Socket } from 'node:net';

/** A request as it came. */
export interface WireCall {
	method: string;
	/** Without the query. */
	path: string;
	query: URLSearchParams;
	/** Names in lower case. */
	headers: ReadonlyMap<string, string>;
}

/** What goes back, to the letter: these servers take their liberties with HTTP. */
export interface WireAnswer {
	/** `HTTP/1.0 200 OK`, or `ICY 200 OK`. */
	first: string;
	headers: [string, string][];
	body?: Buffer | string;
	/** Goes on for ever after the head: gives what ends it. */
	stream?: (socket: Socket) => () => void;
}

/** A call as it was answered, for tests to look at. */
export interface WireLog {
	at: number;
	method: string;
	/** With the query. */
	path: string;
	key: 'none';
	userAgent: string;
	/** 0 if no answer went out. */
	status: number;
}

/** Something going wrong on purpose. */
export interface WireFault {
	/** Looked for in the path with its query. */
	path: RegExp;
	/** How many calls it spoils; all of them if not given. */
	times?: number;
	/** Takes the call and never answers. */
	hang?: boolean;
	closeSocket?: boolean;
	/** Sent in the place of the answer. */
	answer?: WireAnswer;
	/** The usual answer, cut after so many bytes of its body. */
	cutAfter?: number;
}

const mostHeadBytes = 16_384;

/** Listens on 127.0.0.1 for requests without bodies, answers each and hangs up, as Icecast does. */
export class WireServer {
	readonly requests: WireLog[] = [];
	readonly #respond: (call: WireCall) => WireAnswer;
	readonly #now: () => number;
	readonly #open = new Set<Socket>();
	#faults: { fault: WireFault; left: number }[] = [];
	#server: Server | null = null;
	#port: number;

	constructor(respond: (call: WireCall) => WireAnswer, now: () => number, port: number) {
		this.#respond = respond;
		this.#now = now;
		this.#port = port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	/** Connections that are open now. */
	get connections(): number {
		return this.#open.size;
	}

	addFault(fault: WireFault): void {
		this.#faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
	}

	clearFaults(): void {
		this.#faults = [];
	}

	/** Starts listening; does nothing if it does. */
	async up(): Promise<void> {
		if (this.#server !== null) return;
		const server = createServer((socket) => this.#take(socket));
		this.#server = server;
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(this.#port, '127.0.0.1', resolve);
		});
		const address = server.address();
		if (address !== null && typeof address === 'object') this.#port = address.port;
	}

	/** Cuts every connection and refuses new ones. */
	async down(): Promise<void> {
		const server = this.#server;
		this.#server = null;
		if (server === null) return;
		for (const socket of this.#open) socket.destroy();
		await new Promise((resolve) => server.close(resolve));
	}

	#take(socket: Socket): void {
		this.#open.add(socket);
		socket.on('close', () => this.#open.delete(socket));
		// Whoever hangs up in the middle of a stream is no trouble.
		socket.on('error', () => undefined);
		let head = '';
		const read = (chunk: Buffer) => {
			head += chunk.toString('latin1');
			if (head.length > mostHeadBytes) socket.destroy();
			if (!head.includes('\r\n\r\n')) return;
			socket.off('data', read);
			socket.resume();
			this.#answer(socket, head);
		};
		socket.on('data', read);
	}

	#answer(socket: Socket, head: string): void {
		const [first = '', ...lines] = head.split('\r\n');
		const [method = '', target = '/'] = first.split(' ');
		const headers = new Map(
			lines.flatMap((line): [string, string][] => {
				const colon = line.indexOf(':');
				return colon < 1 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]];
			}),
		);
		const [path = '/', query = ''] = target.split('?');
		const userAgent = headers.get('user-agent') ?? '';
		const entry: WireLog = { at: this.#now(), method, path: target, key: 'none', userAgent, status: 0 };
		this.requests.push(entry);
		const fault = this.#fault(target);
		if (fault?.hang === true) return;
		if (fault?.closeSocket === true) {
			socket.destroy();
			return;
		}
		const answer =
			fault?.answer ?? this.#respond({ method, path, query: new URLSearchParams(query), headers });
		entry.status = Number(answer.first.split(' ')[1]);
		write(socket, answer, fault?.cutAfter);
	}

	#fault(target: string): WireFault | undefined {
		const hit = this.#faults.find(({ fault, left }) => left > 0 && fault.path.test(target));
		if (hit === undefined) return undefined;
		hit.left -= 1;
		return hit.fault;
	}
}

function write(
	socket: Socket,
	{ first, headers, body, stream }: WireAnswer,
	cutAfter: number | undefined,
): void {
	socket.write(
		`${[first, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\r\n')}\r\n\r\n`,
		'latin1',
	);
	if (stream !== undefined) {
		socket.once('close', stream(socket));
		return;
	}
	const bytes = Buffer.from(body ?? '');
	if (cutAfter === undefined) socket.end(bytes);
	else socket.write(bytes.subarray(0, cutAfter), () => socket.destroy());
}
