/** What is told to a station's alerts channel, without anybody asking. */
export default {
	'key-rejected': {
		title: '{mark.key} {host} rejects the {key}',
		text: 'The {key} of {station} was accepted before. It was deleted, or its user was.',
		mend: '-# A server administrator: `/settings edit` › Keys',
	},
	'key-works-again': {
		title: '{mark.granted} {host} accepts the {key} again',
		text: 'The {key} of {station} works.',
	},
	'right-lost': {
		title: '{mark.missing} {permission} is gone',
		text: 'The {key} of {station} had it until the check before. Stops {commands}.',
		mend: '-# An administrator of {host}: Administration › Roles & Permissions',
	},
	'right-back': {
		title: '{mark.granted} {permission} is there again',
		text: 'The {key} of {station} has it. {commands} can run.',
	},
	check: 'Check-up',
} as const;
