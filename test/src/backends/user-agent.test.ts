import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { userAgent } from '#src/backends/user-agent.ts';

/** Words that make AzuraCast take a program for a crawler, if no letter follows. */
const crawlerWords =
	/(bot|crawler|checker|collector|fetch(er)?|monitor|probe|project|proxy|research|robot|scanner|scraper|script|searcher|spider|uptime|validator)([^a-z]|$)/i;
/** Names that it knows as a whole, or that make it answer errors as plain text. */
const knownNames = /^node$|node\.js|\(compatible\)|curl|liquidsoap|https?:/i;

const isRefused = (agent: string) => crawlerWords.test(agent) || knownNames.test(agent);

describe('our User-Agent', () => {
	it.each([
		'node',
		'Node.js',
		'MyRadioBot/1.0',
		'robot-radio/1.0',
		'DiscordBot (x)',
		'curl/8',
		'X (typescript)',
	])('the word list knows %s, which AzuraCast refused', (agent) => {
		expect(isRefused(agent)).toBe(true);
	});

	it.each(['undici', 'axios/1.7.2', 'discord.js/14', 'DiscordRadio/1.0', ''])(
		'and not %s, which it took',
		(agent) => {
			expect(isRefused(agent)).toBe(false);
		},
	);

	it('passes', () => {
		const file = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
		const { version } = z.object({ version: z.string() }).parse(JSON.parse(file));
		expect(userAgent(version)).toBe(`Airdeck/${version}`);
		expect(isRefused(userAgent(version))).toBe(false);
	});
});
