import { isIP } from 'node:net';

const discordItself = 'discord.com';

/**
 * Which covers can be shown. Discord loads them itself, from outside: over https, and not from inside a private network.
 * Another Discord than the real one (a test server, the playground) loads what it likes.
 */
export function artPolicy(discordApiUrl: string): (artUrl: string) => boolean {
	const strict = URL.parse(discordApiUrl)?.hostname === discordItself;
	return (artUrl) => {
		const url = URL.parse(artUrl);
		if (url === null || url.href.length > 2_048) return false;
		if (!strict) return url.protocol === 'https:' || url.protocol === 'http:';
		// Public radio servers have names; an address in digits is somebody's home network more often than not.
		return (
			url.protocol === 'https:' &&
			isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 &&
			url.hostname.includes('.')
		);
	};
}
