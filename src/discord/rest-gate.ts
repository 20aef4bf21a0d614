import { DefaultRestOptions, type RESTOptions } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Clock } from '#src/clock.ts';
import { InvalidRequests, mostInvalid } from './invalid-requests.ts';
import { Pause } from './pause.ts';
import { readAnswer } from './rest-answer.ts';

export type MakeRequest = RESTOptions['makeRequest'];
type Answer = Awaited<ReturnType<MakeRequest>>;

/** Nothing is sent to Discord for now. */
export class DiscordShut extends Error {
	override readonly name = 'DiscordShut';
	/** Milliseconds after which it is worth asking again. */
	readonly waitMs: number;
	/** Discord, or what stands before it, had trouble; the call may have been carried out. Undefined: it was not sent. */
	readonly status: number | undefined;

	constructor(message: string, waitMs: number, status?: number) {
		super(message);
		this.waitMs = waitMs;
		this.status = status;
	}
}

export interface RestGateParts {
	clock: Clock;
	log: Logger;
	/** Counts an answer that Discord counts against the bot. */
	recordInvalid?: (status: number) => void;
	/** Makes the calls; discord.js's own way if left out. */
	makeRequest?: MakeRequest;
}

/** First and longest pause of all calls, by what came instead of an answer of Discord's; twice as long each time in a row. */
const pauses = {
	/** A gateway in between has trouble: the usual 502 of a bad minute. */
	trouble: [1_000, 60_000],
	/** Somebody else answers in Discord's place, such as a hotel's sign-in page. */
	stranger: [10_000, 300_000],
	/** Cloudflare shut the door, and each knock makes it worse. */
	shut: [60_000, 900_000],
} as const;
/** discord.js waits for shorter ones itself, and the queues of channels for their own. */
const longPauseMs = 30_000;

/**
 * The one gate through which every call to Discord's REST goes, of both clients. It believes only JSON to be Discord's, stops all
 * calls for a while when something else answers, keeps long pauses that Discord asked for, and stops everything long before the
 * 10,000 refused requests in ten minutes with which Discord bans an address.
 */
export class RestGate {
	readonly #clock: Clock;
	readonly #log: Logger;
	readonly #invalid: InvalidRequests;
	readonly #recordInvalid: (status: number) => void;
	readonly #makeRequest: MakeRequest;
	readonly #door: Pause;
	readonly #routes = new LRUCache<string, Pause>({ max: 1_000 });
	readonly #onUnauthorized = new Set<() => void>();
	#inARow = 0;
	#cutOff = false;

	constructor({ clock, log, recordInvalid = () => {}, makeRequest }: RestGateParts) {
		this.#clock = clock;
		this.#log = log;
		this.#invalid = new InvalidRequests(clock);
		this.#recordInvalid = recordInvalid;
		this.#makeRequest = makeRequest ?? ((url, init) => DefaultRestOptions.makeRequest(url, init));
		this.#door = new Pause(clock);
	}

	/** Calls `heard` whenever Discord does not take the token of a call. */
	onUnauthorized(heard: () => void): void {
		this.#onUnauthorized.add(heard);
	}

	/** Why not everything can be sent right now, one sentence each. */
	problems(): string[] {
		return [
			...(this.#door.leftMs() > 0 ? ['all calls to Discord are paused'] : []),
			...(this.#isCutOff() ? ['too many calls were refused by Discord; none are made for a while'] : []),
		];
	}

	/**
	 * One call, made once, read to its end: discord.js's time limit, which ends with the headers, covers it whole.
	 * @throws {DiscordShut} if it was not made, or something else than Discord answered
	 */
	readonly once: MakeRequest = async (url, init) => {
		const route = routeOf(url, init.method);
		this.#check(route);
		const { answer, isDiscords } = await readAnswer(await this.#makeRequest(url, init));
		this.#count(answer.status, answer.headers);
		const retryAfterMs = Number(answer.headers.get('retry-after') ?? Number.NaN) * 1_000;
		const isPause = answer.status === 429 && retryAfterMs > 0;
		if (!isDiscords || (answer.status === 429 && !isPause)) throw this.#shut(answer.status);
		if (this.#inARow > 0) this.#log.info('Discord answers again');
		this.#inARow = 0;
		if (isPause && answer.headers.has('x-ratelimit-global')) this.#door.start(retryAfterMs);
		else if (isPause && retryAfterMs > longPauseMs) this.#pauseRoute(route, retryAfterMs);
		if (answer.status === 401 && hasToken(init.headers)) for (const heard of this.#onUnauthorized) heard();
		return answer;
	};

	#check(route: string): void {
		const doorMs = this.#door.leftMs();
		if (doorMs > 0) throw new DiscordShut('All calls to Discord are paused', doorMs);
		if (this.#isCutOff())
			throw new DiscordShut('Too many calls were refused by Discord', this.#invalid.waitMs());
		const routeMs = this.#routes.get(route)?.leftMs() ?? 0;
		if (routeMs > 0) throw new DiscordShut('Discord asked to wait with this call', routeMs);
	}

	#isCutOff(): boolean {
		const isCutOff = this.#invalid.waitMs() > 0;
		if (this.#cutOff && !isCutOff) this.#log.info('Discord is called again');
		this.#cutOff = isCutOff;
		return isCutOff;
	}

	#count(status: number, headers: Answer['headers']): void {
		const counts = status === 401 || status === 403 || status === 429;
		// A limit that others used up as well does not count.
		if (!counts || headers.get('x-ratelimit-scope') === 'shared') return;
		this.#recordInvalid(status);
		this.#invalid.add();
		if (this.#cutOff || !this.#isCutOff()) return;
		this.#log.error(
			{ refused: mostInvalid, waitMs: this.#invalid.waitMs() },
			'Discord refused too many calls in ten minutes; none are made until that is better',
		);
	}

	/** Something else than Discord answered: nobody calls for a while. */
	#shut(status: number): DiscordShut {
		const [first, longest] = status === 429 ? pauses.shut : status >= 500 ? pauses.trouble : pauses.stranger;
		const waitMs = Math.min(first * 2 ** this.#inARow, longest);
		this.#inARow += 1;
		this.#door.start(waitMs);
		const what = 'Something else than Discord answered; all calls wait';
		if (this.#inARow === 1) this.#log.warn({ status, waitMs }, what);
		else this.#log.debug({ status, waitMs, inARow: this.#inARow }, what);
		return new DiscordShut(`Something else than Discord answered (status ${status})`, waitMs, status);
	}

	#pauseRoute(route: string, ms: number): void {
		const pause = new Pause(this.#clock);
		pause.start(ms);
		this.#routes.set(route, pause);
	}
}

/** What Discord limits together, about: method, path and the first id in it. */
function routeOf(url: string, method = 'GET'): string {
	const [, room = '', id = '', ...rest] = new URL(url).pathname.replace(/^.*?\/v\d+(?=\/)/, '').split('/');
	return [method, room, id, ...rest.map((part) => part.replace(/^\d{15,}$/, ':id'))].join('/');
}

/** discord.js gives the headers as a plain object. */
function hasToken(headers: Parameters<MakeRequest>[1]['headers']): boolean {
	return typeof headers === 'object' && 'Authorization' in headers;
}
