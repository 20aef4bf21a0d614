import type { Card } from './card.ts';
import type { Ping } from './channel-api.ts';
import type { ChannelProblem } from './channel-problem.ts';

/** What became of a message that nobody asked for by a command. */
export type WriteResult =
	| { kind: 'sent'; messageId: string }
	/** When it was due, there was nothing new to show. */
	| { kind: 'unchanged' }
	/** Discord kept asking to wait until it was too late for it. */
	| { kind: 'rate-limited' }
	/** Given up: nobody knows whether it arrived, and the same nonce tells a second try from a second message. */
	| { kind: 'trouble' }
	/** Not taken up: too much waits for this channel, or the bot is stopping. */
	| { kind: 'not-taken' }
	| Exclude<ChannelProblem, { kind: 'rate-limited' | 'trouble' }>;

/** A message that waits for its turn. A card that is drawn only then shows what is newest then; `undefined`: nothing new. */
export type Drawn = Card | (() => Card | undefined | Promise<Card | undefined>);

/** Discord, or the way to it, had trouble: nobody knows whether it arrived, or it was not tried. The same may go well later. */
export function mayGoWellLater({ kind }: Pick<WriteResult | Finding, 'kind'>): boolean {
	return kind === 'trouble' || kind === 'rate-limited' || kind === 'not-taken';
}

export interface SendOptions {
	/** Names the message, at most 25 characters: Discord drops a second one of the same name, for some minutes. */
	nonce: string;
	/** The one user or role whom it may ping; nobody if left out. */
	ping?: Ping;
	/** It comes without a sound. */
	silent?: boolean;
	/** A number in the card by which {@link Writer.find} knows the message. */
	mark?: number;
	/** For how long it is worth sending; two minutes if left out, for as long as Discord surely remembers a nonce. */
	worthMs?: number;
}

/** Where posts, alerts and announcements leave. What `ChannelWriter` does, for those who only need that. */
export interface Writer {
	send(channelId: string, drawn: Drawn, options: SendOptions): Promise<WriteResult>;
	/** Edits a message of the bot. */
	edit(channelId: string, messageId: string, drawn: Drawn, mark?: number): Promise<WriteResult>;
	/** Deletes a message of the bot. */
	remove(channelId: string, messageId: string): Promise<WriteResult>;
	pin(channelId: string, messageId: string): Promise<WriteResult>;
	/** Looks among the last messages of the channel for one of the bot's, by its nonce or by the mark in its card. */
	find(channelId: string, sought: { nonce: string; mark: number }): Promise<Finding>;
	/** The channel for direct messages with somebody; undefined if they take none. */
	directChannel(userId: string): Promise<string | undefined>;
	/** Somebody says that a channel which refused is mended. */
	reopen(channelId: string): void;
}

/** Where one line stands with a channel itself: the topic of a text channel, the status of a voice channel. */
export type LinePlace = 'topic' | 'voice-status';

/** `stands`: the line as Discord took it. */
export type LineResult = { kind: 'sent'; stands: string } | Exclude<WriteResult, { kind: 'sent' }>;

/** Draws a line when it leaves. `stands`: what is there now, null where that cannot be read; `undefined`: leave it. */
export type DrawnLine = (stands: string | null) => Promise<string | undefined>;

/** Sets the lines of channels, for those who only need that; in a queue of their own, which no message waits for. */
export interface LineWriter {
	setLine(channelId: string, place: LinePlace, drawn: DrawnLine): Promise<LineResult>;
	/** Puts a line back, unless something else stands there by now than one of `over`. */
	putBack(channelId: string, place: LinePlace, line: string, over: readonly string[]): Promise<LineResult>;
}

export type Finding =
	| { kind: 'found'; messageId: string }
	/** Not there, or the bot may not read what is. */
	| { kind: 'not-found' }
	| Exclude<WriteResult, { kind: 'sent' | 'unchanged' }>;
