import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';

// Keys and tokens by their shape. Nothing should ever log one; what comes from elsewhere, an error message of a library
// say, passes here last.
const secretShapes = [
	/\b[0-9a-f]{16}:[0-9a-f]{32}\b/gi,
	/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}\b/g,
	// Discord's errors name the address that was called; in those of interactions stands what answers in the bot's name.
	/(?<=\/(?:interactions|webhooks)\/\d+\/)[\w-]{20,}/g,
	/(?<=\b(?:api_key|password|token|secret)=)[^\s&"']+/gi,
];

/** The text without anything that has the shape of a key or a token. */
export function scrub(text: string): string {
	return secretShapes.reduce((scrubbed, shape) => scrubbed.replace(shape, '[removed]'), text);
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
