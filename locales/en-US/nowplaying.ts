export default {
	name: 'nowplaying',
	description: 'What is on the air right now',
	failed: 'What is on the air was not fetched',
} as const;
