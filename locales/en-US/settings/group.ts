export default {
	name: 'settings',
	description: 'What is set up on this server',
} as const;
