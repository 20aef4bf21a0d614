import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Dispatch } from '../world.ts';
import { goesTo, type Shard } from './sharding.ts';

/** How many events a session keeps for a bot that comes back. */
const REPLAY = 500;

/** One bot's session: what it wants to hear, what it was sent, and the line it hangs on, if any. */
export class GatewaySession {
	readonly id = randomBytes(16).toString('hex');
	readonly intents: number;
	readonly shard: Shard;
	socket: WebSocket | undefined;
	#seq = 0;
	#sent: { seq: number; packet: string }[] = [];

	constructor(intents: number, shard: Shard, socket: WebSocket) {
		this.intents = intents;
		this.shard = shard;
		this.socket = socket;
	}

	wants(dispatch: Dispatch): boolean {
		const { intent } = dispatch;
		return (intent === 0 || (this.intents & intent) !== 0) && goesTo(dispatch, this.shard);
	}

	send(event: string, data: unknown): void {
		this.#seq += 1;
		const packet = JSON.stringify({ op: 0, t: event, s: this.#seq, d: data });
		this.#sent.push({ seq: this.#seq, packet });
		if (this.#sent.length > REPLAY) this.#sent.shift();
		this.socket?.send(packet);
	}

	/** Sends again what came after `seq`; false when that is no longer known. */
	replay(seq: number, socket: WebSocket): boolean {
		const oldest = this.#sent[0]?.seq ?? this.#seq + 1;
		if (seq > this.#seq || seq < oldest - 1) return false;
		this.socket = socket;
		for (const sent of this.#sent) if (sent.seq > seq) socket.send(sent.packet);
		this.send('RESUMED', {});
		return true;
	}
}
