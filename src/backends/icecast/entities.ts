const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A text as it was before SHOUTcast made it fit for a web page: `Simon &amp; Garfunkel`. */
export function plainText(text: string): string {
	return text.replace(
		/&(?:(amp|lt|gt|quot|apos)|#(\d{1,6})|#x([\da-f]{1,5}));/giu,
		(whole, name, decimal, hex) => {
			if (typeof name === 'string') return named[name.toLowerCase()] ?? whole;
			const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
			return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : whole;
		},
	);
}
