export default {
	name: 'list',
	description: 'The newest episodes, to hear again',
	failed: 'The episodes were not fetched',
	options: { show: { name: 'show', description: 'Only of this show' } },
	heading: 'Episodes · {station}',
	count_one: '{count, number} episode',
	count_other: '{count, number} episodes',
	page: 'page {page, number}',
	empty: 'There are no episodes here yet.',
} as const;
