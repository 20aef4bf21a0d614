export default {
	name: 'show',
	description: 'The shows of the station',
} as const;
