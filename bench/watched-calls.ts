import type { LoggedRequest } from '#demo/discord/loopback-discord.ts';

/** Error codes of Discord that a bot brings on itself at an acknowledgement: too late, and twice. */
const ownFaults: readonly number[] = [10_062, 40_060];

/**
 * Looks through the calls that reached the loopback Discord, which forgets old ones while it goes on: `look` has to be called
 * before some ten thousand more came.
 */
export class WatchedCalls {
	/** How often Discord refused with each of the codes that a bot brings on itself. */
	readonly ownFaults = new Map<number, number>();
	/** How often it refused with anything else, by status and code, e.g. `404 10008`. */
	readonly otherRefusals = new Map<string, number>();
	#seen = 0;
	#last: LoggedRequest | undefined;
	#unanswered: LoggedRequest[] = [];

	/** How many calls were looked through and answered. */
	get seen(): number {
		return this.#seen;
	}

	/** Takes in what came since the last look. */
	look(requests: readonly LoggedRequest[]): void {
		const from = this.#last === undefined ? 0 : requests.lastIndexOf(this.#last) + 1;
		if (this.#last !== undefined && from === 0) throw new Error('Calls went by without being looked at');
		this.#last = requests.at(-1) ?? this.#last;
		const open = [...this.#unanswered, ...requests.slice(from)];
		this.#unanswered = open.filter(({ status }) => status === 0);
		for (const one of open) if (one.status !== 0) this.#judge(one);
	}

	#judge({ status, response }: LoggedRequest): void {
		this.#seen += 1;
		if (status < 400) return;
		const code = codeOf(response);
		if (code !== undefined && ownFaults.includes(code)) count(this.ownFaults, code);
		else count(this.otherRefusals, `${status} ${code ?? '?'}`);
	}
}

function codeOf(response: unknown): number | undefined {
	if (typeof response !== 'object' || response === null || !('code' in response)) return undefined;
	return typeof response.code === 'number' ? response.code : undefined;
}

function count<T>(counts: Map<T, number>, what: T): void {
	counts.set(what, (counts.get(what) ?? 0) + 1);
}
