/**
 * Whether AzuraCast takes a User-Agent for a search engine's, going by the words that were seen to be refused. They count
 * only at the end of a word: `robot-radio` is refused, `discord-radio` is not.
 */
export function looksLikeCrawler(userAgent: string): boolean {
	return (
		/^node$|node\.js|\(compatible\)/iu.test(userAgent) ||
		/(?:bot|crawler|spider|checker|collector|fetcher|monitor|probe|project|proxy)(?![a-z])/iu.test(
			userAgent,
		) ||
		/(?:research|scanner|scraper|script|searcher|uptime|validator)(?![a-z])/iu.test(userAgent) ||
		/(?<!node-)fetch(?![a-z])/iu.test(userAgent)
	);
}
