import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import { removed } from '#config/known-secrets.ts';
import { Secret } from '#config/secret.ts';

/*
 * Keys and tokens by their shape, for those that no `Secret` ever held: what a radio server quotes, what stands in the error
 * message of a library. In a JSON line quotes have backslashes before them.
 */
const secretShapes = [
	// A key of AzuraCast.
	/(?<![0-9a-z])[0-9a-f]{16}(?::|%3a)[0-9a-f]{32}(?![0-9a-z])/gi,
	// A key of AutoPod.
	/\bapk_[\w-]{8,}/g,
	// A token of a Discord bot.
	/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}\b/g,
	// Discord's errors name the address that was called; in those of interactions stands what answers in the bot's name.
	/(?<=\/(?:interactions|webhooks)\/\d+\/)[\w-]{20,}/g,
	// Headers and settings by their name, in all the ways they are written.
	/(?<=\b(?:authorization|(?:sc-|x-)?api[-_]?key)(?:\\?["'])?\s{0,3}[:=,]\s{0,3}(?:\\?["'])?(?:(?:bot|bearer|basic|digest)\s{1,3})?)(?!\[removed)[^\s"'\\,;&}\]]{4,}/gi,
	/(?<=\b(?:password|passwd|token|secret|[\w-]{1,20}_key)=)[^\s&"'\\]+/gi,
	/(?<=\\?"(?:password|token|secret)\\?"\s{0,3}:\s{0,3}\\?")[^"\\]+/gi,
	// `https://user:password@host`.
	/(?<=:\/\/[^\s/?#"'\\@:]{0,256}:)[^\s/?#"'\\]{1,256}(?=@)/g,
];

/** The text without any secret that is held in this process, and without anything that has the shape of a key or a token. */
export function scrub(text: string): string {
	return secretShapes.reduce((scrubbed, shape) => scrubbed.replace(shape, removed), Secret.hide(text));
}

/** JSON lines on stdout; readable ones where a person watches. */
export async function createLogger(
	level: string,
	out: Writable & { isTTY?: boolean } = process.stdout,
): Promise<Logger> {
	const target = out.isTTY
		? (await import('pino-pretty')).default({ destination: out, ignore: 'pid,hostname' })
		: out;
	const scrubbing = new Writable({
		decodeStrings: false,
		write: (line: string, _encoding, done) => {
			target.write(scrub(line), () => done());
		},
	});
	return pino({ level, base: null }, scrubbing);
}
