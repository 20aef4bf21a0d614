export default {
	name: 'export',
	description: 'All stations of this server as a stations file, without keys',
	failed: 'The settings were not exported',
	heading: 'Stations of this server',
	what_one: '{count, number} station as a stations file (`STATIONS_FILE`).',
	what_other: '{count, number} stations as a stations file (`STATIONS_FILE`).',
	noKeys:
		'Keys are not in it. Where a station has one, the file names an environment variable to put it into: {names}.',
	noKeysNeeded: 'No station has a key.',
} as const;
