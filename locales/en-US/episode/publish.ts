export default {
	name: 'publish',
	description: 'Publish an episode from an address of its sound',
	failed: 'The episode was not published',
	options: {
		title: { name: 'title', description: 'What the episode is called' },
		audio_url: {
			name: 'audio_url',
			description: 'Where the file is, for the station to fetch: http or https',
		},
		show: { name: 'show', description: 'The show it belongs to' },
		description: { name: 'description', description: 'What it is about' },
	},
	published: '{mark.granted} The episode is published',
	unproven: '{mark.unproven} Sent, not confirmed',
	notThere: '{host} took it, and does not give it out yet. It may need a while.',
	hidden: 'The show {show} is not published, so that listeners do not see its episodes.',
	lost: '{mark.unproven} Perhaps published',
	lostHelp:
		'The connection to {host} broke before an answer came. Trying again is no risk: it is published once, however often this is sent.',
	again: 'Try again',
	notPublished: '{mark.warning} Not published',
	noTitle: 'An episode needs a title with at least one letter to see.',
	noAddress: 'The address has to begin with http:// or https://, without a name and password in it.',
	tooOld: 'This was too long ago. Run the command again.',
	audit: { done: 'published the episode {what} on {station}' },
} as const;
