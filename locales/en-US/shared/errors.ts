/** Why something did not happen and who can mend it: one group for each kind of problem. */
export default {
	heading: { refused: '{mark.refused} {heading}', warning: '{mark.warning} {heading}' },
	who: '**Who can mend it** {what}',
	can: '**What you can do** {what}',
	reference: '-# Reference {reference} · {at}',
	key: { admin: 'admin key', station: 'station key' },
	level: { listener: 'listener', dj: 'DJ', manager: 'manager', admin: 'administrator' },
	unreachable: {
		why: '{host} does not answer: {reason}.',
		leftAlone: 'That has been so for a while: it is not asked again before {at}.',
		mend: 'Whoever runs {host}. Nothing was changed.',
		reasons: {
			'no-such-name': 'its name is not found',
			'connection-refused': 'the connection is refused',
			timeout: 'no answer within {seconds} s',
			certificate: 'its certificate is not valid',
			'connection-lost': 'the connection broke off',
		},
	},
	'wrong-address': {
		why: '{host} answers, but not as {label}.',
		leads: '{host} sends on to {other}, and keys do not follow.',
		mend: 'A server administrator: `/settings edit` › Address.',
		mendDeclared: 'The operator of this bot: the address stands in the stations file.',
	},
	'address-barred': {
		why: 'Addresses inside private networks are not allowed here.',
		mend: 'The operator of this bot can allow them: `ALLOW_PRIVATE_NETWORKS`.',
	},
	'key-needs-https': {
		why: '{host} is reached without encryption, so that the {key} could be read on the way. Nothing was sent.',
		mend: 'A server administrator: `/settings edit` › Address, with https. The operator of this bot can allow it in networks of their own: `ALLOW_PRIVATE_NETWORKS`.',
	},
	'key-missing': {
		why: 'This needs the {key}, and none is set for {station}.',
		lost: 'This needs the {key} of {station}, and this bot cannot open the one that it kept. It has to be entered again.',
		mend: 'A server administrator: `/settings edit` › Keys.',
		mendDeclared: 'The operator of this bot: the {key} has to be added to the stations file.',
	},
	'key-rejected': {
		why: '{host} does not accept the {key} …{tail}. It was deleted in {label}, or its user was.',
		mend: 'An {label} administrator makes a new key; then `/settings edit` › Keys.',
		mendDeclared:
			'An {label} administrator makes a new key; then the operator of this bot puts it into the stations file.',
		/** Of systems that say less, or whose keys belong to nobody. */
		of: {
			'streaming-center': {
				why: '{host} does not accept the {key} …{tail}. It is unknown, revoked or expired.',
				mend: 'Whoever has the account at the panel: Settings › API Keys, a new key; then `/settings edit` › Keys.',
				mendDeclared:
					'Whoever has the account at the panel: Settings › API Keys, a new key; then the operator of this bot puts it into the stations file.',
			},
			autopod: {
				why: '{host} does not accept the {key} …{tail}. It is unknown, revoked or expired, or the Public API is switched off for the stream: AutoPod says no more.',
				mend: 'Whoever manages the stream in AutoPod: Stream Settings, “Enable Public API”. A new key then goes into `/settings edit` › Keys.',
				mendDeclared:
					'Whoever manages the stream in AutoPod: Stream Settings, “Enable Public API”. A new key then goes into the stations file, which the operator of this bot has.',
			},
		},
	},
	'right-missing': {
		why: 'The {key} …{tail} may not do this: its {label} user lacks the right **{permission}**.',
		mend: 'An administrator of {host}, in {label}: Administration › Roles & Permissions › the role of that user: add **{permission}**. Nothing to change in Discord.',
		/** Of systems whose keys have no rights of users. */
		of: {
			autopod: {
				why: 'The {key} …{tail} may not do this: it lacks the scope **{permission}**.',
				mend: 'Whoever manages the stream in AutoPod, under Stream Settings: a key with the scope **{permission}**. Scopes do not include each other.',
			},
			'streaming-center': {
				why: '{host} does not take the {key} …{tail} here: **{permission}**. The key is good elsewhere, and some panels refuse keys in single areas.',
				mend: 'Whoever runs {host}: only a newer panel, or its own pages, can do this.',
			},
		},
	},
	'feature-off': {
		why: '{station} has {feature} switched off in {label}.',
		mend: 'A manager of the station, in {label}.',
		features: {
			requests: 'song requests',
			media: 'media',
			streamers: 'streamers',
			backend: 'the AutoDJ',
			podcasts: 'podcasts',
			'web-updates': 'updates from the web',
			hls: 'HLS',
			reports: 'statistics',
			'write-access': 'changes through a key',
			other: 'this',
		},
	},
	refused: {
		why: '{host} refused it and gave this reason: “{words}”',
		tooLarge: '{host} refused it: it is larger than it takes.',
		silent: '{host} refused it without a reason.',
		stopped: '{host} says that this part of {station} is not running.',
	},
	'not-found': {
		why: '{host} knows no such {what} any more.',
		can: 'Choose again.',
		what: { station: 'station', song: 'song', playlist: 'playlist', log: 'log', record: 'entry' },
	},
	'rate-limited': { why: '{host} asks for a pause.', can: 'Try again after {at}.' },
	'too-fast': {
		heading: 'One at a time',
		why: 'Within the last minute more was asked than radio servers should be asked.',
		whyHost: 'Within the last minute {host} was asked for more than a radio server should be.',
		can: 'Try again {at}.',
	},
	'server-trouble': {
		why: '{host} has trouble of its own and could not do it.',
		unsure: 'It is not known whether it was done.',
		mend: 'Whoever runs {host}.',
	},
	'unexpected-answer': {
		why: '{host} answered in a way Airdeck does not understand.',
		mend: 'The operator of this bot, with the reference below.',
	},
	'not-offered': {
		why: '{label} has no {role}.',
		can: '`/help` shows what this station can do.',
		instead: '{station} has instead: {commands}',
		switch:
			'-# There is a way that nobody described. A server administrator can switch it on: `/settings edit`.',
	},
	roles: {
		history: 'history of what was played',
		queue: 'queue to show',
		requests: 'song requests',
		playout: 'way to skip a song',
		schedule: 'schedule',
		library: 'library to play from',
		playlists: 'playlists',
		requestDesk: 'list of song requests',
		administration: 'way to look after its server',
		reports: 'statistics of listeners and songs',
		presenters: 'list of DJs',
		operations: 'way to start or stop the station',
		logs: 'logs to read',
		episodes: 'episodes',
		publishing: 'way to publish or archive episodes',
		shows: 'list of shows',
	},
	'level-too-low': {
		heading: 'Not done',
		why: 'Only {level}s and above can do this on {station}.',
		whyAnywhere: 'Only {level}s and above can do this.',
		mend: 'A server administrator: `/settings edit` › Roles and channels.',
	},
	'no-station': {
		heading: 'No station is set up here yet',
		why: 'This server has no radio station.',
		mend: 'A server administrator: `/setup`.',
	},
	'station-unknown': {
		heading: 'Not done',
		why: 'There is no station “{text}” on this server.',
		can: 'Choose one from the list.',
	},
	old: {
		heading: 'This card is old',
		why: 'What it was drawn for is no longer there.',
		can: 'Run the command again.',
	},
	question: {
		notYours: 'Only the person who was asked can answer this.',
		tooLate: 'The question was open for 60 seconds and has closed. Nothing was done.',
		answered: 'This question was answered already.',
	},
	'our-fault': {
		why: 'Airdeck made a mistake.',
		mend: 'The operator of this bot, with the reference below.',
	},
	ended: { why: 'Airdeck was told to end while it worked on this, and is probably back in a moment.' },
	storage: { why: 'What Airdeck keeps cannot be read or written at the moment.' },
	again: 'Try again',
	buttons: { enterKeys: 'Enter keys', changeKeys: 'Change keys', check: 'Check all rights', setUp: 'Set up' },
} as const;
