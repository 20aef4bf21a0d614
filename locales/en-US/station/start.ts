export default {
	name: 'start',
	description: 'Switch the station on',
	failed: 'The station was not started',
	audit: { done: 'started {station}' },
} as const;
