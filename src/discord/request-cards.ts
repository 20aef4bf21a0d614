import cards from '#locales/en-US/shared/cards.ts';
import requests from '#locales/en-US/shared/requests.ts';
import type { Song } from '#src/backends/roles.ts';
import { type FollowUp, phaseOf } from '#src/stations/follow-up.ts';
import type { RequestOutcome } from '#src/stations/requesting.ts';
import type { Station } from '#src/stations/station.ts';
import { span } from '#src/words/format.ts';
import type { Translate } from '#src/words/translate.ts';
import { accent, button, type Card, card, moment, row, text, withPicture } from './card.ts';
import type { Setting } from './command.ts';
import { customId } from './custom-id.ts';
import { requestCard } from './follow-up-cards.ts';
import { coverOf, facts, titleOf } from './song-lines.ts';
import { safe } from './text.ts';

type RequestWords = Translate<typeof requests>;

/** Asks for the song on behalf of the person, tells them what became of it, and the request channel if it was taken. */
export async function requestSong(setting: Setting, station: Station, requestId: string): Promise<Card> {
	const { services, person } = setting;
	const outcome = await services.requesting.submit(station, person.id, requestId);
	if (outcome.kind === 'accepted' && station.channels.requests !== undefined) {
		const nonce = `r${services.clock.now().toString(36)}${person.id}`;
		await services.announcer.say(station.channels.requests, announcement(setting, outcome), nonce);
	}
	if (outcome.kind === 'accepted' && outcome.song !== null)
		return followed(setting, station, outcome.song, outcome);
	return outcomeCard(setting, station, outcome);
}

/** The answer that goes on telling what becomes of the request, while it can be edited. */
async function followed(
	setting: Setting,
	station: Station,
	song: Song,
	{ nextAt, leftThisHour }: Extract<RequestOutcome, { kind: 'accepted' }>,
): Promise<Card> {
	const { services, person, locale, amend } = setting;
	const drawing = () => {
		const dj = services.onAir.known(station)?.state.live?.streamer;
		return { services, locale, dj };
	};
	const at = services.clock.now();
	const asked = {
		userId: person.id,
		locale,
		at,
		nextAt,
		leftThisHour,
		tell: false,
		queued: null,
		isNext: false,
	};
	const followUp: FollowUp = { ...asked, song };
	await services.followUps.begin(station, followUp, async (now, phase) => {
		await amend?.(requestCard(drawing(), station, now, phase));
	});
	return requestCard(drawing(), station, followUp, { kind: 'waiting' });
}

/** The person wants to be called when the song is on. */
export async function tellMe(setting: Setting, station: Station, songKey: string): Promise<Card> {
	const { services, person, locale } = setting;
	const followUp = await services.followUps.tell(station, person.id, songKey);
	if (followUp === undefined) return card(accent.idle, text(services.words.in(locale, requests)('tooLate')));
	const dj = services.onAir.known(station)?.state.live?.streamer;
	return requestCard({ services, locale, dj }, station, followUp, phaseOf(followUp));
}

function announcement(setting: Setting, { song }: RequestOutcome): Card {
	const t = setting.services.words.in(setting.serverLocale, requests);
	const shared = setting.services.words.in(setting.serverLocale, cards);
	const who = `<@${setting.person.id}>`;
	const title = song === null ? t('thisSong') : titleOf(song, shared, 80);
	const artist = safe(song?.artist ?? '', 80);
	return {
		components: [
			text(artist === '' ? t('announced', { who, title }) : t('announcedBy', { who, title, artist })),
		],
	};
}

