import type { Play, Song } from '#src/backends/roles.ts';
import { offeredRole } from './offered-role.ts';
import type { Reading } from './on-air-states.ts';
import { shortKey } from './short-key.ts';
import type { SkipOutcome } from './skipping.ts';
import type { Station } from './station.ts';
import { neededVotes, usualShare, type VoteShare, type VotingSettings } from './vote-share.ts';

export interface Tally {
	votes: number;
	needed: number;
	/** `failed`: the votes were enough and the radio server did not skip. */
	state: 'open' | 'skipping' | 'failed';
}

export type VoteOutcome =
	/** `own`: it is the voter's own request. */
	| { kind: 'counted' | 'again' | 'taken-back'; votes: number; needed: number; own: boolean }
	/** Another song is on by now. */
	| { kind: 'over' }
	| { kind: 'off' }
	| { kind: 'live'; dj: string }
	/** A song was skipped a moment ago. The vote counts all the same. */
	| { kind: 'too-soon'; until: number; votes: number; needed: number }
	| { kind: 'skipped'; song: Song; votes: number; needed: number }
	/** The radio server took the order and reports the same song. */
	| { kind: 'not-confirmed'; song: Song; waitedMs: number };

interface Poll {
	play: Play;
	voters: Set<string>;
	state: Tally['state'];
}

export interface VoteSkipParts {
	onAir: { known(station: Station): Reading | undefined };
	skipping: {
		skip(station: Station, playout: { skip(): Promise<void> }, sure: boolean): Promise<SkipOutcome>;
	};
	requesters: { of(stationId: string, songId: string): Promise<{ userId: string } | undefined> };
	settings: VotingSettings;
}

/** Thrown on the way to a skip that would hit another song than the one that was voted on. */
class SongOver extends Error {}

/** Listeners skip together: everybody counts once per song, the votes fall with the song, and the last one skips it, once. */
export class VoteSkip {
	readonly #parts: VoteSkipParts;
	readonly #polls = new Map<string, Poll>();
	readonly #shares = new Map<string, VoteShare>();
	/** The play that was last skipped by vote, by station. */
	readonly #skipped = new Map<string, Play>();
	readonly #listeners = new Set<(station: Station) => void>();

	constructor(parts: VoteSkipParts) {
		this.#parts = parts;
	}

