/** What is different about a part of some radio systems. */
export default {
	'shows-not-songs': 'shows, not songs',
	'newest-only': 'only the newest that the server keeps',
	'kept-by-the-bot': 'as Airdeck has noted it',
	'next-full-minute': 'from the next full minute on',
	'station-clock': 'by the station’s own clock',
	'read-only': 'to read only',
	experimental: 'experimental',
} as const;
