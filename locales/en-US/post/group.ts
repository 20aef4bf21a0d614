export default {
	name: 'post',
	description: 'What Airdeck posts by itself',
} as const;
