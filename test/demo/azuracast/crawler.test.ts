import { expect, test } from 'vitest';
import { looksLikeCrawler } from '#demo/azuracast/crawler.ts';

test.for([
	'node',
	'Node.js',
	'DiscordBot (https://example.org, 1.0)',
	'MyRadioBot/1.0',
	'robot-radio/1.0',
	'X/1.0 (+https://github.com/me/azura-discord-bot)',
	'X/1.0 (typescript)',
	'Mozilla/5.0 (compatible)',
	'StationMonitor/1.0',
	'prefetcher/1.0',
	'my proxy',
	'radio-project/2',
	'link checker',
])('%s is refused', (userAgent) => {
	expect(looksLikeCrawler(userAgent)).toBe(true);
});

test.for([
	'',
	'undici',
	'axios/1.7.2',
	'node-fetch',
	'node/20',
	'discord.js/14',
	'DiscordRadio/1.0',
	'discord-radio/1.0 (+https://example.org)',
	'azura-recorder/1.0',
	'Airdeck/0.1.0 (+https://example.org/airdeck)',
])('%s passes', (userAgent) => {
	expect(looksLikeCrawler(userAgent)).toBe(false);
});
