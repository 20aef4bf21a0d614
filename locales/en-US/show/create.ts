export default {
	name: 'create',
	description: 'Make a new show',
	failed: 'The show was not made',
	options: {
		title: { name: 'title', description: 'What the show is called' },
		presenter: { name: 'presenter', description: 'Who presents it' },
		description: { name: 'description', description: 'What it is about' },
		published: { name: 'published', description: 'Listeners see it at once; otherwise it waits' },
	},
	created: '{mark.granted} The show is made',
	unproven: '{mark.unproven} Asked to make it, not confirmed',
	notThere: '{host} took it, and does not list the show yet.',
	notMade: '{mark.warning} Not made',
	noTitle: 'A show needs a title with at least one letter to see.',
	audit: { done: 'made the show {what} on {station}' },
} as const;
