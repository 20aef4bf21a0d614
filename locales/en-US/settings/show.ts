export default {
	name: 'show',
	description: 'Show what is set up for a station; keys only by their last four characters',
	failed: 'The settings were not shown',
	heading: 'Settings · {station}',
	address: '**Address** {url}',
	system: '**Radio system** {label}, station {remote}',
	systemAlone: '**Radio system** {label}',
	keys: '**Keys** {keys}',
	key: '{key} …{tail}',
	noKeys: '**Keys** none: public commands only',
	declared:
		'-# The operator of this bot declared this station in its stations file: it cannot be changed in Discord.',
	auditKept: '-# The audit of this server is kept for {days} days.',
	language: '-# Public posts are in this language: {language}.',
	edit: 'Change',
	check: 'Check all rights',
} as const;
