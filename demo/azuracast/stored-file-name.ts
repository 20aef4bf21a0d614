const longest = 245;

/**
 * What AzuraCast makes of the name of an uploaded file: compatibility forms taken apart, without most punctuation, `_` for
 * spaces, in lower case. A name of dots and signs alone leaves nothing.
 */
export function storedFileName(given: string): string {
	const name = given
		.replace(/^.*\//u, '')
		.normalize('NFKD')
		.replaceAll(/[^\p{L}\p{M}\p{Nd}\p{Pc}\s\-~,;[\]().]/gu, '')
		.replaceAll(/\.{2,}/gu, '.')
		.replaceAll(' ', '_')
		.toLowerCase();
	if (Buffer.byteLength(name) <= longest) return name;
	const ending = /\.[^.]*$/u.exec(name)?.[0] ?? '.';
	return `${Buffer.from(name)
		.subarray(0, longest - Buffer.byteLength(ending))
		.toString()}${ending}`;
}
