import { BackendError, problemKind } from '#src/backends/backend-error.ts';
import { bareStream } from './bare-stream.ts';
import type { Dialect, ServerView } from './dialect.ts';
import { icecastStatus } from './icecast-status.ts';
import type { PageOptions } from './page.ts';
import { PlayMemory } from './play-of.ts';
import { shoutcast1 } from './shoutcast-1.ts';
import { shoutcast2 } from './shoutcast-2.ts';

/** A server, as it told last. */
export interface Telling {
	dialect: Dialect;
	view: ServerView;
	/** When it was asked. */
	at: number;
}

export interface ReadOptions {
	/** Whatever is known, ask. */
	past?: 'caches' | undefined;
}

/** In this order: a SHOUTcast 2 knows the page of a SHOUTcast 1 as well. */
const withPages = [icecastStatus, shoutcast2, shoutcast1];
/** What one read shows of all mounts is not asked for again for as long as a state is fresh. */
const freshForMs = 15_000;
/** Between two looks whether a server has got, or got back, a page that tells more than its stream. */
const lookAgainMs = 600_000;
/** What is said by something that speaks in another way. */
const otherKinds = new Set(['wrong-address', 'unexpected-answer', 'refused', 'not-found']);

interface Kept {
	at: number;
	view: Promise<ServerView>;
}

/** One server, asked for all its mounts together, in the way that was found to fit. */
export class SourceServer {
	/** Origin, with a path if the server lives below one. */
	readonly base: string;
	/** What was on when, for whoever asks of the same server. */
	readonly plays = new PlayMemory();
	/** The mounts that are stations here, by their key. */
	readonly stations = new Set<string>();
	readonly #options: PageOptions;
	readonly #kept = new Map<string, Kept>();
	#dialect: Dialect | undefined;
	#foundAt = 0;
	#finding: Promise<Telling> | undefined;

	constructor(base: string, options: PageOptions) {
		this.base = base;
		this.#options = options;
	}

	/** The name of such servers; Icecast while nothing was asked. */
	get label(): string {
		return this.#dialect?.label ?? icecastStatus.label;
	}

	/** What the server tells of a mount, and of others along with it. Throws a BackendError. */
	async tell(mount: string, { past }: ReadOptions = {}): Promise<Telling> {
		const dialect = this.#dialect;
		if (dialect === undefined) return this.#find(mount);
		try {
			const telling = await this.#read(dialect, mount, past === 'caches');
			if (dialect !== bareStream || !this.#isTimeToLook()) return telling;
		} catch (error) {
			if (!speaksOtherwise(error)) throw error;
		}
		// Another server has moved in there, or the page was switched on or off.
		return this.#find(mount);
	}

	/** Only by the pages of a server, which show what it has. Throws a BackendError. */
	async list(): Promise<Telling> {
		const { dialect } = await this.#find(undefined);
		const at = this.#options.clock.now();
		return { dialect, view: await dialect.list(this.base, this.#options), at };
	}

	#isTimeToLook(): boolean {
		return this.#options.clock.now() - this.#foundAt >= lookAgainMs;
	}

	/** One search at a time; who comes meanwhile asks in the way that it found. */
	async #find(mount: string | undefined): Promise<Telling> {
		if (this.#finding !== undefined) {
			const { dialect } = await this.#finding;
			return this.#read(dialect, mount ?? '/', false);
		}
		this.#finding = this.#search(mount);
		try {
			return await this.#finding;
		} finally {
			this.#finding = undefined;
		}
	}

	async #search(mount: string | undefined): Promise<Telling> {
		let first: unknown;
		for (const dialect of mount === undefined ? withPages : [...withPages, bareStream]) {
			try {
				const telling = await this.#read(dialect, mount ?? '/', true);
				this.#dialect = dialect;
				this.#foundAt = telling.at;
				return telling;
			} catch (error) {
				if (!speaksOtherwise(error)) throw error;
				first ??= error;
			}
		}
		throw leading(first)
			? first
			: new BackendError('GET /status-json.xsl', new URL(this.base).host, { kind: 'wrong-address' });
	}

	async #read(dialect: Dialect, mount: string, anew: boolean): Promise<Telling> {
		const name = `${dialect.kind} ${dialect.readOf(mount)}`;
		const now = this.#options.clock.now();
		const kept = this.#kept.get(name);
		// What is from later than now was read before the clock was set back.
		if (kept !== undefined && !anew && now >= kept.at && now - kept.at < freshForMs)
			return { dialect, view: await kept.view, at: kept.at };
		const entry = { at: now, view: dialect.read(this.base, mount, this.#options) };
		this.#kept.set(name, entry);
		try {
			return { dialect, view: await entry.view, at: now };
		} catch (error) {
			// Whoever waits for it hears of it; who comes later asks anew.
			if (this.#kept.get(name) === entry) this.#kept.delete(name);
			throw error;
		}
	}
}

/** Perhaps another way of asking is understood. A server that is down or in trouble says nothing about that. */
function speaksOtherwise(error: unknown): boolean {
	if (!(error instanceof BackendError)) return false;
	const { problem } = error;
	return problem.kind === 'unreachable' ? problem.reason === 'connection-lost' : otherKinds.has(problem.kind);
}

/** It says where the server went, or that it keeps its pages to itself: more than that nothing fits. */
function leading(error: unknown): boolean {
	if (!(error instanceof BackendError)) return false;
	const { problem } = error;
	return (
		problemKind(error) === 'refused' ||
		problem.kind === 'unreachable' ||
		(problem.kind === 'wrong-address' && problem.leadsTo !== undefined)
	);
}
