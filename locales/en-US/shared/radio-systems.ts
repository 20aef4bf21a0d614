/** What is to be said of each radio system while a station of it is set up, by its name in the stations file. */
export default {
	azuracast: {
		choice: 'Streams, AutoDJ, requests; two keys',
		keysAre:
			'A key is made in AzuraCast under **My Account › API Keys**. Best: one user for each key, with only the rights it needs.',
		station: '**Station key** queue, history, requests, skip, media.',
		admin: '**Admin key** server statistics, logs, start and stop, updates.',
		optional: 'Both are optional. Without keys: public commands only.',
		stationHelp: 'For one station: queue, requests, skip, media. Leave empty for none.',
		adminHelp: 'For the server: statistics, logs, start and stop. Leave empty for none.',
		notAKey:
			'The {key} is not a key: a key is 16 characters, a colon and 32 characters, 0-9 and a-f. It was sent nowhere.',
	},
	'streaming-center': {
		choice: 'Also called EverestCast; one key',
		keysAre:
			'A key is made in the panel under **Settings › API Keys**. It can do everything there: make one for Airdeck alone, with a date on which it ends.',
		station: '**Key** playlists, going over to another playlist, uploads.',
		optional: 'It is optional. Without it: what is on, history, schedule and search.',
		stationHelp: 'Playlists and uploads. Leave empty for none.',
		notAKey: 'The {key} is not a key: it holds spaces or letters that no key has. It was sent nowhere.',
	},
	autopod: {
		choice: 'Shows and episodes; one or two keys',
		keysAre:
			'A key is made in AutoPod under **Stream Settings › Public API**. Best: one that only reads, and one that writes.',
		station: '**Station key** the scopes that read: shows, schedule, episodes.',
		admin: '**Admin key** the scopes that write: publish and archive episodes, change shows.',
		optional: 'Without a key nothing can be seen there. One key may have both kinds of scopes.',
		stationHelp: 'Reads shows, schedule and episodes.',
		adminHelp: 'Publishes episodes and changes shows. Leave empty for none.',
		notAKey: 'The {key} is not a key: a key of AutoPod begins with `apk_`. It was sent nowhere.',
	},
	icecast: {
		choice: 'Any stream; no key',
		optional: 'No key is needed.',
		notAKey: 'No key is needed there: the {key} was sent nowhere.',
	},
	other: {
		keysAre: 'Keys can also be entered in the next step. Leave empty what there is none of.',
		station: '**Station key** for one station.',
		admin: '**Admin key** for the server.',
		optional: 'Both are optional.',
		stationHelp: 'For one station. Leave empty for none.',
		adminHelp: 'For the server. Leave empty for none.',
		notAKey: 'The {key} has not the form of a key. It was sent nowhere.',
	},
} as const;
