import type { Clock } from '#src/clock.ts';
import type { LineWriter } from '#src/discord/writing.ts';
import type { Delivery } from './delivery.ts';
import { NewestWins } from './newest-wins.ts';
import type { LinePost } from './post.ts';

export interface LineKeeperParts {
	post: LinePost;
	/** What is newest; undefined while nothing is known to show. */
	draw: () => string | undefined;
	delivery: Delivery;
	lines: LineWriter;
	clock: Clock;
	onError: (error: unknown) => void;
}

/**
 * Keeps a channel's topic or status telling what is on. What somebody else writes there meanwhile is remembered, and stands
 * there again once the post is removed.
 */
export class LineKeeper {
	readonly #parts: LineKeeperParts;
	readonly #newest: NewestWins;
	#drawing: Promise<string | undefined> | undefined;

	constructor(parts: LineKeeperParts) {
		this.#parts = parts;
		const { clock, onError } = parts;
		this.#newest = new NewestWins({ step: () => this.#step(), clock, onError });
	}

	get post(): LinePost {
		return this.#parts.post;
	}

	/** Something may have changed. */
	show(): void {
		this.#newest.want();
	}

	/** Resolves when what is under way is done, which may take minutes. */
	async idle(): Promise<void> {
		await this.#newest.idle();
	}

	/** What still waits for its turn is dropped, and not waited for. */
	async close(): Promise<void> {
		this.#newest.end();
		await this.#drawing?.catch(() => {
			// Told by the run that it belongs to.
		});
	}

	async #step(): Promise<void> {
		const { post, delivery, lines, draw } = this.#parts;
		const before = await delivery.load(post);
		const line = draw();
		if (before.paused !== null || line === undefined || line === before.line?.shown) return;
		let sent = '';
		const result = await lines.setLine(post.channelId, post.kind, async (stands) => {
			this.#drawing = this.#draw(stands);
			const drawn = await this.#drawing;
			sent = drawn ?? '';
			return drawn;
		});
		if (this.#newest.isOver) return;
		const state = await delivery.load(post);
		if (result.kind !== 'sent') await delivery.pausedBy(post, state, result);
		else if (state.line !== null)
			await delivery.save(post, {
				...state,
				lastAt: this.#parts.clock.now(),
				line: { ...state.line, shown: sent, own: [...new Set([sent, result.stands])] },
			});
	}

	/** The line that is to be set, written down before it is; undefined where it stands there already. */
	async #draw(stands: string | null): Promise<string | undefined> {
		const { post, delivery, draw } = this.#parts;
		this.#newest.upToDate();
		const line = draw();
		if (line === undefined || this.#newest.isOver) return undefined;
		const state = await delivery.load(post);
		const known = state.line;
		const isOurs = known !== null && (stands === null || known.own.includes(stands));
		if (isOurs && known.shown === line) return undefined;
		await delivery.save(post, {
			...state,
			line: {
				before: isOurs ? known.before : (stands ?? ''),
				shown: null,
				own: [...new Set([line, ...(isOurs ? known.own : [])])].slice(0, 4),
			},
		});
		return line;
	}
}
