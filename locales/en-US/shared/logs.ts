/** The end of a log, of a station or of its server. */
export default {
	which: 'Which log?',
	choose: 'Choose a log',
	heading: '{log} · {subject}',
	lines_one: 'last line, {size}',
	lines_other: 'last {count, number} lines, {size}',
	newer_one: '{count, number} newer line, {size}',
	newer_other: '{count, number} newer lines, {size}',
	fetched: 'fetched {at}',
	empty: 'The log is empty.',
	nothingNewer: 'Nothing was added since then.',
	hidden_zero: 'Nothing was found to black out. Read it before you pass it on.',
	hidden_one:
		'Passwords, keys and addresses were blacked out: {count, number} place. Read it before you pass it on.',
	hidden_other:
		'Passwords, keys and addresses were blacked out: {count, number} places. Read it before you pass it on.',
	cut: 'Cut to the last {size}.',
	another: 'Another log',
	newerButton: 'Newer lines',
} as const;
