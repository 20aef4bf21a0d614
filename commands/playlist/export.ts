import strings from '#locales/en-US/playlist/export.ts';
import type { Playlist, PlaylistFormat, PlaylistsRole } from '#src/backends/roles/playlists.ts';
import { accent, type Card, card, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { attachmentName, FileNames } from '#src/discord/file-names.ts';
import { playlistMeant, suggestPlaylists } from '#src/discord/playlist-choice.ts';
import { pacedProgress } from '#src/discord/progress.ts';
import { safe } from '#src/discord/text.ts';
import { type ZippedFile, zip } from '#src/discord/zip.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

const mebibyte = 1024 * 1024;

type ExportContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	uses: ['playlists.list', 'playlists.export'],
	visibility: 'private',
	station: 'one',
	options: {
		playlist: { type: 'string', suggested: true, maxLength: 100 },
		format: { type: 'choice', values: ['m3u', 'pls'] },
	},
	execute: async (context, { playlist, format = 'm3u' }) =>
		playlist === undefined || playlist.trim() === ''
			? exportAll(context, format)
			: exportOne(context, playlist, format),
	suggest: { playlist: async (context, typed) => suggestPlaylists(context, context.station, typed) },
	components: {
		pick: {
			answer: 'update',
			run: async (context) =>
				exportOne(context, context.values[0] ?? '', context.args[0] === 'pls' ? 'pls' : 'm3u'),
		},
	},
});

async function exportOne(context: ExportContext, typed: string, format: PlaylistFormat): Promise<Card> {
	const { t, station } = context;
	const meant = await playlistMeant(context, station, typed, context.id('pick', format));
	if ('card' in meant) return meant.card;
	const { playlist } = meant;
	const name = safe(playlist.name, 80);
	if (playlist.source === 'remote')
		return card(accent.warn, text(`### ${t('remote')}`), text(t('remoteHelp', { name })));
	const content = Buffer.from(await offeredRole(station, 'playlists').export(playlist.id, format));
	if (content.length > context.uploadLimit)
		return card(
			accent.warn,
			text(`### ${t('tooLarge')}`),
			text(t('tooLargeHelp', { limit: limitOf(context) })),
		);
	const file = `${attachmentName(playlist.name, 'playlist')}.${format}`;
	return withFile({
		heading: t('heading', { name, station: safe(station.name, 80) }),
		about: t('songs', { count: playlist.songs }),
		notes: [t('paths')],
		file: { name: file, content },
	});
}

async function exportAll(context: ExportContext, format: PlaylistFormat): Promise<Card> {
	const { t, station, services, uploadLimit } = context;
	const role = offeredRole(station, 'playlists');
	const all = await role.list();
	const own = all.filter(({ source }) => source === 'songs');
	if (own.length === 0) return card(accent.calm, text(t('nothing')));
	const content = await zip(exported(context, role, own, format), {
		mostBytes: uploadLimit,
		at: services.clock.now(),
	});
	if (content === undefined)
		return card(
			accent.warn,
			text(`### ${t('tooLarge')}`),
			text(t('tooLargeAll', { limit: limitOf(context) })),
		);
	const left = all.length - own.length;
	return withFile({
		heading: t('all', { station: safe(station.name, 80) }),
		about: t('playlists', { count: own.length }),
		notes: [t('paths'), ...(left === 0 ? [] : [t('left', { count: left })])],
		file: { name: `playlists-${attachmentName(station.remote, 'station')}.zip`, content },
	});
}

/** Each playlist as a file, fetched when the one before is packed. */
async function* exported(
	context: ExportContext,
	role: PlaylistsRole,
	playlists: readonly Playlist[],
	format: PlaylistFormat,
): AsyncGenerator<ZippedFile> {
	const { t, station } = context;
	const progress = pacedProgress(context);
	const names = new FileNames();
	for (const [done, playlist] of playlists.entries()) {
		await progress(() =>
			card(
				accent.calm,
				text(`### ${t('working', { station: safe(station.name, 80) })}`),
				text(t('step', { done, all: playlists.length, name: safe(playlist.name, 80) })),
			),
		);
		const content = await role.export(playlist.id, format);
		yield { name: names.take(playlist.name, format, `playlist ${playlist.id}`), content };
	}
}

function limitOf({ format, uploadLimit }: ExportContext): string {
	return `${format.number(Math.floor(uploadLimit / mebibyte))} MiB`;
}

function withFile(shown: {
	heading: string;
	about: string;
	notes: string[];
	file: { name: string; content: Buffer };
}): Card {
	const { heading, about, notes, file } = shown;
	return {
		...card(
			accent.calm,
			text(`## ${heading}`, `-# ${about}`),
			{ type: 13, file: { url: `attachment://${file.name}` } },
			text(...notes.map((note) => `-# ${note}`)),
		),
		files: [file],
	};
}
