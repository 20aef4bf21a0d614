import type { Choice } from './auto-dj.ts';

/** The AutoDJ's debug lines for one choice: the real ones run to kilobytes for each row of the queue. */
export function explainChoice(
	station: { id: number; name: string; playlists: readonly { name: string }[] },
	{ song, playlist }: Choice,
	at: number,
): string[] {
	const stamp = `${new Date(at).toISOString().slice(0, -1)}000+00:00`;
	const where = JSON.stringify({ station: { id: station.id, name: station.name } });
	const line = (level: string, words: string, facts: unknown = []) =>
		`[${stamp}] AzuraCast.${level}: ${words} ${JSON.stringify(facts)} ${where}\n`;
	return [
		line('INFO', 'AzuraCast AutoDJ is calculating the next song to play...'),
		...station.playlists.map(({ name }) =>
			line('DEBUG', 'Playlist has no schedule items; skipping schedule time check.', { playlist: { name } }),
		),
		line('INFO', 'Playable track(s) found and registered.', {
			next_song: `StationMedia ${song.id}: ${song.artist} - ${song.title}`,
			playlist: playlist.name,
		}),
	];
}
