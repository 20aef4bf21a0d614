const utf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');
/** The letters of windows-1252 from 0x80 on, by their bytes: what a title looks like whose UTF-8 was taken for Latin-1. */
const bytesByLetter = new Map<string, number>(
	Array.from({ length: 0x80 }, (_, i) => [windows1252.decode(Uint8Array.of(0x80 + i)), 0x80 + i] as const),
);

/** UTF-8, or else what Latin-1 is on the web. Sources send titles in either, and servers pass them on as they come. */
export function decodeText(bytes: Uint8Array): string {
	try {
		return utf8.decode(bytes);
	} catch {
		return windows1252.decode(bytes);
	}
}

/** A document in which each text between quotes may be encoded in its own way. */
export function decodeDocument(bytes: Buffer): string {
	try {
		return utf8.decode(bytes);
	} catch {
		const pieces: string[] = [];
		for (let start = 0; start <= bytes.length; ) {
			// An ASCII byte is never a part of another UTF-8 letter.
			const quote = bytes.indexOf(0x22, start);
			const end = quote < 0 ? bytes.length : quote;
			pieces.push(decodeText(bytes.subarray(start, end)));
			start = end + 1;
		}
		return pieces.join('"');
	}
}

/**
 * A text whose UTF-8 was taken for Latin-1 on the way, as it was meant; any other text as it is. Icecast does that to titles of
 * MP3 mounts unless its `charset` is set.
 */
export function undoDoubleEncoding(text: string): string {
	if (!/[\u0080-\u{10ffff}]/u.test(text)) return text;
	const bytes: number[] = [];
	for (const letter of text) {
		const code = letter.codePointAt(0) ?? 0;
		const byte = code < 0x100 ? code : bytesByLetter.get(letter);
		if (byte === undefined) return text;
		bytes.push(byte);
	}
	try {
		return utf8.decode(Uint8Array.from(bytes));
	} catch {
		return text;
	}
}
