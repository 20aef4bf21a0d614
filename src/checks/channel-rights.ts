import type { StationChannels } from '#src/stations/station.ts';

/** A right of the bot in a channel, by Discord's own name in its interface. */
export type ChannelRight =
	| 'ViewChannel'
	| 'SendMessages'
	| 'EmbedLinks'
	| 'AttachFiles'
	| 'ReadMessageHistory'
	| 'ManageChannels'
	| 'SetVoiceChannelStatus';

export type ChannelPurpose = keyof StationChannels;

/** In the order in which they are set up and told. */
export const channelPurposes = [
	'nowPlaying',
	'requests',
	'alerts',
	'audit',
	'upload',
] as const satisfies readonly ChannelPurpose[];

const write = ['ViewChannel', 'SendMessages', 'EmbedLinks'] as const;

/**
 * What each channel is used for needs: cards hold links, pictures are files, and a card that is kept up to date is looked for
 * among the channel's messages.
 */
export const neededFor: Readonly<Record<ChannelPurpose, readonly ChannelRight[]>> = {
	nowPlaying: [...write, 'AttachFiles', 'ReadMessageHistory'],
	requests: [...write, 'ReadMessageHistory'],
	alerts: [...write, 'AttachFiles'],
	audit: write,
	upload: [...write, 'ReadMessageHistory'],
};

export interface ChannelReport {
	purpose: ChannelPurpose;
	/** The channel was deleted, or the bot does not see it at all. */
	gone: boolean;
	granted: readonly ChannelRight[];
	missing: readonly ChannelRight[];
}

/** @param held what the bot may do in the channel; undefined for one that is gone or that it cannot see */
export function checkChannel(purpose: ChannelPurpose, held: ReadonlySet<string> | undefined): ChannelReport {
	const needed = neededFor[purpose];
	const granted = needed.filter((right) => held?.has(right));
	const missing = needed.filter((right) => held?.has(right) !== true);
	return { purpose, gone: held === undefined, granted, missing };
}
