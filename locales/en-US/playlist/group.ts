export default {
	name: 'playlist',
	description: 'The playlists of the station',
} as const;
