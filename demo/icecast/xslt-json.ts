/**
 * JSON as `xml2json.xslt` writes it, which comes with Icecast: what XPath takes for a number stands without quotes (`-` as well,
 * by a slip of libxml2), "true" is a boolean, of control characters only tab and line ends are escaped, nothing is null.
 */
export function xsltValue(text: string, isEscaped: boolean): string {
	if (text === '') return 'null';
	if (/^\s*-?(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+)?\s*$/i.test(text) && (text === '0' || !text.startsWith('0')))
		return text;
	if (/^(?:true|false)$/i.test(text)) return text.toLowerCase();
	if (!isEscaped) return `"${text}"`;
	const escaped = text
		.replaceAll('\\', '\\\\')
		.replaceAll('"', '\\"')
		.replaceAll('\t', '\\t')
		.replaceAll('\n', '\\n')
		.replaceAll('\r', '\\r');
	return `"${escaped}"`;
}

/** An object of texts; fields that are undefined are not there. It ends as the template ends objects whose last fields it hides. */
export function xsltObject(fields: Record<string, string | undefined>, isEscaped: boolean): string {
	const rows = Object.entries(fields).flatMap(([name, value]) =>
		value === undefined ? [] : [`"${name}":${xsltValue(value, isEscaped)}`],
	);
	return `{${[...rows, '"dummy":null'].join(',')}}`;
}
