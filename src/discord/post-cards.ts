import schedule from '#locales/en-US/schedule.ts';
import cards from '#locales/en-US/shared/cards.ts';
import { withoutJingles } from '#src/posts/jingles.ts';
import type { PostDrawing } from '#src/posts/keeper.ts';
import type { CardPost, FeedPost, LinePost, ScheduledPost } from '#src/posts/post.ts';
import type { Likes } from '#src/stations/likes.ts';
import type { OnAirStates, Reading } from '#src/stations/on-air-states.ts';
import type { Programme } from '#src/stations/programme.ts';
import type { Requesters } from '#src/stations/requesters.ts';
import type { Station } from '#src/stations/station.ts';
import type { VoteSkip } from '#src/stations/vote-skip.ts';
import { songLength } from '#src/words/format.ts';
import { accent, type Card, card, moment, row, text, withPicture } from './card.ts';
import { likeButton, onAirButtons } from './on-air-buttons.ts';
import { onAirCard } from './on-air-card.ts';
import { onAirLine } from './on-air-line.ts';
import { lookOf } from './on-air-look.ts';
import { type CardSetting, showTimes } from './on-air-parts.ts';
import { onlyToday, plannedLines, readPlanned } from './planned.ts';
import { coverOf, facts, showPictureOf, songColour, titleOf } from './song-lines.ts';
import { safe } from './text.ts';

export interface PostCardsParts {
	services: CardSetting['services'];
	onAir: Pick<OnAirStates, 'read'>;
	requesters: Pick<Requesters, 'of'>;
	likes: Pick<Likes, 'count'>;
	votes: Pick<VoteSkip, 'tally' | 'skippedBefore'>;
	programme: Pick<Programme, 'known'>;
	/** The language of a Discord server, which everybody there reads. */
	localeOf: (guildId: string) => string;
}

const dayMs = 24 * 3_600_000;

/** How posts look. */
export class PostCards implements PostDrawing {
	readonly #parts: PostCardsParts;

	constructor(parts: PostCardsParts) {
		this.#parts = parts;
	}

	async card(
		post: CardPost,
		station: Station,
		reading: Reading,
		offSince: number | undefined,
	): Promise<Card> {
		const { likes, votes, services } = this.#parts;
		services.coverColours.follow(station, reading.state);
		const shown = post.everything ? reading : { ...reading, state: withoutJingles(reading.state) };
		const { now } = shown.state;
		return onAirCard(shown, station, this.#setting(station), {
			requesterId: await this.#requesterId(station, shown),
			programme: this.#planned(station, shown),
			post: {
				lastSongs: post.lastSongs,
				likes: now === null ? 0 : await likes.count(station.id, now.song.id),
				tally: votes.tally(station, shown),
				skipped: votes.skippedBefore(station, shown),
				offSince,
			},
		});
	}

	/** A song in few lines: many of these stand below each other. */
	async feed(_post: FeedPost, station: Station, reading: Reading): Promise<Card> {
		const setting = this.#setting(station);
		const t = setting.services.words.in(setting.locale, cards);
		const { now, facts: about, live } = reading.state;
		setting.services.coverColours.follow(station, reading.state);
		if (now === null) return onAirCard(reading, station, setting);
		const look = lookOf(reading, setting.services.clock.now());
		const requesterId = await this.#requesterId(station, reading);
		const who = requesterId === undefined ? t('onAir.someListener') : `<@${requesterId}>`;
		const playlist = safe(now.playlist, 40);
		const artist = safe(now.song.artist, 80);
		const origin = now.requested
			? t('onAir.requestedBy', { who })
			: live !== null
				? safe(live.streamer, 40)
				: playlist === ''
					? undefined
					: t('onAir.playlist', { playlist });
		const isShow = about.plays === 'shows';
		const started = isShow
			? showTimes(now, t)
			: t('onAir.started', {
					at: moment(now.startedAt, 't'),
					length: now.duration === null ? t('lengthUnknown') : songLength(now.duration),
				});
		return card(
			songColour(station, now.song.art, setting.services),
			...withPicture(
				[
					text(`-# ${t(`state.${look}`, { station: safe(station.name, 80) })}`),
					text(`**${titleOf(now.song, t)}**`, artist),
					text(`-# ${facts(started, origin)}`),
				],
				isShow ? showPictureOf(now.song, t, setting.services) : coverOf(now.song, t, setting.services),
			),
			row(
				isShow ? undefined : likeButton(station.id, now, 0, t),
				...onAirButtons(station, about, t, ['listen']),
			),
		);
	}

	/** Throws what the radio server says where it does not answer. */
	async scheduled(post: ScheduledPost, station: Station): Promise<Card> {
		const { onAir, services } = this.#parts;
		const setting = this.#setting(station);
		const reading = await onAir.read(station);
		if (post.content === 'now') {
			const requesterId = await this.#requesterId(station, reading);
			return onAirCard(reading, station, setting, {
				requesterId,
				programme: this.#planned(station, reading),
			});
		}
		const t = services.words.in(setting.locale, schedule);
		const from = services.clock.now();
		const until = from + (post.content === 'today' ? dayMs : 7 * dayMs);
		const planned = onlyToday(await readPlanned(station, from, until, true), post.content === 'today');
		const { timezone, plays } = reading.state.facts;
		const span = { at: moment(from, 'D') };
		return card(
			accent.calm,
			text(
				`## ${t('heading', { station: safe(station.name, 80) })}`,
				planned.kind === 'station-clock'
					? undefined
					: `-# ${post.content === 'today' ? t('day', span) : t('week', span)}`,
			),
			...plannedLines(t, planned, { station, timezone, plays, locale: setting.locale, withNow: true }),
		);
	}

	line({ kind }: LinePost, station: Station, reading: Reading): string {
		const { words, clock } = this.#parts.services;
		const t = words.in(this.#parts.localeOf(station.guildId), cards);
		const shown = { ...reading, state: withoutJingles(reading.state) };
		return onAirLine(shown, station, { place: kind, t, now: clock.now() });
	}

	/** Asked for only where the card shows it. */
	#planned(station: Station, { state }: Reading) {
		const isShown = state.live !== null || !state.online;
		return isShown ? this.#parts.programme.known(station) : undefined;
	}

	#setting(station: Station): CardSetting {
		return { services: this.#parts.services, locale: this.#parts.localeOf(station.guildId) };
	}

	async #requesterId(station: Station, { state }: Reading): Promise<string | undefined> {
		if (state.now?.requested !== true) return undefined;
		return (await this.#parts.requesters.of(station.id, state.now.song.id))?.userId;
	}
}
