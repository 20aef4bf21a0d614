export default {
	name: 'station',
	description: 'Run the station',
} as const;
