export default {
	name: 'request',
	description: 'Ask the station to play a song',
	failed: 'The song was not requested',
	options: { song: { name: 'song', description: 'Type a title or an artist and choose' } },
	stationFirst: 'Choose the station first, or send this to search for “{text}”',
	which: 'Which one?',
	fits_one: '{count, number} song fits “{text}”',
	fits_other: '{count, number} songs fit “{text}”',
	tooMany: 'The first {shown} are in the list. Add a word to narrow it down.',
	choose: 'Choose a song',
	form: { title: 'Request a song', field: 'Title or artist' },
} as const;
