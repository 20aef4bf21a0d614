export default {
	name: 'list',
	description: 'The shows of the station, and who presents them',
	failed: 'The shows were not fetched',
	heading: 'Shows · {station}',
	count_one: '{count, number} show',
	count_other: '{count, number} shows',
	page: 'page {page, number} of {pages, number}',
	empty: 'There are no shows here yet.',
	all: 'Unpublished too',
} as const;
