import { z } from 'zod';
import { alertFaceSchema } from './alert-face.ts';
import { alertKinds } from './alert-rules.ts';

const messageSchema = z.strictObject({
	channel: z.string(),
	/** Null until it is known to be sent; `''` for one that the channel would not have. */
	id: z.string().nullable(),
	role: z.string().nullable(),
	quiet: z.boolean(),
});
export type AlertMessage = z.output<typeof messageSchema>;

const saidSchema = z.strictObject({
	face: alertFaceSchema,
	at: z.number(),
	messages: z.array(messageSchema),
});

/** An alert from its opening until it is long over: for the store, so that a restart neither repeats nor forgets it. */
export const openAlertSchema = z.strictObject({
	guildId: z.string(),
	kind: z.enum(alertKinds),
	opening: saidSchema,
	/** When it began: some time before it could be told. */
	since: z.number(),
	/** Set when it is over; without messages where its end is told by no message. */
	ending: saidSchema.nullable(),
	/** How often it came. */
	times: z.int(),
	/** It came again soon after its end, and waits whether it stays: its words and when. */
	again: z.strictObject({ face: alertFaceSchema, at: z.number() }).nullable(),
	/** The opening messages do not show yet what has become of the alert. */
	stale: z.boolean(),
});
export type OpenAlert = z.output<typeof openAlertSchema>;

/** Something that comes again within this time after its end is counted, and told only if it lasts. */
export const repeatWithinMs = 10 * 60_000;

export function isOpen(alert: OpenAlert): boolean {
	return alert.ending === null;
}

/** Whether everything that was to be sent was sent, or given up. */
export function isDelivered({ opening, ending, stale }: OpenAlert): boolean {
	return !stale && [...opening.messages, ...(ending?.messages ?? [])].every(({ id }) => id !== null);
}
