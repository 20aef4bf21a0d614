import { z } from 'zod';
import { Covered } from './covered.tsx';
import { Icon } from './icon.tsx';
import { piece } from './piece.tsx';

const schema = z.object({
	file: z.object({ url: z.string() }),
	name: z.string().optional(),
	size: z.number().optional(),
	spoiler: z.boolean().default(false),
});

export const fileBox = piece(schema, ({ file, name, size, spoiler }) => (
	<Covered isCovered={spoiler}>
		<FileBox url={file.url} name={name ?? nameIn(file.url)} size={size} />
	</Covered>
));

export function FileBox({ url, name, size }: { url: string; name: string; size?: number | undefined }) {
	return (
		<div class="file-box">
			<Icon name="file" />
			<div>
				<a href={url} target="_blank" rel="noopener noreferrer">
					{name}
				</a>
				{size !== undefined && <small>{formatBytes(size)}</small>}
			</div>
		</div>
	);
}

function nameIn(url: string): string {
	const last = url.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
	try {
		return decodeURIComponent(last);
	} catch (error) {
		// A stray percent sign: the name as it stands is the best there is.
		if (error instanceof URIError) return last;
		throw error;
	}
}

/** A size as Discord's client says it. */
export function formatBytes(size: number): string {
	if (size < 1000) return `${size} bytes`;
	return size < 1_000_000 ? `${(size / 1000).toFixed(1)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;
}
