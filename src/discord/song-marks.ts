import marks from '#locales/en-US/shared/song-marks.ts';
import type { Song } from '#src/backends/roles.ts';
import type { Station } from '#src/stations/station.ts';
import type { Choice } from './command.ts';
import type { Services } from './services.ts';
import { type CardWords, plainSongLine } from './song-lines.ts';
import { plain } from './text.ts';

/** A request that has not played by then was dropped. */
const waitsAtMostMs = 2 * 3_600_000;
/** Discord's limit for a suggestion. */
const mostUnits = 100;

/** Why a song is not one to ask for just now, as far as that is known without asking the radio server. */
export type SongMark = 'onAir' | 'recent' | 'requested';

/** The marks of songs, in their order. */
export async function marksOf(
	{ onAir, requesters, clock }: Pick<Services, 'onAir' | 'requesters' | 'clock'>,
	station: Station,
	songIds: readonly string[],
): Promise<(SongMark | undefined)[]> {
	const state = onAir.known(station)?.state;
	const recent = new Set(state?.history.map((play) => play.song.id));
	const who = await requesters.ofAll(station.id, songIds);
	return songIds.map((songId, place) => {
		if (state?.now?.song.id === songId) return 'onAir';
		if (recent.has(songId)) return 'recent';
		const requester = who[place];
		return requester !== undefined && requester.at + waitsAtMostMs > clock.now() ? 'requested' : undefined;
	});
}

/** Songs as suggestions: their line, with its mark at the end, and the id that stands for them. */
export async function songChoices(
	services: Services,
	station: Station,
	locale: string,
	{ songs, words }: { songs: readonly { requestId: string; song: Song }[]; words: CardWords },
): Promise<Choice[]> {
	const t = services.words.in(locale, marks);
	const found = await marksOf(
		services,
		station,
		songs.map(({ song }) => song.id),
	);
	return songs.map(({ requestId, song }, place) => {
		const mark = found[place];
		const line = plainSongLine(song, words);
		if (mark === undefined) return { name: line, value: requestId };
		const end = ` · ${t(mark)}`;
		const room = mostUnits - end.length;
		return { name: `${plain(line, room, room)}${end}`, value: requestId };
	});
}