function outcomeCard(setting: Setting, station: Station, outcome: RequestOutcome): Card {
	const t = setting.services.words.in(setting.locale, requests);
	const shared = setting.services.words.in(setting.locale, cards);
	const { song } = outcome;
	const title = song === null ? t('thisSong') : titleOf(song, shared);
	const queue = station.keys.has('station') && station.backend.queue !== undefined;
	const upNext = queue
		? button('secondary', shared('buttons.queue'), customId('queue', 'show', station.id))
		: undefined;
	if (outcome.kind === 'perhaps') {
		const why = t('notConfirmed', { host: safe(station.backend.host, 80) });
		return card(accent.warn, text(`### ${t('perhaps', { title })}`), text(why), row(upNext));
	}
	if (outcome.kind === 'accepted') {
		const artist = safe(song?.artist ?? '', 80);
		const album = safe(song?.album ?? '', 80);
		const live = setting.services.onAir.known(station)?.state.live?.streamer;
		const texts = [
			text(`-# ${t('accepted', { station: safe(station.name, 80) })}`),
			text(`## ${title}`, artist === '' ? undefined : `**${artist}**`),
			...(album === '' ? [] : [text(`-# ${album}`)]),
		];
		const left = t('left', { count: outcome.leftThisHour });
		return card(
			accent.ok,
			...withPicture(texts, song === null ? undefined : coverOf(song, shared, setting.services)),
			text(live === undefined || live === '' ? t('whenever') : t('afterShow', { dj: safe(live, 40) })),
			text(`-# ${facts(t('again', { at: moment(outcome.nextAt, 't') }), left)}`),
			row(upNext),
		);
	}
	const { why, help, button: wanted } = refusalWords(outcome, station, t, setting.locale);
	const another = button('primary', t('findAnother'), customId('request', 'open', station.id));
	const buttons = { queue: upNext, another, none: undefined };
	return card(
		accent.warn,
		text(`### ${t('refused', { title })}`),
		text(why),
		help === undefined ? undefined : text(help),
		row(buttons[wanted]),
	);
}

interface RefusalWords {
	why: string;
	help: string | undefined;
	button: 'queue' | 'another' | 'none';
}

/** What stood in the way, and what the person can do: the table of refusals. */
function refusalWords(
	outcome: Exclude<RequestOutcome, { kind: 'accepted' | 'perhaps' }>,
	station: Station,
	t: RequestWords,
	locale: string,
): RefusalWords {
	const host = safe(station.backend.host, 80);
	const name = safe(station.name, 80);
	switch (outcome.kind) {
		case 'limited': {
			const why =
				outcome.why === 'cooldown'
					? t('why.cooldown', { wait: span(outcome.waitMs, locale) })
					: t('why.hourly-limit', { count: outcome.perHour });
			return { why, help: t('help.cooldown', { at: moment(outcome.until, 'T') }), button: 'none' };
		}
		case 'own':
			return { why: t('why.own', { at: moment(outcome.at, 't') }), help: t('help.own'), button: 'queue' };
		case 'refused':
			break;
	}
	const { reason, playedAt } = outcome;
	switch (reason) {
		case 'already-requested':
			return { why: t('why.already-requested'), help: t('help.already-requested'), button: 'queue' };
		case 'played-recently': {
			const why =
				playedAt === null
					? t('why.played-recently')
					: t('why.played-recently-at', { at: moment(playedAt, 'R'), station: name });
			return { why, help: t('help.played-recently'), button: 'another' };
		}
		case 'too-soon':
			return { why: t('why.too-soon', { station: name }), help: t('help.too-soon'), button: 'none' };
		case 'not-requestable':
			return {
				why: t('why.not-requestable', { station: name }),
				help: t('help.not-requestable'),
				button: 'another',
			};
		case 'gone':
			return { why: t('why.gone'), help: t('help.gone'), button: 'another' };
		case 'requests-off':
			return { why: t('why.requests-off', { station: name }), help: t('help.requests-off'), button: 'none' };
		case 'address-barred':
			return { why: t('why.address-barred', { host }), help: t('help.address-barred'), button: 'none' };
		case 'looks-like-a-crawler':
			return {
				why: t('why.looks-like-a-crawler', { host }),
				help: t('help.looks-like-a-crawler'),
				button: 'none',
			};
		case 'private-station':
			return {
				why: t('why.private-station', { station: name }),
				help: t('help.private-station'),
				button: 'another',
			};
		case 'already-running':
		case 'not-running':
		case 'storage-full':
		case 'not-audio':
		case 'conflict':
		case 'too-large':
		case 'invalid':
		case 'other': {
			const words = safe(outcome.words, 200);
			return {
				why: words === '' ? t('why.silent', { host }) : t('why.other', { host, words }),
				help: undefined,
				button: 'another',
			};
		}
	}
}
