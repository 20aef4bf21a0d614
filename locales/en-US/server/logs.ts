export default {
	name: 'logs',
	description: 'The last lines of a log of the radio server, for your eyes only',
	failed: 'The log was not fetched',
	options: { log: { name: 'log', description: 'Which log' } },
	whichOf: 'There is no log “{text}” on {host}.',
	none: '{host} shows no logs to this key.',
} as const;
