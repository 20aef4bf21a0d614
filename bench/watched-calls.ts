import type { LoggedRequest } from '#demo/discord/loopback-discord.ts';

/** Error codes of Discord that a bot brings on itself at an acknowledgement: too late, and twice. */
const ownFaults: readonly number[] = [10_062, 40_060];

/** With so many the loopback Discord may have begun to forget old ones. */
const mostAtOnce = 10_000;

/**
 * Looks through the calls that reached the loopback Discord, and lets go of them: what this process keeps, its collections go through
 * again and again, which would be measured as the bot's delay.
 */
export class WatchedCalls {
	/** How often Discord refused with each of the codes that a bot brings on itself. */
	readonly ownFaults = new Map<number, number>();
	/** How often it refused with anything else, by status and code, e.g. `404 10008`. */
	readonly otherRefusals = new Map<string, number>();
	#seen = 0;
	#unanswered: LoggedRequest[] = [];

	/** How many calls were looked through and answered. */
	get seen(): number {
		return this.#seen;
	}

	/** Takes out what came since the last time. Throws where too much came to know that it was everything. */
	take(requests: LoggedRequest[]): void {
		const came = requests.splice(0);
		if (came.length >= mostAtOnce) throw new Error('Calls went by without being looked at');
		const open = [...this.#unanswered, ...came];
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
