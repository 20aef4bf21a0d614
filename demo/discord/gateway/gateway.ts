import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { wireGuildCreate, wireUser } from '../wire-objects.ts';
import type { Dispatch, World } from '../world.ts';
import { type GatewayRules, noGatewayFaults } from './gateway-faults.ts';
import { answerMemberRequest } from './member-request.ts';
import { type Identify, type Packet, readPacket, refuseIntents } from './packets.ts';
import { createSendLimit } from './send-limit.ts';
import { GatewaySession } from './session.ts';
import { isOnShard, mostGuilds } from './sharding.ts';

const GUILD_MEMBERS = 1 << 1;

/** The websocket side: sessions, heartbeats and what tests do to them. */
export class Gateway {
	/** The bot's last presence update, as it sent it. */
	presence: Record<string, unknown> | undefined;
	identifyCount = 0;
	/** Introductions that were refused because they came too early. */
	hastyCount = 0;
	readonly rules: GatewayRules = { shards: 1, maxConcurrency: 1, identifyApartMs: 0 };
	readonly #identifiedAt = new Map<number, number>();
	resumeCount = 0;
	/** For tests to switch on and off. */
	readonly faults = noGatewayFaults();
	/** Where bots are sent instead of to {@link Gateway.url}'s usual place: something between them and this. */
	publicUrl: string | undefined;
	readonly #world: World;
	readonly #heartbeatMs: number;
	readonly #sockets = new WebSocketServer({ noServer: true });
	readonly #sessions = new Map<string, GatewaySession>();
	/** Which session a line has identified as. */
	readonly #sessionOf = new WeakMap<WebSocket, GatewaySession>();
	/** Lines that were closed from here: their session lives on whatever the code. */
	readonly #dropped = new WeakSet<WebSocket>();
	#acknowledges = true;
	#refusal: number | undefined;

