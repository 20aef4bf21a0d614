import type { Logger } from 'pino';
import { z } from 'zod';
import type { QueueEntry } from './backends/roles/queue.ts';
import type { Clock } from './clock.ts';
import { followUpCalls } from './discord/follow-up-calls.ts';
import { PostCards } from './discord/post-cards.ts';
import { PostNotices } from './discord/post-notices.ts';
import type { Services } from './discord/services.ts';
import type { LineWriter, Writer } from './discord/writing.ts';
import type { Vault } from './open-vault.ts';
import { PostBook } from './post-book.ts';
import { postStateSchema } from './posts/post-state.ts';
import { Posts } from './posts/posts.ts';
import type { JobRunner } from './schedule/job.ts';
import { followUpSchema } from './stations/follow-up.ts';
import { Likes } from './stations/likes.ts';
import type { OnAirHub } from './stations/on-air-hub.ts';
import type { Programme } from './stations/programme.ts';
import { RequestFollowUps } from './stations/request-follow-ups.ts';
import type { RequestRules } from './stations/request-rules.ts';
import type { Requesters } from './stations/requesters.ts';
import type { Skipping } from './stations/skipping.ts';
import type { Station } from './stations/station.ts';
import type { StationDirectory } from './stations/station-directory.ts';
import { VoteSkip } from './stations/vote-skip.ts';
import type { Words } from './words/words.ts';

export interface PostingParts {
	vault: Vault;
	words: Words;
	localeOf: (guildId: string) => string;
	canShow: Services['canShow'];
	coverColours: Services['coverColours'];
	writer: Writer & LineWriter;
	stations: StationDirectory;
	onAir: OnAirHub;
	programme: Programme;
	requesters: Requesters;
	rules: RequestRules;
	skipping: Skipping;
	jobs: JobRunner;
	clock: Clock;
	log: Logger;
}

export interface Posting {
	posts: Posts;
	postCards: PostCards;
	votes: VoteSkip;
	likes: Likes;
	followUps: RequestFollowUps;
}

/** What is posted by itself, and what listeners do with it. */
export function assemblePosts(parts: PostingParts): Posting {
	const { vault, words, localeOf, canShow, coverColours, writer, stations, onAir, requesters, clock, log } =
		parts;
	const { programme } = parts;
	const { rules, skipping, jobs } = parts;
	const book = new PostBook(vault.documents);
	const likes = new Likes(vault.store.namespace('likes', z.object({ userIds: z.array(z.string()) })));
	const votes = new VoteSkip({ onAir, skipping, requesters, settings: book });
	const services = { words, clock, canShow, coverColours };
	const postCards = new PostCards({ services, onAir, requesters, likes, votes, programme, localeOf });
	const notices = new PostNotices({ writer, words, localeOf });
	const posts = new Posts({
		stations,
		saved: book,
		serves: (guildId) => vault.part.serves(guildId),
		air: onAir,
		memory: vault.store.namespace('post-states', postStateSchema),
		writer,
		lines: writer,
		jobs,
		clock,
		drawing: postCards,
		votes,
		onPaused: (station, post, paused) => {
			log.warn({ post: post.id, station: station.id, why: paused.why }, 'A post is paused');
			void notices.paused(station, post, paused);
		},
		onError: (about, error) => log.error({ err: error, ...about }, 'A post could not be kept up'),
	});
	programme.onChange((station) => posts.refresh(station.id));
	const followUps = new RequestFollowUps({
		memory: vault.store.namespace('follow-ups', z.array(followUpSchema)),
		clock,
		rules,
		stations: () => stations.all(),
		queue: (station) => queueOf(station, log),
		call: followUpCalls({ writer, services, localeOf }),
		onError: (error) => log.error({ err: error }, 'What became of a request was not told'),
	});
	onAir.onChange(
		(station, change, reading) => followUps.hear(station, change, reading),
		(station) => followUps.waitsAt(station),
	);
	return { posts, postCards, votes, likes, followUps };
}

/** The queue of a station whose key may read it. That a server is away is told elsewhere. */
async function queueOf(station: Station, log: Logger): Promise<readonly QueueEntry[] | undefined> {
	if (!station.keys.has('station')) return undefined;
	return station.backend.queue?.list().catch((error: unknown) => {
		log.debug(
			{ err: error, station: station.id },
			'The queue was not read for those who wait for their song',
		);
		return undefined;
	});
}
