/** What the self-check found out about keys and channels. */
export default {
	heading: 'Check-up · {station}',
	about: '{label} at {host}',
	aboutVersion: '{label} {version} at {host}',
	answered: 'answered in {ms} ms',
	checked: 'checked {at}',
	summary: {
		well: '{mark.granted} **Everything in use works.**',
		missing_one:
			'{mark.warning} **{count, number} right is missing.** {blocked} of {all} commands cannot run; the rest is fine.',
		missing_other:
			'{mark.warning} **{count, number} rights are missing.** {blocked} of {all} commands cannot run; the rest is fine.',
		unproven_one: '{mark.unproven} **Nothing is missing; {count, number} right could not be tested.**',
		unproven_other: '{mark.unproven} **Nothing is missing; {count, number} rights could not be tested.**',
		rejected: '{mark.refused} **{host} does not accept the {key}.** {blocked} of {all} commands cannot run.',
		gone: '{mark.refused} **{host} has no such station any more.** No right could be tested.',
		untested:
			'{mark.unproven} **The {key} could not be tested.** {host} gave no clear answer; check again later.',
		unreachable: '{mark.unreachable} **{host} does not answer.** No right could be tested.',
		otherwise: '{mark.refused} **{host} did not answer as it should.** No right could be tested.',
		noKey: '{mark.not_needed} **No {key}.** Public commands work; {number} commands need the key.',
		answers: '{mark.granted} **{host} answers.** {label} needs no key.',
		silent: '{mark.unreachable} **{host} does not answer.** {label} needs no key, so no key is at fault.',
		strange:
			'{mark.refused} **{host} did not answer as it should.** {label} needs no key, so no key is at fault.',
	},
	mend: '### To mend',
	right: '{mark.missing} **{permission}** · {key}',
	stops: 'Stops {commands}',
	parts: 'Leaves out parts of {commands}',
	fix: {
		station:
			'-# In {label}: Administration › Roles & Permissions › “{role}” › Station Permissions › {station}: add {permission}',
		global:
			'-# In {label}: Administration › Roles & Permissions › “{role}” › Global Permissions: add {permission}',
		stationUser:
			'-# In {label}: Administration › Roles & Permissions › the role of user {user} › Station Permissions › {station}: add {permission}',
		globalUser:
			'-# In {label}: Administration › Roles & Permissions › the role of user {user} › Global Permissions: add {permission}',
		key: '-# In {label}: the key has to be given {permission}; or make one that has it',
		all: '-# {label} gives these to super administrators only. Leave it off if you do not need them.',
	},
	more_one: '-# and {count, number} more in the file',
	more_other: '-# and {count, number} more in the file',
	key: '### {key} …{tail}',
	keyName: { station: 'Station key', admin: 'Admin key' },
	keyInText: { station: 'station key', admin: 'admin key' },
	ends: '-# works until {at}, {ago}',
	proven: '{permission} (proven on {at})',
	user: 'user {user}',
	role: 'role {role}',
	roles: 'roles {roles}',
	noRole: 'no role',
	state: {
		granted: '{mark.granted} **Granted** {rights}',
		missing: '{mark.missing} **Missing** {rights}',
		unproven: '{mark.unproven} **Unproven** {rights}',
		'feature-off': '{mark.feature_off} **Feature off** {rights}',
		'not-needed': '{mark.not_needed} **Not needed** {rights}',
	},
	note: {
		'no-test': '-# Unproven: nothing short of deleting a file would show it.',
		'not-tried':
			'-# Unproven: no read shows it, and what needs it is off until then. “Try writing” gives {host} an order without a title, which is refused either way and says whether the right is there.',
		'no-answer': '-# Unproven: {host} did not answer in time. Check again later.',
		'not-in-version': '-# Unproven: this version of {label} has no such right, or no way to ask for it.',
	},
	warning: {
		bigger: '{mark.warning} The {key} holds {held}. A key with fewer rights is safer: {needed} would do.',
		biggerAlone:
			'{mark.warning} The {key} holds {held}, and no command in use needs that. A key with fewer rights is safer.',
		unneeded: '-# The {key} can do more than it needs: {rights}.',
		'ends-soon': '{mark.warning} The {key} ends {ago}. Make a new one in time.',
		ended: '{mark.warning} By the day that was set, the {key} has ended {ago}.',
		fullPower:
			'{mark.warning} {label} has no rights to choose from: the {key} may do everything there. Use one for this bot alone, with a last day.',
		oneUser: '-# Both keys belong to one user, {user}; two users with fewer rights each are safer.',
	},
	discord: '### Rights in Discord',
	noChannels: '-# No channels are set.',
	inDiscord: '{mark.granted} **Granted** everything in {channels}',
	notInDiscord: '{mark.missing} **Missing** {rights} in {channel}',
	gone: '{mark.missing} **Gone** the channel for {purpose} was deleted, or Airdeck cannot see it',
	channelMend: '-# Channel settings › Permissions › Airdeck.',
	roleGone: '{mark.missing} **Gone** a role for {level} was deleted',
	purpose: {
		nowPlaying: 'now playing',
		requests: 'requests',
		alerts: 'alerts',
		audit: 'the audit',
		upload: 'uploads',
	},
} as const;
