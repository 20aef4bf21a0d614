/** Why a part of a card could not be read, in half a sentence. */
export default {
	line: '{mark.missing} **{what}** not readable: {why}',
	why: {
		'key-missing': 'no {key} is set',
		'key-rejected': 'the {key} …{tail} is not accepted',
		'right-missing': 'the {key} …{tail} lacks {permission}',
		'feature-off': 'it is switched off at the station',
		unreachable: '{host} does not answer',
		'not-offered': '{label} does not tell',
		other: '{host} could not say it just now',
	},
	key: { admin: 'admin key', station: 'station key' },
} as const;
