export default {
	name: 'remove',
	description: 'Remove a station from this server, with its keys',
	failed: 'The station was not removed',
	audit: { done: 'removed {station} from this server' },
	ask: 'Remove {station} from this server?',
	loses:
		'**Airdeck forgets its keys, posts, alerts and song list.** The radio station itself is not touched.',
	yes: 'Remove the station',
	no: 'Keep it',
	removed: '{mark.granted} {station} is removed',
	forgotten: 'Its keys are no longer stored here. The audit keeps what was done.',
	keptHeading: 'Not removed',
	kept: '{station} stays set up here.',
	declaredHeading: '{mark.warning} {station} cannot be removed here',
	declared: 'The operator of this bot declared this station in its stations file.',
	gone: '{mark.granted} {station} was removed already',
} as const;
