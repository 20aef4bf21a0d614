export default {
	name: 'create',
	description: 'Make a new, empty playlist',
	failed: 'The playlist was not made',
	options: {
		name: { name: 'name', description: 'What it is called' },
		random: { name: 'random', description: 'Each song by chance, rather than shuffled without repeats' },
	},
	noName: '{mark.warning} Not made',
	noNameHelp: 'A playlist needs a name with at least one letter to see.',
	exists: '{mark.warning} Not made',
	existsHelp: 'There is a playlist **{name}** already. Choose another name.',
	created: '{mark.granted} The playlist is made',
	createdHelp: '**{name}** is {state} and empty: it plays as soon as there are songs in it.',
	createdEmpty: '**{name}** is there and empty: it can play as soon as there are songs in it.',
	unproven: '{mark.unproven} Asked to make it, not confirmed',
	notThere: '{host} accepted it, and still lists no playlist of this name.',
	audit: { done: 'made the playlist {what} on {station}' },
} as const;
