/** Which part of the listeners has to vote before a song is skipped. */
export const voteShares = ['off', 'quarter', 'third', 'half'] as const;
export type VoteShare = (typeof voteShares)[number];

/** What each Discord server has set for its stations. */
export interface VotingSettings {
	/** Undefined where nothing was set: {@link usualShare}. */
	share(guildId: string, stationId: string): Promise<VoteShare | undefined>;
	setShare(guildId: string, stationId: string, share: VoteShare): Promise<void>;
}

export const usualShare: VoteShare = 'third';
const shareOf = { quarter: 0.25, third: 1 / 3, half: 0.5 } as const;
/** One person alone never decides what all hear. */
const leastVotes = 2;
/** Where it is not known how many listen. */
const votesForUnknown = 3;

/** How many votes skip a song, with so many listeners; `null` is not known. */
export function neededVotes(share: Exclude<VoteShare, 'off'>, listeners: number | null): number {
	if (listeners === null) return votesForUnknown;
	return Math.max(leastVotes, Math.ceil(listeners * shareOf[share]));
}
