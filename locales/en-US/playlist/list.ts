export default {
	name: 'list',
	description: 'All playlists: on or off, how much music, and when they play',
	failed: 'The playlists were not fetched',
	heading: 'Playlists · {station}',
	on: '{on, number} of {all, number} on',
	count_one: '{count, number} playlist',
	count_other: '{count, number} playlists',
	page: 'page {page, number} of {pages, number}',
	empty: 'This station has no playlists.',
	zone: 'Hours are those of the station.',
} as const;
