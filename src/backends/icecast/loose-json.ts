/** Larger ones are not mended: that costs time for every key in them. */
const mostMended = 400_000;

/**
 * JSON as Icecast's own templates write it, which is not always JSON: `"title":-` (anything that XSLT takes for a number stands
 * without quotes: `-`, `.5`, `7.`), control characters in texts, in older templates quotes and backslashes that are not escaped, and
 * in the first moments after a start an object without its opening brace. Undefined if it cannot be read.
 */
export function parseLooseJson(given: string): unknown {
	const text = keepNames(given);
	const parsed = tryParse(text);
	if (parsed !== undefined || text.length > mostMended) return parsed;
	// Control characters mean nothing outside of texts, and no title has any.
	const readable = quoteBareWords(
		text.replace(/\p{Cc}/gu, ' ').replace(/^\s{0,8}\{"icestats":(?=")/u, '{"icestats":{'),
	);
	return tryParse(readable) ?? tryParse(escapeTexts(readable));
}

function tryParse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// The error quotes the text, so it does not travel on.
		return undefined;
	}
}

/** A title like `1.50` or `1e5` stands there as a number, and would become another text. */
function keepNames(text: string): string {
	return text.replace(
		/("(?:title|artist|display-title|server_name)":\s{0,8})([\d.eE+-]{1,60})(?=\s{0,8}[,}])/gu,
		(_, key: string, word: string) => `${key}"${word}"`,
	);
}

/** `"title":- ,` to `"title":"-" ,`. */
function quoteBareWords(text: string): string {
	return text.replace(
		/((?<!\\)":\s{0,8})([^\s",{}[\]]{1,40})(?=\s{0,8}[,}])/gu,
		(whole, key: string, word: string) =>
			tryParse(word) === undefined ? `${key}${JSON.stringify(word)}` : whole,
	);
}

/** A text ends where another key or the end of the object follows; whatever stands before belongs to it. */
function escapeTexts(text: string): string {
	return text.replace(
		/("[\w-]{1,60}":\s{0,8}")([^\n]{0,1000}?)("(?=\s{0,8}(?:,\s{0,8}"[\w-]{1,60}":|\})))/gu,
		(_, before: string, content: string, after: string) =>
			before +
			content.replace(/\\(?!["\\/bfnrt]|u[\da-f]{4})/giu, '\\\\').replace(/(?<!\\)"/gu, '\\"') +
			after,
	);
}
