import type { Playlist } from '#src/backends/roles/playlists.ts';

/** An ordinary playlist of music in rotation that is on. */
export function playlist(id: string, fields: Partial<Playlist> = {}): Playlist {
	return {
		id,
		name: `Playlist ${id}`,
		description: '',
		rule: 'rotation',
		every: null,
		order: 'shuffle',
		source: 'songs',
		isEnabled: true,
		isJingle: false,
		takesRequests: true,
		weight: 3,
		songs: 10,
		length: null,
		slots: [],
		...fields,
	};
}
