import { z } from 'zod';

/** What a bot sends over the gateway. */
const identify = z.object({
	op: z.literal(2),
	d: z.object({
		token: z.string(),
		intents: z.unknown(),
		shard: z.tuple([z.number().int(), z.number().int()]).optional(),
	}),
});
const heartbeat = z.object({ op: z.literal(1), d: z.number().nullish() });
const presence = z.object({ op: z.literal(3), d: z.record(z.string(), z.unknown()) });
const voiceState = z.object({ op: z.literal(4), d: z.unknown() });
const resume = z.object({
	op: z.literal(6),
	d: z.object({ token: z.string(), session_id: z.string(), seq: z.number().int() }),
});
const requestMembers = z.object({
	op: z.literal(8),
	d: z.object({
		guild_id: z.string(),
		user_ids: z.union([z.string(), z.array(z.string())]).optional(),
		query: z.string().optional(),
		limit: z.number().int().optional(),
		nonce: z.string().optional(),
	}),
});
const soundboard = z.object({ op: z.literal(31), d: z.unknown() });

const packet = z.discriminatedUnion('op', [
	identify,
	heartbeat,
	presence,
	voiceState,
	resume,
	requestMembers,
	soundboard,
]);

export type Packet = z.output<typeof packet>;
export type Identify = z.output<typeof identify>['d'];
export type RequestMembers = z.output<typeof requestMembers>['d'];

/** A packet, or the close code Discord has for a bad one: 4001 unknown opcode, 4002 not to be read. */
export function readPacket(text: string): Packet | 4001 | 4002 {
	// Discord takes no packet above 4096 bytes.
	if (Buffer.byteLength(text) > 4096) return 4002;
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return 4002;
	}
	const parsed = packet.safeParse(json);
	if (parsed.success) return parsed.data;
	const { op } = z
		.object({ op: z.number().catch(-1) })
		.catch({ op: -1 })
		.parse(json);
	return [1, 2, 3, 4, 6, 8, 31].includes(op) ? 4002 : 4001;
}

const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
/** Bits 0 to 16, 20, 21, 24 and 25: every intent there is. */
const KNOWN = 0x331_ffff;

/** The close code for intents Discord refuses: 4013 when they make no sense, 4014 when the app may not have them. */
export function refuseIntents(intents: unknown): 4013 | 4014 | undefined {
	if (typeof intents !== 'number' || !Number.isInteger(intents) || intents < 0 || (intents & ~KNOWN) !== 0)
		return 4013;
	return (intents & PRIVILEGED) === 0 ? undefined : 4014;
}
