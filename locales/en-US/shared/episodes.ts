/** Shows and their episodes. */
export default {
	listen: 'Listen',
	show: 'Show',
	untitled: 'Untitled',
	picture: 'Picture of “{title}”',
	noShow: '{station} has no show “{text}”.',
	whichShow: 'Which show?',
	chooseShow: 'Choose a show',
	noEpisode: '{station} has no episode “{text}”.',
	whichEpisode: 'Which episode?',
	chooseEpisode: 'Choose an episode',
	notPublished: '{mark.feature_off} not published',
	off: '{mark.unproven} {heading}',
	offWhy:
		'This is off: nobody has proven yet that the key of {station} has {rights}, which no harmless read shows.',
	offMend:
		'**Who can mend it** A server administrator: {doctor} › Try writing. It changes nothing at the station.',
	checkUp: 'Check-up',
} as const;
