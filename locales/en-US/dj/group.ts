export default {
	name: 'dj',
	description: 'Steer what the station plays',
} as const;
