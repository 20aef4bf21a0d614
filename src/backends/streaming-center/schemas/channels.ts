import { z } from 'zod';
import { count, flag, id, maybeText, number, text } from './wire.ts';

/** A stream of a station, as everybody sees it. The fields are picked: what a key would add never gets in. */
export const channel = z.object({
	id,
	server: number,
	/** 0 off, 1 up and without anything to send, 2 broadcasting. */
	state: number,
	bitrate: number,
	s_format: text,
	s_type: text,
	mount_point: text,
	allow_auth_listeners_only: flag,
	listeners_current: count,
	stream_url: maybeText,
	secure_stream_url: maybeText,
});
export type WireChannel = z.output<typeof channel>;

/** What only a key makes the panel tell of a channel. */
const secretFields = [
	'password',
	'admin_password',
	'sc_authhash',
	'shoutcast_license_key',
	'awstats_password',
];

const rows = z.union([
	z.array(z.looseObject({})),
	z.looseObject({ results: z.array(z.looseObject({})) }).transform(({ results }) => results),
]);

/**
 * Whether the answer has fields that only a key brings: true or false, or null for a station without channels. Only the names
 * are looked at; the answer itself goes no further.
 */
export const keyedChannels = rows.transform((channels): boolean | null =>
	channels.length === 0
		? null
		: channels.some((one) => secretFields.some((name) => Object.hasOwn(one, name))),
);
