export default {
	name: 'search',
	description: 'Find an episode by its title, show or presenter',
	failed: 'The search was not done',
	options: { text: { name: 'text', description: 'What to look for' } },
	heading: 'Episodes with “{text}”',
	count_one: '{count, number} episode',
	count_other: '{count, number} episodes',
	most: 'the first {count, number}; more words find less',
	page: 'page {page, number} of {pages, number}',
	nothing: '{station} has no episode with “{text}”.',
} as const;
