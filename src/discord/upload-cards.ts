import shared from '#locales/en-US/shared/cards.ts';
import type strings from '#locales/en-US/station/upload.ts';
import type { LibrarySong } from '#src/backends/roles/library.ts';
import type { Playlist } from '#src/backends/roles/playlists.ts';
import type { AudioFacts } from '#src/stations/audio-tags.ts';
import type { Station } from '#src/stations/station.ts';
import { type Obstacle, type UploadOutcome, uploadFolder } from '#src/stations/uploading.ts';
import { songLength } from '#src/words/format.ts';
import { size } from '#src/words/sizes.ts';
import { accent, button, type Card, card, row, text, withPicture } from './card.ts';
import type { Context } from './command.ts';
import type { AttachedFile } from './options.ts';
import { selectSeveral } from './picks.ts';
import { coverOf, facts, songLine, titleOf } from './song-lines.ts';
import { plain, safe } from './text.ts';

export type UploadContext = Context<typeof strings, Station>;

const longestName = 60;
/** Discord's own limit for one select menu. */
const mostOffered = 25;

export function fileName(file: { name: string }): string {
	return safe(file.name, longestName);
}

/** A path as it stands in a code span: without what would end it. */
function pathText(path: string): string {
	return plain(path, 120, 160).replaceAll('`', 'ˋ');
}

/** One sentence why nothing was stored, and what to do where there is something. */
export function notAdded({ t }: UploadContext, file: { name: string }, why: string, help?: string): Card {
	return card(
		accent.warn,
		text(`### ${t('notAdded', { file: fileName(file) })}`),
		text(why),
		help === undefined ? undefined : text(help),
	);
}

export function obstacleCard(context: UploadContext, file: AttachedFile, obstacle: Obstacle): Card {
	const { t, services, locale } = context;
	if (obstacle.kind === 'full') return notAdded(context, file, t('full'));
	const words = services.words.in(locale, shared);
	const where = { path: pathText(obstacle.song.path), song: songLine(obstacle.song.song, words) };
	return obstacle.kind === 'same-path'
		? notAdded(context, file, t('samePath', where), t('otherName'))
		: notAdded(context, file, t('sameSong', where));
}

/** What the file says of itself, and a button for what it does not. */
export function missingTags({ t }: UploadContext, file: AttachedFile, found: AudioFacts, id: string): Card {
	const [title, artist, album] = [found.title, found.artist, found.album].map((tag) => safe(tag, 80));
	return card(
		accent.warn,
		text(`### ${t('missing.heading', { file: fileName(file) })}`),
		text(
			title === undefined || title === '' ? t('missing.noTitle') : t('missing.title', { title }),
			artist === undefined || artist === '' ? t('missing.noArtist') : t('missing.artist', { artist }),
			album === undefined || album === '' ? undefined : t('missing.album', { album }),
		),
		text(t('missing.text')),
		row(button('primary', t('missing.button'), id)),
	);
}

export function sendingCard(context: UploadContext, file: AttachedFile, bytes: number): Card {
	const { t, station, locale } = context;
	const whole = size(file.size, locale);
	const host = safe(station.backend.host, 80);
	return card(
		accent.calm,
		text(`### ${t('sending', { file: fileName(file), station: safe(station.name, 80) })}`),
		text(
			bytes < file.size ? t('sent', { part: size(bytes, locale), whole }) : t('checking', { whole, host }),
		),
	);
}

export function failedUpload(
	context: UploadContext,
	file: AttachedFile,
	outcome: Exclude<UploadOutcome, { kind: 'stored' }>,
): Card {
	const { t, station, locale } = context;
	const host = safe(station.backend.host, 80);
	if (outcome.kind === 'refused') {
		const { reason } = outcome;
		const why =
			reason === 'storage-full'
				? t('refused.storage-full')
				: reason === 'too-large'
					? t('refused.too-large', { size: size(file.size, locale), host })
					: t('refused.not-audio', { host });
		return notAdded(context, file, why);
	}
	const path = pathText(outcome.path);
	return card(
		accent.warn,
		text(`### ${t('unproven', { file: fileName(file) })}`),
		text(outcome.answerLost ? t('lostText', { host, path }) : t('unprovenText', { host, path })),
	);
}

/** A song that lies in the library now, and where it can go from there. */
export function storedCard(
	context: UploadContext,
	found: LibrarySong,
	more: {
		/** Bytes; not known any more when the card is redrawn later. */
		size?: number;
		playlists: readonly Playlist[];
		notes?: readonly (string | undefined)[];
	},
): Card {
	const { t, station, services, locale } = context;
	const words = services.words.in(locale, shared);
	const { song, path } = found;
	const artist = safe(song.artist, 80);
	const about = facts(safe(song.album, 80), found.length === null ? undefined : songLength(found.length));
	const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : uploadFolder;
	const bytes = more.size;
	const name = safe(path.slice(path.lastIndexOf('/') + 1), longestName);
	const where = facts(
		...t('about', {
			file: name,
			size: bytes === undefined ? '' : size(bytes, locale),
			folder: safe(folder, 40),
		}).split(' · '),
	);
	const names = found.playlists.map((playlist) => safe(playlist.name, 40));
	const others = more.playlists.filter(({ id }) => !found.playlists.some((playlist) => playlist.id === id));
	const options = others.map((playlist) => ({
		label: plain(playlist.name, 100) || playlist.id,
		value: playlist.id,
	}));
	return card(
		accent.ok,
		...withPicture(
			[
				text(t('added', { station: safe(station.name, 80) })),
				text(`## ${titleOf(song, words)}`, artist === '' ? undefined : `**${artist}**`),
				...(about === '' ? [] : [text(`-# ${about}`)]),
			],
			coverOf(song, words, services),
		),
		text(
			where,
			names.length === 0 ? t('inNoPlaylist') : t('inPlaylists', { playlists: names.slice(0, 10).join(', ') }),
			options.length > mostOffered ? t('morePlaylists', { count: options.length - mostOffered }) : undefined,
			...(more.notes ?? []),
		),
		options.length === 0 ? undefined : selectSeveral(context.id('assign', found.id), t('addTo'), options, []),
	);
}
