/** What changed in the music library of a station. */
export default {
	title: 'Music library · {station}',
	songs_one: '{count, number} song',
	songs_other: '{count, number} songs',
	counts: {
		added: '{count, number} added',
		removed: '{count, number} removed',
		moved: '{count, number} moved',
		retagged: '{count, number} retagged',
	},
	kinds: {
		added: '{mark.added} **Added** {count, number}',
		removed: '{mark.removed} **Removed** {count, number}',
		moved: '{mark.moved} **Moved** {count, number}',
		retagged: '{mark.retagged} **Retagged** {count, number}',
	},
	from: '{from} › {to}',
	topFolder: 'top folder',
	was: '{field} was “{before}”',
	wasEmpty: '{field} was empty',
	moreFields_one: 'and {count, number} more field',
	moreFields_other: 'and {count, number} more fields',
	fields: { title: 'title', artist: 'artist', album: 'album', genre: 'genre', isrc: 'ISRC' },
	more: 'and {count, number} more',
	mass_one:
		'{mark.warning} **{count, number} of {before, number} songs disappeared at once.** A folder may be missing.',
	mass_other:
		'{mark.warning} **{count, number} of {before, number} songs disappeared at once.** A folder may be missing.',
} as const;
