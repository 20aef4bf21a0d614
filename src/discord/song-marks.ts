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

export async function markOf(
	{ onAir, requesters, clock }: Pick<Services, 'onAir' | 'requesters' | 'clock'>,
	station: Station,
	songId: string,
): Promise<SongMark | undefined> {
	const state = onAir.known(station)?.state;
	if (state?.now?.song.id === songId) return 'onAir';
	if (state?.history.some((play) => play.song.id === songId) === true) return 'recent';
	const requester = await requesters.of(station.id, songId);
	return requester !== undefined && requester.at + waitsAtMostMs > clock.now() ? 'requested' : undefined;
}

/** Songs as suggestions: their line, with its mark at the end, and the id that stands for them. */
export async function songChoices(
	services: Services,
	station: Station,
	locale: string,
	{ songs, words }: { songs: readonly { requestId: string; song: Song }[]; words: CardWords },
): Promise<Choice[]> {
	const t = services.words.in(locale, marks);
	return Promise.all(
		songs.map(async ({ requestId, song }) => {
			const mark = await markOf(services, station, song.id);
			const line = plainSongLine(song, words);
			if (mark === undefined) return { name: line, value: requestId };
			const end = ` · ${t(mark)}`;
			const room = mostUnits - end.length;
			return { name: `${plain(line, room, room)}${end}`, value: requestId };
		}),
	);
}
