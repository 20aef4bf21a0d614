/** Where Discord keeps what people send along. */
const discordsFiles = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];
const discordItself = 'discord.com';
/** A slow line may take its time; what takes longer hangs. */
const deadlineMs = 15 * 60_000;

/** `foreign`: the address is none of Discord's. `gone`: Discord has it no longer. `torn`: it broke off or changed on the way. */
export type FileTrouble = 'foreign' | 'gone' | 'too-large' | 'torn';

/** A file that was sent along could not be fetched from Discord. Holds no address: those let anybody read the file. */
export class AttachedFileError extends Error {
	override readonly name = 'AttachedFileError';
	readonly trouble: FileTrouble;

	constructor(trouble: FileTrouble, cause?: unknown) {
		super(`An attached file could not be fetched: ${trouble}`, cause === undefined ? undefined : { cause });
		this.trouble = trouble;
	}
}

/** A file as it comes from Discord, piece by piece: read once, or given up. */
export interface OpenFile {
	content: AsyncIterable<Uint8Array>;
	/** For whoever has read enough. Harmless after the end. */
	close(): void;
}

/**
 * Fetches what people send along with a command, from Discord itself and from nowhere else: an address that came in with an
 * interaction must never lead into somebody's network. Redirects are not followed. This is Node's own `fetch`, the one place
 * outside src/backends that may use it: Discord's files are no radio server's.
 */
export class AttachedFiles {
	readonly #origins: readonly string[];

	/** Another Discord than the real one (a test server, the playground) keeps its files itself. */
	constructor(discordApiUrl: string) {
		const api = URL.parse(discordApiUrl);
		this.#origins = api === null || api.hostname === discordItself ? discordsFiles : [api.origin];
	}

	/** Begins to fetch a file of exactly `size` bytes. Throws an {@link AttachedFileError}, and so does reading it. */
	async open(address: string, size: number): Promise<OpenFile> {
		const url = URL.parse(address);
		if (url === null || !this.#origins.includes(url.origin)) throw new AttachedFileError('foreign');
		const over = new AbortController();
		const signal = AbortSignal.any([over.signal, AbortSignal.timeout(deadlineMs)]);
		const response = await ask(url, signal);
		const announced = Number(response.headers.get('content-length') ?? size);
		if (!response.ok || response.body === null || announced !== size) {
			over.abort();
			throw new AttachedFileError(response.ok ? 'torn' : 'gone');
		}
		return { content: exactly(response.body, size, over.signal), close: () => over.abort() };
	}
}

async function ask(url: URL, signal: AbortSignal): Promise<Response> {
	try {
		return await fetch(url, { signal, redirect: 'error', headers: { 'accept-encoding': 'identity' } });
	} catch (error) {
		throw new AttachedFileError('torn', error);
	}
}

/** Counts along: a file that is longer or shorter than it was said to be is none that anybody should store. */
async function* exactly(
	body: AsyncIterable<Uint8Array>,
	size: number,
	over: AbortSignal,
): AsyncGenerator<Uint8Array> {
	let came = 0;
	try {
		for await (const piece of body) {
			came += piece.length;
			if (came > size) throw new AttachedFileError('too-large');
			yield piece;
		}
	} catch (error) {
		// Whoever closed it has read enough.
		if (over.aborted) return;
		throw error instanceof AttachedFileError ? error : new AttachedFileError('torn', error);
	}
	if (came < size) throw new AttachedFileError('torn');
}
