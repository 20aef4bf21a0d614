export default {
	name: 'episode',
	description: 'Shows that were on, to hear again',
} as const;
