/** What is posted by itself, in its list and when it is paused. */
export default {
	kind: {
		card: 'Now playing',
		feed: 'Song by song',
		scheduled: 'Scheduled post',
	},
	paused: {
		title: '{mark.warning} {kind} in {channel} is paused',
		deleted: 'Its message was deleted three times.',
		'gone-channel': 'The channel is gone.',
		'no-right': 'Airdeck may not write there.',
		right: 'Airdeck lacks the right **{right}** there.',
	},
	again: 'Post again',
} as const;