	/** Reads what is set for the station, so that {@link tally} knows it. */
	async learn(station: Station): Promise<VoteShare> {
		const known = this.#shares.get(station.id);
		if (known !== undefined) return known;
		const share = (await this.#parts.settings.share(station.guildId, station.id)) ?? usualShare;
		this.#shares.set(station.id, share);
		return share;
	}

	async setShare(station: Station, share: VoteShare): Promise<void> {
		await this.#parts.settings.setShare(station.guildId, station.id, share);
		this.#shares.set(station.id, share);
		this.#tell(station);
	}

	/** How the vote on this play stands; undefined where none can be held: voting off, no key, a live DJ, nothing on. */
	tally(station: Station, { state }: Reading): Tally | undefined {
		const share = this.#shares.get(station.id) ?? usualShare;
		if (share === 'off' || !canSkip(station) || state.live !== null || state.now === null || !state.online)
			return undefined;
		const poll = this.#polls.get(station.id);
		const mine = poll?.play.id === state.now.id ? poll : undefined;
		return {
			votes: mine?.voters.size ?? 0,
			needed: neededVotes(share, state.listeners),
			state: mine?.state ?? 'open',
		};
	}

	/** The song before the one on the air, if it went by vote. */
	skippedBefore(station: Station, { state }: Reading): Song | undefined {
		const skipped = this.#skipped.get(station.id);
		return skipped !== undefined && state.history[0]?.id === skipped.id ? skipped.song : undefined;
	}

	/** Called whenever a tally has changed. Returns the function that ends it. */
	onChange(listener: (station: Station) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/**
	 * @param playKey the {@link shortKey} of the play that the voter saw
	 * Throws what the radio server says if it does not skip; the votes are kept then.
	 */
	async vote(station: Station, userId: string, playKey: string): Promise<VoteOutcome> {
		const met = await this.#meet(station, playKey);
		if ('kind' in met) return met;
		const { poll, needed } = met;
		const own = poll.play.requested && (await this.#isOwn(station, userId, poll.play));
		const again = poll.voters.has(userId);
		poll.voters.add(userId);
		const count = { votes: poll.voters.size, needed };
		if (!again) this.#tell(station);
		if (poll.state !== 'open' || count.votes < needed)
			return { kind: again ? 'again' : 'counted', ...count, own };
		return this.#skip(station, poll, count);
	}

	async takeBack(station: Station, userId: string, playKey: string): Promise<VoteOutcome> {
		const met = await this.#meet(station, playKey);
		if ('kind' in met) return met;
		const { poll, needed } = met;
		if (poll.voters.delete(userId)) this.#tell(station);
		return { kind: 'taken-back', votes: poll.voters.size, needed, own: false };
	}

	/** The poll on the play that is on now, if that is the one which is meant. */
	async #meet(station: Station, playKey: string): Promise<VoteOutcome | { poll: Poll; needed: number }> {
		const share = await this.learn(station);
		const reading = this.#parts.onAir.known(station);
		const play = reading?.state.now;
		if (share === 'off' || !canSkip(station)) return { kind: 'off' };
		if (reading !== undefined && reading.state.live !== null)
			return { kind: 'live', dj: reading.state.live.streamer };
		if (reading === undefined || play === undefined || play === null || shortKey(play.id) !== playKey)
			return { kind: 'over' };
		const known = this.#polls.get(station.id);
		const poll =
			known?.play.id === play.id ? known : { play, voters: new Set<string>(), state: 'open' as const };
		this.#polls.set(station.id, poll);
		return { poll, needed: neededVotes(share, reading.state.listeners) };
	}

	async #skip(station: Station, poll: Poll, count: { votes: number; needed: number }): Promise<VoteOutcome> {
		// Set before anything is waited for: of many last votes one skips.
		poll.state = 'skipping';
		this.#tell(station);
		const { skipping, onAir } = this.#parts;
		try {
			const playout = offeredRole(station, 'playout');
			const skip = async () => {
				// The skip looks right before, so this is as new as can be: the song that follows was not voted on.
				if (onAir.known(station)?.state.now?.id !== poll.play.id) throw new SongOver();
				await playout.skip();
			};
			const outcome = await skipping.skip(station, { skip }, true);
			return this.#told(station, poll, count, outcome);
		} catch (error) {
			if (error instanceof SongOver) return { kind: 'over' };
			poll.state = 'failed';
			this.#tell(station);
			throw error;
		}
	}

	#told(
		station: Station,
		poll: Poll,
		count: { votes: number; needed: number },
		outcome: SkipOutcome,
	): VoteOutcome {
		const { song } = poll.play;
		switch (outcome.kind) {
			case 'skipped':
				this.#skipped.set(station.id, poll.play);
				this.#tell(station);
				return { kind: 'skipped', song, ...count };
			case 'too-soon':
				poll.state = 'open';
				this.#tell(station);
				return { kind: 'too-soon', until: outcome.until, ...count };
			case 'not-confirmed':
				poll.state = 'failed';
				this.#tell(station);
				return { kind: 'not-confirmed', song, waitedMs: outcome.waitedMs };
			case 'ask':
				throw new Error('A vote is sure');
		}
	}

	async #isOwn(station: Station, userId: string, play: Play): Promise<boolean> {
		return (await this.#parts.requesters.of(station.id, play.song.id))?.userId === userId;
	}

	#tell(station: Station): void {
		for (const listener of this.#listeners) listener(station);
	}
}

function canSkip(station: Station): boolean {
	return station.keys.has('station') && station.backend.playout !== undefined;
}