	constructor(world: World, server: Server, heartbeatMs: number) {
		this.#world = world;
		this.#heartbeatMs = heartbeatMs;
		server.on('upgrade', (request, socket, head) => {
			this.#sockets.handleUpgrade(request, socket, head, (line) => this.#welcome(line));
		});
		world.dispatches.add((dispatch) => this.#spread(dispatch));
	}

	get url(): string {
		return this.publicUrl ?? this.#world.origin.replace('http', 'ws');
	}

	/** How many bots hang on the line now. */
	get sessions(): number {
		return [...this.#sessions.values()].filter((session) => session.socket !== undefined).length;
	}

	/** Closes every line with this code; the sessions can be resumed. */
	drop(code: number): void {
		for (const socket of this.#sockets.clients) {
			this.#dropped.add(socket);
			socket.close(code);
		}
	}

	/** Asks every bot to reconnect and resume (op 7). */
	reconnectRequest(): void {
		for (const socket of this.#sockets.clients) sendTo(socket, 7, null);
	}

	/** Tells every bot that its session is invalid (op 9); one that is not resumable is forgotten. */
	invalidate(resumable: boolean): void {
		if (!resumable) this.#sessions.clear();
		for (const socket of this.#sockets.clients) {
			// The bot resumes or identifies anew on the same line, so nobody is on it for now.
			const session = this.#sessionOf.get(socket);
			if (session !== undefined) session.socket = undefined;
			this.#sessionOf.delete(socket);
			sendTo(socket, 9, resumable);
		}
	}

	/** While on, heartbeats get no answer, as on a line that is dead without knowing it. */
	stopAcks(on: boolean): void {
		this.#acknowledges = !on;
	}

	/** Answers every identify with this close code until told otherwise. */
	refuseIdentifyWith(code: number | undefined): void {
		this.#refusal = code;
	}

	close(): void {
		for (const socket of this.#sockets.clients) socket.terminate();
		this.#sockets.close();
	}

	#spread(dispatch: Dispatch): void {
		for (const session of this.#sessions.values()) {
			if (!session.wants(dispatch)) continue;
			session.send(dispatch.event, dispatch.data);
		}
	}

	#welcome(socket: WebSocket): void {
		const withinLimit = createSendLimit();
		let heardAt = performance.now();
		const watch = setInterval(() => {
			if (performance.now() - heardAt > this.#heartbeatMs * 2) socket.close(4000, 'No heartbeat');
		}, this.#heartbeatMs);
		watch.unref();
		socket.on('close', (code) => {
			clearInterval(watch);
			const session = this.#sessionOf.get(socket);
			if (session?.socket !== socket) return;
			session.socket = undefined;
			// A bot that says goodbye with 1000 or 1001 gives its session up.
			const farewell = (code === 1000 || code === 1001) && !this.#dropped.has(socket);
			if (farewell) this.#sessions.delete(session.id);
			this.#world.changes.tell();
		});
		socket.on('message', (bytes: Buffer) => {
			heardAt = performance.now();
			if (!withinLimit()) {
				socket.close(4008, 'You are being rate limited.');
				return;
			}
			const packet = readPacket(bytes.toString());
			if (typeof packet === 'number') socket.close(packet);
			else this.#hear(socket, packet);
		});
		sendTo(socket, 10, { heartbeat_interval: this.#heartbeatMs });
	}

	#hear(socket: WebSocket, packet: Packet): void {
		if (packet.op === 1) {
			if (this.#acknowledges) sendTo(socket, 11, null);
			return;
		}
		const session = this.#sessionOf.get(socket);
		if (packet.op === 2 || packet.op === 6) {
			if (session !== undefined) socket.close(4005, 'Already authenticated');
			else if (packet.d.token !== this.#world.token) socket.close(4004, 'Authentication failed.');
			else if (packet.op === 2) this.#identify(socket, packet.d);
			else this.#resume(socket, packet.d);
		} else if (session === undefined) socket.close(4003, 'Not authenticated');
		else if (packet.op === 3) this.presence = packet.d;
		else if (packet.op === 8) answerMemberRequest(this.#world, session, packet.d);
	}

	#identify(socket: WebSocket, { intents, shard }: Identify): void {
		this.identifyCount += 1;
		const badShard = shard !== undefined && (shard[0] < 0 || shard[0] >= shard[1]) ? 4010 : undefined;
		const [own, all] = shard ?? [0, 1];
		const guilds =
			badShard === undefined
				? [...this.#world.guilds.values()].filter(({ id }) => isOnShard(id, [own, all]))
				: [];
		const tooMany = guilds.length > mostGuilds ? 4011 : undefined;
		const refusal = this.#refusal ?? refuseIntents(intents) ?? badShard ?? tooMany;
		if (refusal !== undefined) {
			socket.close(refusal);
			return;
		}
		if (this.faults.withholdReady) return;
		if (this.#isHasty(own)) this.hastyCount += 1;
		if (this.faults.invalidateIdentifies || this.#isHasty(own)) {
			sendTo(socket, 9, false);
			return;
		}
		this.#identifiedAt.set(own % this.rules.maxConcurrency, performance.now());
		const session = new GatewaySession(Number(intents), [own, all], socket);
		this.#sessions.set(session.id, session);
		this.#sessionOf.set(socket, session);
		session.send('READY', {
			v: 10,
			user: wireUser(this.#world.bot),
			guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
			session_id: session.id,
			resume_gateway_url: this.url,
			shard: [own, all],
			application: { id: this.#world.applicationId, flags: 0 },
		});
		const withMembers = (session.intents & GUILD_MEMBERS) !== 0;
		if ((session.intents & 1) !== 0) {
			for (const guild of guilds.filter(({ unavailable }) => unavailable !== true))
				session.send('GUILD_CREATE', wireGuildCreate(this.#world, guild, withMembers));
		}
		this.#world.changes.tell();
	}

	#isHasty(shard: number): boolean {
		const last = this.#identifiedAt.get(shard % this.rules.maxConcurrency) ?? Number.NEGATIVE_INFINITY;
		return performance.now() - last < this.rules.identifyApartMs;
	}

	#resume(socket: WebSocket, { session_id, seq }: { session_id: string; seq: number }): void {
		this.resumeCount += 1;
		const { ignoreResumes, closeResumesWith } = this.faults;
		if (ignoreResumes) return;
		if (closeResumesWith !== undefined) {
			socket.close(closeResumesWith);
			return;
		}
		const session = this.#sessions.get(session_id);
		if (session?.replay(seq, socket) === true) {
			this.#sessionOf.set(socket, session);
			this.#world.changes.tell();
		} else sendTo(socket, 9, false);
	}
}

function sendTo(socket: WebSocket, op: number, d: unknown): void {
	socket.send(JSON.stringify({ op, d }));
}
