export default {
	name: 'logs',
	description: 'The last lines of a log of the station, for your eyes only',
	failed: 'The log was not fetched',
	options: { log: { name: 'log', description: 'Which log' } },
	whichOf: 'There is no log “{text}” at {station}.',
	none: '{station} shows no logs to this key.',
} as const;
