/** Why a step of setting up or changing a station was not taken. */
export default {
	'too-many-attempts': 'That was tried often enough for now. Try again after {at}.',
	'not-an-address': 'That is not a web address. It looks like `https://radio.example.org`.',
	'no-system': 'No radio system that Airdeck knows answers at {host}. It looked for {tried}.',
	'not-listed': '{label} does not list its stations there. Name one in the address, such as `{example}`.',
	'needs-https': 'A key of {label} goes out over https only. Enter the address with https. Nothing was sent.',
	swapped:
		'The two keys are swapped: the one that was entered as station key can do what the admin key is for, and the other way round. Enter them once more.',
	'no-keys': 'No key was entered.',
	'no-stations': 'No station was chosen.',
	'none-there': 'There is no station on {host} that the public or these keys can see.',
	'all-here': 'All stations of {host} that can be seen are set up here already.',
	'station-gone': '{names} cannot be found on {host} any more. Go back and choose again.',
	'other-station': 'That is another station: {found} and not {expected}. To add it, use `/setup`.',
	'not-saved': {
		'too-many': 'A Discord server can have 25 stations, and these would be more.',
		'already-there': 'One of these stations was set up here a moment ago, perhaps by somebody else.',
		gone: 'This station is no longer set up here.',
		declared: 'The operator of this bot declared this station: it cannot be changed in Discord.',
	},
} as const;
