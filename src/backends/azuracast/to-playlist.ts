import type { Playlist } from '#src/backends/roles/playlists.ts';
import type { WirePlaylist } from './schemas/playlists.ts';

export function toPlaylist(row: WirePlaylist): Playlist {
	return {
		id: row.id,
		name: row.name,
		description: row.description,
		...ruleOf(row),
		order: orderOf(row.order),
		source: row.source === 'remote_url' ? 'remote' : 'songs',
		isEnabled: row.is_enabled,
		isJingle: row.is_jingle,
		takesRequests: row.include_in_requests,
		weight: row.weight,
		songs: row.num_songs,
		length: row.total_length,
		slots: row.schedule_items.map((item) => ({ from: item.start_time, to: item.end_time, days: item.days })),
	};
}

function ruleOf(row: WirePlaylist): Pick<Playlist, 'rule' | 'every'> {
	switch (row.type) {
		case 'default':
			return { rule: 'rotation', every: null };
		case 'once_per_x_songs':
			return { rule: 'every-songs', every: row.play_per_songs };
		case 'once_per_x_minutes':
			return { rule: 'every-minutes', every: row.play_per_minutes };
		case 'once_per_hour':
			return { rule: 'every-hour', every: row.play_per_hour_minute };
		default:
			return { rule: 'custom', every: null };
	}
}

function orderOf(order: string): Playlist['order'] {
	return order === 'shuffle' || order === 'random' || order === 'sequential' ? order : 'other';
}
