import type { Clock } from '#src/clock.ts';
import type { Card } from '#src/discord/card.ts';
import type { LineWriter, Writer } from '#src/discord/writing.ts';
import type { JobRunner } from '#src/schedule/job.ts';
import type { Reading } from '#src/stations/on-air-states.ts';
import type { Station } from '#src/stations/station.ts';
import type { AirFeed } from './air-feed.ts';
import { CardKeeper } from './card-keeper.ts';
import type { Delivery } from './delivery.ts';
import { FeedKeeper } from './feed-keeper.ts';
import { LineKeeper } from './line-keeper.ts';
import type { CardPost, FeedPost, LinePost, Post, ScheduledPost } from './post.ts';
import type { PostMemory } from './post-state.ts';
import { ScheduledKeeper } from './scheduled-keeper.ts';

/** How posts look: the sentences and components are Discord's side. */
export interface PostDrawing {
	card(post: CardPost, station: Station, reading: Reading, offSince: number | undefined): Promise<Card>;
	feed(post: FeedPost, station: Station, reading: Reading): Promise<Card>;
	scheduled(post: ScheduledPost, station: Station): Promise<Card>;
	line(post: LinePost, station: Station, reading: Reading): string;
}

export interface KeepingParts {
	air: AirFeed;
	memory: PostMemory;
	writer: Writer;
	lines: LineWriter;
	jobs: JobRunner;
	clock: Clock;
	drawing: PostDrawing;
	onError: (about: { stationId?: string; postId?: string }, error: unknown) => void;
}

export type Keeper = CardKeeper | FeedKeeper | ScheduledKeeper | LineKeeper;

/** A station as it is now: its settings may change while its posts are kept. */
export interface StationNow {
	readonly station: Station;
	/** Since when it is off the air, if it is and that was seen. */
	readonly offSince: number | undefined;
}

/** What keeps a post up, at work from now on. */
export function openKeeper(post: Post, parts: KeepingParts, delivery: Delivery, now: StationNow): Keeper {
	const { air, drawing, writer, lines, clock, jobs } = parts;
	const about = { stationId: post.stationId, postId: post.id };
	const shared = { delivery, clock, onError: (error: unknown) => parts.onError(about, error) };
	const known = () => air.known(now.station);
	switch (post.kind) {
		case 'card': {
			const draw = async () => {
				const reading = known();
				return reading && drawing.card(post, now.station, reading, now.offSince);
			};
			return new CardKeeper({ ...shared, post, writer, draw });
		}
		case 'feed':
			return new FeedKeeper({
				...shared,
				post,
				draw: async (play) => {
					const reading = known();
					if (reading?.state.now?.id !== play.id) return undefined;
					return drawing.feed(post, now.station, reading);
				},
			});
		case 'scheduled': {
			const draw = () => drawing.scheduled(post, now.station);
			return new ScheduledKeeper({ ...shared, post, jobs, draw });
		}
		case 'topic':
		case 'voice-status': {
			const draw = () => {
				const reading = known();
				return reading && drawing.line(post, now.station, reading);
			};
			return new LineKeeper({ ...shared, post, lines, draw });
		}
	}
}
