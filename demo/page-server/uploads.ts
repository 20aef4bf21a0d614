import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { PersonFile } from '../discord/loopback-discord.ts';
import { HttpProblem } from './http-problem.ts';
import { readBytes } from './read-body.ts';

/** Above what any server of this Discord takes, so that it is the loopback that refuses. */
const maxBytes = 60_000_000;
/** A form takes ten files; more wait only if somebody never sends what they chose. */
const mostWaiting = 10;

/** Files on their way: the page sends each by itself, and names it in the command or form that follows. */
export class Uploads {
	readonly #waiting = new Map<string, { owner: string; file: PersonFile }>();

	/** Takes the bytes of a request, named by `name` and perhaps `type` in its query. */
	async receive(
		owner: string,
		query: URLSearchParams,
		request: IncomingMessage,
	): Promise<{ upload: string }> {
		const name = query.get('name') ?? '';
		if (name === '' || name.length > 260)
			throw new HttpProblem(400, 'A file needs a name of at most 260 characters.');
		const content = await readBytes(request, 'application/octet-stream', maxBytes);
		const contentType = query.get('type') ?? '';
		const upload = randomUUID();
		this.#waiting.set(upload, { owner, file: { name, content, ...(contentType !== '' && { contentType }) } });
		for (const oldest of this.#waiting.keys()) {
			if (this.#waiting.size <= mostWaiting) break;
			this.#waiting.delete(oldest);
		}
		return { upload };
	}

	/** Hands a file over, once, to the person who sent it. */
	take(owner: string, upload: string): PersonFile {
		const found = this.#waiting.get(upload);
		if (found?.owner !== owner) throw new HttpProblem(404, 'There is no such upload.');
		this.#waiting.delete(upload);
		return found.file;
	}
}
