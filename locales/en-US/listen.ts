export default {
	name: 'listen',
	description: 'Where to listen: player, streams, apps',
	failed: 'The addresses of the streams were not fetched',
	heading: 'Listen to {station}',
	player: 'Open the player',
	streams: 'Streams',
	usual: 'the usual one',
	rate: '{rate} kbit/s',
	hls: 'HLS',
	none: 'This station publishes no address to listen at.',
	files: 'For a player program: {links}',
} as const;
