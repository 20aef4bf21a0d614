/** What the bot says, once, when it comes to a Discord server. */
export default {
	heading: 'Airdeck is here',
	what: 'It shows what your radio station plays, takes song requests and lets your team run the station from Discord.',
	setUp: '`1` An administrator runs {command}: about three minutes.',
	check: '`2` Airdeck checks what its keys may do, before it saves.',
	help: '`3` {command} shows what you can do.',
	keys: '-# Keys are entered in a private form, stored encrypted and never shown.',
	ready_one: '{count, number} station is ready: {names}.',
	ready_other: '{count, number} stations are ready: {names}.',
	try: '{now} tells what is on, {help} what you can do.',
	buttons: { setUp: 'Set up', stations: 'Stations' },
	done: '-# Set up by {user} at {at}',
} as const;
