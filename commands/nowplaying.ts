import strings from '#locales/en-US/nowplaying.ts';
import shared from '#locales/en-US/shared/cards.ts';
import type { Song } from '#src/backends/roles.ts';
import { accent, button, type Card, card, moment, row, text } from '#src/discord/card.ts';
import type { Context, Pressed, Setting } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { onAirCard } from '#src/discord/on-air-card.ts';
import type { Reply } from '#src/discord/reply.ts';
import { plainSongLine, titleOf } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import { shortKey } from '#src/stations/short-key.ts';
import type { Station } from '#src/stations/station.ts';
import type { VoteOutcome } from '#src/stations/vote-skip.ts';
import { span } from '#src/words/format.ts';

type PressContext = Context<typeof strings, Station> & Pressed;

export default defineCommand(strings, {
	group: 'listen',
	level: 'listener',
	uses: ['onAir.read'],
	partly: ['playout.skip', 'schedule.between'],
	visibility: 'public',
	station: 'one',
	execute: async (context) => draw(context, context.station),
	components: {
		refresh: { answer: 'update', run: async (context) => draw(context, context.station) },
		show: { answer: 'private', run: async (context) => draw(context, context.station) },
		vote: {
			answer: 'private',
			changes: true,
			failed: 'vote.failed',
			run: async (context) => {
				const { services, station, person, args } = context;
				return voted(context, await services.votes.vote(station, person.id, args[0] ?? ''));
			},
		},
		unvote: {
			answer: 'update',
			run: async (context) => {
				const { services, station, person, args } = context;
				return voted(context, await services.votes.takeBack(station, person.id, args[0] ?? ''));
			},
		},
		like: { answer: 'private', run: async (context) => like(context, context.args[0] ?? '') },
	},
});

async function draw(setting: Setting, station: Station): Promise<Card> {
	const { onAir, requesters } = setting.services;
	const reading = await onAir.read(station);
	const { now } = reading.state;
	const requester = now?.requested === true ? await requesters.of(station.id, now.song.id) : undefined;
	const isPlanned = reading.state.live !== null || !reading.state.online;
	const programme = isPlanned ? setting.services.programme.known(station) : undefined;
	return onAirCard(reading, station, setting, { requesterId: requester?.userId, programme });
}

/** What a press on the vote came to, to the person who pressed. */
function voted(context: PressContext, outcome: VoteOutcome): Reply {
	const { t, station, services, locale, args, id } = context;
	const words = services.words.in(locale, shared);
	const plainCard = (sentence: string) => card(accent.calm, text(sentence));
	switch (outcome.kind) {
		case 'counted':
		case 'again': {
			const { kind, votes, needed, own } = outcome;
			const back = button('secondary', t('vote.back'), id('unvote', args[0] ?? ''));
			return card(
				accent.calm,
				text(own ? t('vote.own') : undefined, t(`vote.${kind}`, { votes, needed })),
				row(back),
			);
		}
		case 'taken-back':
			return plainCard(t('vote.taken-back', { votes: outcome.votes, needed: outcome.needed }));
		case 'over':
			return plainCard(t('vote.over'));
		case 'off':
			return plainCard(t('vote.off', { station: safe(station.name, 80) }));
		case 'live': {
			const dj = safe(outcome.dj, 40);
			return plainCard(dj === '' ? t('vote.liveUnnamed') : t('vote.live', { dj }));
		}
		case 'too-soon':
			return plainCard(t('vote.too-soon', { at: moment(outcome.until, 'T') }));
		case 'skipped': {
			const { song, votes, needed } = outcome;
			const shown = card(
				accent.ok,
				text(`### ${t('vote.skipped')}`),
				text(t('vote.skippedHelp', { title: titleOf(song, words, 80), votes, needed })),
			);
			return { ...shown, audit: { outcome: 'done', what: plainSongLine(song, words) } };
		}
		case 'not-confirmed': {
			const host = safe(station.backend.host, 80);
			const shown = card(
				accent.warn,
				text(`### ${t('vote.unproven')}`),
				text(t('vote.unprovenHelp', { host, wait: span(outcome.waitedMs, locale) })),
			);
			return { ...shown, audit: { outcome: 'unproven', what: plainSongLine(outcome.song, words) } };
		}
	}
}

/** Likes count for the song that the card showed, also when it is over. */
async function like(context: PressContext, songKey: string): Promise<Card> {
	const { t, station, services, person, locale } = context;
	const { liked, count } = await services.likes.toggle(station.id, songKey, person.id);
	services.posts.refresh(station.id);
	const song = recentSong(context, songKey);
	const title =
		song === undefined ? t('likes.thisSong') : titleOf(song, services.words.in(locale, shared), 80);
	return card(
		accent.calm,
		text(t(liked ? 'likes.liked' : 'likes.unliked', { title })),
		text(`-# ${t('likes.count', { count })}`),
	);
}

function recentSong({ services, station }: PressContext, songKey: string): Song | undefined {
	const state = services.onAir.known(station)?.state;
	const plays = state === undefined ? [] : [...(state.now === null ? [] : [state.now]), ...state.history];
	return plays.find(({ song }) => shortKey(song.id) === songKey)?.song;
}
