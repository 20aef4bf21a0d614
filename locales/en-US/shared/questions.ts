/** Questions before something that cannot be taken back. */
export default {
	open: '{mark.working} Open until {at} · only you can answer',
	nobody: 'Nobody answered in time.',
} as const;
