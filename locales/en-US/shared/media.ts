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
	changed: '{field} was “{before}”, is “{after}”',
	filled: '{field} was empty, is “{after}”',
	nowEmpty: '{field} was “{before}”, is empty',
	moreFields_one: 'and {count, number} more field',
	moreFields_other: 'and {count, number} more fields',
	fields: { title: 'title', artist: 'artist', album: 'album', genre: 'genre', isrc: 'ISRC' },
	more: 'and {count, number} more',
	mass_one:
		'{mark.warning} **{count, number} of {before, number} songs disappeared at once.** A folder may be missing.',
	mass_other:
		'{mark.warning} **{count, number} of {before, number} songs disappeared at once.** A folder may be missing.',
	list: {
		cut: 'The file holds the first {rows, number} of {count, number} changes.',
		mayNot: 'No full list: Airdeck may not attach files here.',
	},
	unwritten: {
		title: '{mark.disk} The song list of {station} was not saved',
		full: 'No room is left on the disk of Airdeck.',
		denied: 'Airdeck may not write into its data folder.',
		other: 'The disk of Airdeck does not take it.',
		kept: 'The list is known in memory until the next restart, and searching goes on.',
		who: '**Who can mend it** The operator of this bot. It is tried again by itself.',
	},
	written: {
		title: '{mark.granted} The song list of {station} is saved again',
		text: 'It was known in memory only for **{lasted}**.',
	},
} as const;
