/** Why a song is not one to ask for just now, and how songs were found. */
export default {
	onAir: 'on air',
	recent: 'played recently',
	requested: 'requested',
	close: 'No song has all of these words. These come close.',
	fromCache: 'from the cache, {age} old',
	more: 'More than {count, number} found on {station}. Add a word to narrow it down.',
} as const;
