/*
 * Secrets that are told by the name before them: `password=x`, `"api_key": "x"`, `<source-password>x</source-password>`,
 * `("x-api-key", "x")`, `?token=x&`.
 */

/** `[start, end)` in a text. */
export type Span = readonly [start: number, end: number];

/**
 * A name that says "secret". The word before may be anything (`source_pw`), the word after may not (`passing`, `tokenizer`). Of names that
 * begin alike the longest comes first.
 */
const secretName =
	/(?:pass(?:word|wd|phrase)s?|(?<![a-z])pass|(?<![a-z])pwd?|secret[_-]?key|secrets?|tokens?|api[_-]?keys?|access[_-]?key(?:[_-]?id)?|license[_-]?key|encryption[_-]?key|(?:set-)?cookie|session[_-]?id|app_session|(?<=[a-z]_)session|authorization)(?:_\d{1,3})?(?![a-z])/gi;

/** From the end of the name to the value: closing signs, then what joins the two. */
const joint =
	/\\{0,3}["']?\]?(?:[ \t]{0,20}(?::=|=>|->|[:=])[ \t]{0,20}|\\{0,3}>|(?<=["'])[ \t]{0,4},[ \t]{0,4}(?=\\{0,3}["'])|(?<=["'])[ \t]{1,8}value=(?=["'])|(?<=[_-]key)[ \t]{1,20}(?=["']?[\w:.+/=-]{12}))/iy;
const opening = /\\{0,3}["']/y;
/** The scheme stays, so that one sees what kind of credentials there were. */
const scheme = /(?:basic|bearer|digest)[ \t]{1,3}/iy;
/** Nothing that is worth hiding: no value, or AzuraCast's own cover over it. */
const nothing = /(?:\(PASSWORD\)|(?:null|none|true|false|\*{3,})(?=[\s"'<>&,;)}\]\\]|$))/iy;
const bare = /[^\s"'<>&,;)}\]\\]{1,4096}/y;
const restOfLine = /[^\r\n]{1,4096}/y;
const untilTag = /[^<\r\n]{1,4096}/y;
/** How far to look at what stands before a name. */
const lookBack = 64;
/** Such as the `DB_` or `admin` of a `name=value` line. */
const lineStart = /(?:^|\n)[ \t]{0,32}[\w.-]{0,60}$/;
const openTag = /<[\w:.-]{0,60}$/;

/** Where the values of such names are, in order. `covered` stands for one that was already blacked out. */
export function* findNamedSecrets(text: string, covered: string): Generator<Span> {
	secretName.lastIndex = 0;
	let done = 0;
	for (let name = secretName.exec(text); name !== null; name = secretName.exec(text)) {
		const nameEnd = secretName.lastIndex;
		if (name.index < done) continue;
		const value = valueAfter(text, name.index, nameEnd, covered);
		if (value === null || value[0] === value[1]) continue;
		yield value;
		[, done] = value;
	}
}

function valueAfter(text: string, nameStart: number, nameEnd: number, covered: string): Span | null {
	const joined = matchAt(joint, text, nameEnd);
	if (joined === '') return null;
	const before = text.slice(Math.max(0, nameStart - lookBack), nameStart);
	const isTag = joined.endsWith('>') && !/[=-]>/.test(joined);
	// What comes after a closing tag is no value.
	if (isTag && !openTag.test(before)) return null;
	let start = nameEnd + joined.length;
	const quote = matchAt(opening, text, start);
	start += quote.length;
	start += matchAt(scheme, text, start).length;
	if (text.startsWith(covered, start) || matchAt(nothing, text, start) !== '') return null;
	// A list or an object: what is in it has names of its own.
	if (quote === '' && /[[{]/.test(text.charAt(start))) return null;
	const end = () => {
		if (quote !== '') return quotedEnd(text, quote, start);
		if (isTag) return start + matchAt(untilTag, text, start).length;
		// A settings file's line holds nothing after the value; elsewhere a blank or a sign ends it.
		const isSetting = lineStart.test(before);
		const isHeader = /^(?:set-)?cookie/i.test(text.slice(nameStart, nameEnd));
		return start + matchAt(isSetting || isHeader ? restOfLine : bare, text, start).length;
	};
	return [start, end()];
}

/** The same quote ends it, with as many backslashes before it; at the latest the line does. */
function quotedEnd(text: string, quote: string, start: number): number {
	const limit = Math.min(text.length, start + 4096);
	const sign = quote.slice(-1);
	const escapes = quote.length - 1;
	let backslashes = 0;
	for (let at = start; at < limit; at += 1) {
		const letter = text[at];
		if (letter === '\n' || letter === '\r') return at;
		if (letter === sign && backslashes <= escapes) return at - backslashes;
		backslashes = letter === '\\' ? backslashes + 1 : 0;
	}
	return limit;
}

/** What a sticky pattern finds at this very place, or ''. */
function matchAt(pattern: RegExp, text: string, at: number): string {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0] ?? '';
}
