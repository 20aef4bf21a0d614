export default {
	name: 'server',
	description: 'Look after the server that the station is on',
} as const;
