export default {
	name: 'requests',
	description: 'Switch song requests on or off',
	options: {
		state: {
			name: 'state',
			description: 'Whether listeners may ask for songs',
			choices: { on: 'on', off: 'off' },
		},
	},
	failed: 'The song requests were not switched',
	on: {
		done: '{mark.granted} {station} takes song requests',
		already: '{mark.granted} {station} took song requests already',
		unproven: '{mark.unproven} Asked to switch requests on, not confirmed',
	},
	off: {
		done: '{mark.granted} {station} takes no song requests',
		already: '{mark.granted} {station} took no song requests already',
		unproven: '{mark.unproven} Asked to switch requests off, not confirmed',
	},
	confirmed: 'Confirmed by {host} at {at}.',
	lostButDone: 'The connection broke before {host} answered; its settings tell that it was done.',
	waiting: 'What was asked for before stays in line: `/dj requests` shows it.',
	nothingToDo: 'Nothing had to be done.',
	stillOn: '{host} accepted it, but its settings still say that requests are on.',
	stillOff: '{host} accepted it, but its settings still say that requests are off.',
	lostOn:
		'The connection broke before {host} answered. It was not asked twice. Its settings say that requests are on.',
	lostOff:
		'The connection broke before {host} answered. It was not asked twice. Its settings say that requests are off.',
	unread: 'Its settings could not be read afterwards: {why}.',
	look: 'Look now',
	now: {
		on: '### {mark.not_needed} Requests are on at {station}',
		off: '### {mark.not_needed} Requests are off at {station}',
		at: '-# As its settings say at {at}',
	},
	audit: { on: 'switched song requests on at {station}', off: 'switched song requests off at {station}' },
} as const;
