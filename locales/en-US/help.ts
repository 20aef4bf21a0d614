export default {
	name: 'help',
	description: 'What you can do here',
	failed: 'The help was not put together',
	heading: 'Help',
	you: 'You are {level} here',
	groups: {
		listen: 'Listen',
		requests: 'Requests',
		dj: 'DJ',
		station: 'Station',
		server: 'Server',
		settings: 'Settings',
	},
	none: 'No station is set up here yet.',
} as const;
