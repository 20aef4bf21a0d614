import { z } from 'zod';
import type { OnAirState } from '#src/backends/roles.ts';
import type { Address } from '../address.ts';
import { nowPlaying } from '../schemas/now-playing.ts';
import { toOnAirState } from '../to-domain.ts';

/*
 * The frames of AzuraCast's push (Centrifugo), over all releases: 0.17.6 to 0.19.3 without a replay and with a channel for the
 * time, 0.19.4 to 0.20.0 with a replay in a list, and since 0.20.1 with one for each subscription.
 */

/** What one station says of itself, and where it stands in the order of what it said. */
export interface Publication {
	shortName: string;
	state: OnAirState;
	/** It was said before the connection stood. */
	replayed: boolean;
	/** Its number in its channel, where the server counts. */
	offset: number | null;
	/** The server's own clock when it said so, in milliseconds since 1970. */
	serverTime: number | null;
}

export interface Frame {
	/** `other` is a ping, the time, or a kind of push that says nothing about what is on the air. */
	kind: 'connect' | 'publication' | 'disconnect' | 'other' | 'garbage';
	publications: Publication[];
	/** Parts of it that made no sense. */
	skipped: number;
}

const unknown = z.unknown();
const publication = z.object({
	data: z.object({ np: unknown, current_time: z.number().optional().catch(undefined) }),
	offset: z.number().int().optional().catch(undefined),
});
/** Since 0.20.1 and 0.19.4; a station that said nothing lately has no replay. */
const connect = z.object({
	subs: z.record(z.string(), z.object({ publications: z.array(unknown).nullish() })).nullish(),
	data: z.array(unknown).nullish(),
});
const listed = z.object({ channel: z.string(), pub: unknown });
const push = z.object({ channel: z.string(), pub: unknown });

const prefix = 'station:';

/** Reads one frame. Whatever it holds, this does not throw. */
export function readFrame(text: string, address: Address): Frame {
	const document = parse(text);
	if (typeof document !== 'object' || document === null || Array.isArray(document)) return garbage();
	if ('connect' in document) return readConnect(document.connect, address);
	if ('disconnect' in document) return { kind: 'disconnect', publications: [], skipped: 0 };
	if ('pub' in document) return readPush(document, address);
	return other();
}

function readConnect(content: unknown, address: Address): Frame {
	const parsed = connect.safeParse(content);
	// The connection stands all the same; its replay is what cannot be read.
	if (!parsed.success) return { kind: 'connect', publications: [], skipped: 1 };
	const { subs, data } = parsed.data;
	const said: { channel: string; pub: unknown }[] = [];
	for (const [channel, sub] of Object.entries(subs ?? {}))
		for (const pub of sub.publications ?? []) said.push({ channel, pub });
	let skipped = 0;
	for (const entry of data ?? []) {
		const one = listed.safeParse(entry);
		if (one.success) said.push(one.data);
		else skipped += 1;
	}
	const publications: Publication[] = [];
	for (const { channel, pub } of said) {
		if (!channel.startsWith(prefix)) continue;
		const read = readPublication(channel, pub, true, address);
		if (read === null) skipped += 1;
		else publications.push(read);
	}
	return { kind: 'connect', publications, skipped };
}

function readPush(document: object, address: Address): Frame {
	const parsed = push.safeParse(document);
	if (!parsed.success) return garbage();
	const { channel, pub } = parsed.data;
	// `global:time` tells the time and nothing else.
	if (!channel.startsWith(prefix)) return other();
	const read = readPublication(channel, pub, false, address);
	return read === null ? garbage() : { kind: 'publication', publications: [read], skipped: 0 };
}

function readPublication(
	channel: string,
	content: unknown,
	replayed: boolean,
	address: Address,
): Publication | null {
	const pub = publication.safeParse(content);
	if (!pub.success) return null;
	const wire = nowPlaying.safeParse(pub.data.data.np);
	if (!wire.success) return null;
	const { current_time: seconds } = pub.data.data;
	return {
		shortName: channel.slice(prefix.length),
		state: toOnAirState(wire.data, address),
		replayed,
		offset: pub.data.offset ?? null,
		serverTime: seconds === undefined ? null : seconds * 1000,
	};
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// The error of JSON.parse quotes the text; undefined is no object and counts as garbage.
		return undefined;
	}
}

const garbage = (): Frame => ({ kind: 'garbage', publications: [], skipped: 1 });
const other = (): Frame => ({ kind: 'other', publications: [], skipped: 0 });
