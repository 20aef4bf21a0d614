/** The beginning of what a stream answers. */
export interface StreamHead {
	status: number;
	/** Sound comes, as far as the head tells. */
	isStream: boolean;
	/** It calls itself a server of streams: its "404" is a stream without a source. */
	isRadio: boolean;
	/** It answers `ICY`, which is no HTTP. */
	isIcy: boolean;
	contentType: string;
	location: string | undefined;
	/** Bytes of sound between two titles; null where it has no titles. */
	metaint: number | null;
	name: string;
	bitrate: number | null;
}

const mostMetaint = 200_000;

/** Reads the head at the beginning of `bytes`; undefined while it is not whole, or if it is none. */
export function readHead(bytes: Buffer): { head: StreamHead; length: number } | undefined {
	const text = bytes.subarray(0, 16_384).toString('latin1');
	const end = /\r?\n\r?\n/.exec(text);
	const first = /^(ICY|HTTP\/1\.[01]) (\d{3})(?!\d)/.exec(text);
	if (end === null || first === null) return undefined;
	const headers = new Map(
		text
			.slice(0, end.index)
			.split(/\r?\n/)
			.slice(1)
			.flatMap((line) => {
				const colon = line.indexOf(':');
				return colon < 1 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]];
			}) as [string, string][],
	);
	const [, protocol, status] = first;
	const header = (name: string) => headers.get(name) ?? '';
	const contentType = header('content-type').toLowerCase();
	const isOk = Number(status) === 200;
	const isPage = /^(?:text|application\/(?:json|xml|xhtml))/.test(contentType);
	const metaint = header('icy-metaint');
	const isPacked = header('transfer-encoding') !== '';
	return {
		head: {
			status: Number(status),
			isStream: isOk && !isPage && (protocol === 'ICY' || contentType !== ''),
			isRadio: protocol === 'ICY' || /icecast|shoutcast|icy|liquidsoap/i.test(header('server')),
			isIcy: protocol === 'ICY',
			contentType,
			location: headers.get('location'),
			metaint: /^\d{1,6}$/.test(metaint) && !isPacked && inBounds(Number(metaint)) ? Number(metaint) : null,
			name: header('icy-name'),
			bitrate: /^\d{1,5}/.test(header('icy-br')) ? Number.parseInt(header('icy-br'), 10) : null,
		},
		length: end.index + end[0].length,
	};
}

function inBounds(metaint: number): boolean {
	return metaint > 0 && metaint <= mostMetaint;
}
