export default {
	name: 'edit',
	description: 'Change what a show is called, who presents it, and whether listeners see it',
	failed: 'The show was not changed',
	options: {
		show: { name: 'show', description: 'Which one' },
		title: { name: 'title', description: 'Its new title' },
		presenter: { name: 'presenter', description: 'Who presents it' },
		description: { name: 'description', description: 'What it is about' },
		published: { name: 'published', description: 'Whether listeners see it' },
	},
	changed: '{mark.granted} The show is changed',
	unproven: '{mark.unproven} Asked to change it, not confirmed',
	left: '{host} took it, and still shows as before: {fields}.',
	fields: {
		title: 'title',
		presenter: 'presenter',
		description: 'description',
		isPublished: 'published or not',
	},
	notChanged: '{mark.warning} Not changed',
	nothing:
		'Say what is to be changed: the title, the presenter, the description, or whether it is published.',
	noTitle: 'A show needs a title with at least one letter to see.',
	audit: { done: 'changed the show {what} on {station}' },
} as const;
