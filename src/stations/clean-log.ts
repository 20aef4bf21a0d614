import { isIPv4, isIPv6 } from 'node:net';
import { findNamedSecrets, type Span } from './named-secrets.ts';

export interface CleanLog {
	text: string;
	/** How many places were blacked out. */
	places: number;
}

/** Stands for whatever was there, in any language and of any length. */
export const blackout = '█████';

/*
 * Every pattern begins with something that few places of a text have, or looks back to make sure of that, and each repetition in it
 * has an end: the time that cleaning takes grows with the text and with nothing else.
 */

const apiKey = /(?<![0-9a-z])[0-9a-f]{16}(?::|%3a)[0-9a-f]{32}(?![0-9a-z])/gi;
/** Up to its end, or to where something else begins in a log that was cut off. */
const privateKey =
	/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[^-]|-(?!----)){0,16384}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g;
const webToken = /(?<![\w-])eyJ[\w-]{8,4096}\.[\w-]{8,4096}(?:\.[\w-]{0,4096})?/g;

/* The first part of these stays, for it tells what was there. */

/** `Authorization: Basic …`; words such as "basic authentication" hold neither digit, capital nor sign. */
const credentials =
	/(?<!\w)((?:[Bb]asic|BASIC|[Bb]earer|BEARER|[Dd]igest)\s{1,3})((?=[a-z]{0,256}[\dA-Z_+/.~=-])[\w+/.~=-]{8,4096})/g;
/** The part of a web hook's address that lets anybody use it: Discord's, and that of Telegram's bots. */
const hookToken = /(\/(?:webhooks\/\d{1,25}\/|bot\d{5,15}:))([\w-]{1,256})/g;
/** `https://user:password@host`, with an `@` in the password as well. */
const userInAddress = /(:\/\/)([^\s/?#"'<>\\]{1,512})(?=@)/g;

/** Four numbers; not the four of `Chrome/120.0.0.0` and `rv:1.8.1.2`, nor a part of a longer row. */
const ipv4 = /(?<![\w.]|[A-Z][A-Za-z]{1,24}\/|\brv:)(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)/g;
const ipv6 = /(?<![\w:.])(?=[0-9a-f]{0,4}:)[0-9a-f:]{2,45}(?![\w:])/gi;
/** The machine itself and "everywhere": nobody's address, and what settings are full of. */
const ownAddress = /^(?:127\.|0\.0\.0\.0$|::1?$|0:0:0:0:0:0:0:[01]$)/;

const mailHost = /(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}[\p{L}\d-]{1,23}/uy;
const endsMailName = /[\s"'<>()[\]{},;:=/\\|@&?█]/;
const longestMailName = 64;

/**
 * Blacks out what must not leave the server: passwords, keys, tokens, credentials in addresses, e-mail addresses, and the IP
 * addresses of people. Times, ports and the machine's own addresses stay. It is a net with a fine mesh and no proof: whoever gets
 * to read a log should be allowed to.
 */
export function cleanLog(raw: string): CleanLog {
	let places = 0;
	const cover = (found: string) => {
		if (found === blackout || found === '') return found;
		places += 1;
		return blackout;
	};
	const coverRest = (_: string, before: string, found: string) => before + cover(found);
	const coverAddress = (found: string) => (ownAddress.test(found) ? found : cover(found));
	let text = raw.replace(privateKey, cover).replace(apiKey, cover);
	text = coverSpans(text, findNamedSecrets(text, blackout), cover);
	text = text.replace(webToken, cover);
	for (const pattern of [credentials, hookToken, userInAddress]) text = text.replace(pattern, coverRest);
	text = coverSpans(text, findMail(text), cover);
	text = text.replace(ipv4, (found) => (isIPv4(found) ? coverAddress(found) : found));
	text = text.replace(ipv6, (found) => {
		// `2001:db8::7: connected` ends with a colon that is none of the address's.
		const end = found.endsWith(':') && !found.endsWith('::') ? ':' : '';
		const address = end === '' ? found : found.slice(0, -1);
		return isIPv6(address) ? coverAddress(address) + end : found;
	});
	return { text, places };
}

/** `spans` in order and apart from each other. */
function coverSpans(text: string, spans: Iterable<Span>, cover: (found: string) => string): string {
	const parts: string[] = [];
	let done = 0;
	for (const [start, end] of spans) {
		parts.push(text.slice(done, start), cover(text.slice(start, end)));
		done = end;
	}
	return parts.length === 0 ? text : parts.join('') + text.slice(done);
}

/** Looks around every `@`: a pattern that began with the name before it would try at every letter. */
function* findMail(text: string): Generator<Span> {
	let done = 0;
	for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
		mailHost.lastIndex = at + 1;
		if (!mailHost.test(text)) continue;
		const end = mailHost.lastIndex;
		const earliest = Math.max(done, at - longestMailName);
		let start = at;
		while (start > earliest && !endsMailName.test(text.charAt(start - 1))) start -= 1;
		if (start === at) continue;
		yield [start, end];
		done = end;
	}
}
