import type { Card } from '#src/discord/card.ts';
import type { Drawn, Finding, SendOptions, WriteResult, Writer } from '#src/discord/writing.ts';
import type { PostMemory, PostState } from '#src/posts/post-state.ts';

/** The process was killed: nothing is carried out any more, and nobody hears of anything. */
class Killed extends Error {}

/** Counts what has effects outside of the process, and kills it at one of them: before it is done, or right after. */
export class Killer {
	#count = 0;
	readonly #at: number;
	readonly #when: 'before' | 'after';

	constructor(at = Number.POSITIVE_INFINITY, when: 'before' | 'after' = 'before') {
		this.#at = at;
		this.#when = when;
	}

	get steps(): number {
		return this.#count;
	}

	async step<T>(effect: () => T | Promise<T>): Promise<T> {
		this.#count += 1;
		if (this.#count > this.#at || (this.#count === this.#at && this.#when === 'before')) throw new Killed();
		const result = await effect();
		if (this.#count === this.#at) throw new Killed();
		return result;
	}
}

export interface Message {
	id: string;
	channelId: string;
	nonce: string;
	mark: number | undefined;
	text: string;
	edits: number;
	pinned: boolean;
}

/** A Discord of a few lines: messages with nonces, and what it would say to each call. */
export class FakeDiscord {
	readonly messages: Message[] = [];
	/** Given instead of doing anything, once each. */
	readonly answers: WriteResult[] = [];
	readonly calls: string[] = [];
	/** Long after a message was sent, Discord knows its nonce no more. */
	forgetsNonces = false;

	delete(): void {
		this.messages.splice(0);
	}

	writer(killer = new Killer()): Writer {
		const text = async (drawn: Drawn) => {
			const card: Card | undefined = typeof drawn === 'function' ? await drawn() : drawn;
			return card === undefined ? undefined : JSON.stringify(card.components);
		};
		const answer = (call: string) => {
			this.calls.push(call);
			return this.answers.shift();
		};
		return {
			send: (channelId: string, drawn: Drawn, { nonce, mark }: SendOptions) =>
				killer.step(async (): Promise<WriteResult> => {
					const given = answer(`send ${nonce}`);
					if (given !== undefined) return given;
					const words = await text(drawn);
					if (words === undefined) return { kind: 'unchanged' };
					const known = this.messages.find((one) => one.nonce === nonce);
					if (known !== undefined && !this.forgetsNonces) return { kind: 'sent', messageId: known.id };
					const id = String(1_000 + this.calls.length);
					this.messages.push({ id, channelId, nonce, mark, text: words, edits: 0, pinned: false });
					return { kind: 'sent', messageId: id };
				}),
			edit: (_channelId, messageId, drawn) =>
				killer.step(async (): Promise<WriteResult> => {
					const words = await text(drawn);
					if (words === undefined) return { kind: 'unchanged' };
					const given = answer(`edit ${messageId}`);
					if (given !== undefined) return given;
					const message = this.messages.find(({ id }) => id === messageId);
					if (message === undefined) return { kind: 'gone-message' };
					message.text = words;
					message.edits += 1;
					return { kind: 'sent', messageId };
				}),
			remove: (_channelId, messageId) =>
				killer.step((): WriteResult => {
					answer(`remove ${messageId}`);
					const place = this.messages.findIndex(({ id }) => id === messageId);
					if (place >= 0) this.messages.splice(place, 1);
					return { kind: 'sent', messageId };
				}),
			pin: (_channelId, messageId) =>
				killer.step((): WriteResult => {
					const given = answer(`pin ${messageId}`);
					if (given !== undefined) return given;
					for (const message of this.messages) if (message.id === messageId) message.pinned = true;
					return { kind: 'sent', messageId };
				}),
			find: (_channelId, { nonce, mark }) =>
				killer.step((): Finding => {
					answer(`find ${nonce}`);
					const found = this.messages.find((one) => one.mark === mark || one.nonce === nonce);
					return found === undefined ? { kind: 'not-found' } : { kind: 'found', messageId: found.id };
				}),
			directChannel: async () => undefined,
			reopen: (channelId) => void this.calls.push(`reopen ${channelId}`),
		};
	}
}

/** A store that outlives the process. */
export class FakeStore {
	readonly states = new Map<string, PostState>();

	async *#entries() {
		for (const [key, value] of this.states) yield { key, value };
	}

	memory(killer = new Killer()): PostMemory {
		return {
			get: async (id) => this.states.get(id),
			set: (id, state) => killer.step(() => void this.states.set(id, state)),
			delete: (id) => killer.step(() => this.states.delete(id)),
			entries: () => this.#entries(),
		};
	}
}
