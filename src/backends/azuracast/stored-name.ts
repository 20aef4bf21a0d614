const longest = 200;

/**
 * The name under which AzuraCast stores an uploaded file: without compatibility forms, in lower case, with `_` for spaces and
 * without most punctuation. It is sent like this, so that what is sent is what is stored; AzuraCast leaves such a name alone.
 * `My Song (Live!).MP3` becomes `my_song_(live).mp3`.
 */
export function storedName(name: string): string {
	const kept = name
		.toWellFormed()
		.normalize('NFKD')
		.replaceAll(/[^\p{L}\p{M}\p{Nd}\p{Pc}\-~,;[\]() .]/gu, '')
		.replaceAll(/\.{2,}/g, '.')
		.replaceAll(' ', '_')
		.toLowerCase();
	const dot = kept.lastIndexOf('.');
	const stem = dot < 0 ? kept : kept.slice(0, dot);
	const ending = dot < 0 ? '' : kept.slice(dot);
	// What starts with a dot is hidden and never found again; `~` would be a home folder.
	const start = stem.replace(/^[.~]+/u, '');
	return `${start === '' ? 'file' : shortened(start, longest - Buffer.byteLength(ending))}${ending}`;
}

/** At most so many bytes of UTF-8, cut between two characters. */
function shortened(text: string, bytes: number): string {
	let kept = '';
	let size = 0;
	for (const character of text) {
		size += Buffer.byteLength(character);
		if (size > bytes) break;
		kept += character;
	}
	return kept;
}
