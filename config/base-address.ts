/** The base address in one form, without a slash at its end; undefined if `text` is not one. */
export function parseBaseAddress(text: string): string | undefined {
	if (!URL.canParse(text)) return undefined;
	const url = new URL(text);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
	// A user name or password in an address would end up in logs and on cards.
	if (url.username !== '' || url.password !== '') return undefined;
	// Also catches an empty `?` or `#`, which the parsed parts do not show.
	if (/[?#]/.test(text)) return undefined;
	return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
