import { useState } from 'preact/hooks';
import { z } from 'zod';
import { useChannel } from '../state/channel-context.ts';
import { piece } from './piece.tsx';

const picture = z.object({
	media: z.object({ url: z.string() }),
	description: z.string().nullish(),
	spoiler: z.boolean().nullish(),
});

export const thumbnail = piece(picture, (given) => <Picture {...given} className="thumbnail" />);

export const mediaGallery = piece(z.object({ items: z.array(picture) }), ({ items }) => (
	<div class={`gallery has-${Math.min(items.length, 4)}`}>
		{items.map((item) => (
			<Picture {...item} className="gallery-item" />
		))}
	</div>
));

function Picture({
	media,
	description,
	spoiler,
	className,
}: z.output<typeof picture> & { className: string }) {
	const { words } = useChannel();
	const [isShown, setShown] = useState(spoiler !== true);
	const [isBroken, setBroken] = useState(false);
	// A server that does not answer leaves an empty place, as in Discord, and no torn picture.
	const image = isBroken ? (
		<span class="for-screen-readers">{description}</span>
	) : (
		<img
			src={media.url}
			alt={description ?? ''}
			title={description ?? ''}
			loading="lazy"
			onError={() => setBroken(true)}
		/>
	);
	if (isShown) return <div class={className}>{image}</div>;
	return (
		<button
			type="button"
			class={`${className} is-covered`}
			aria-label={words.message.spoiler}
			onClick={() => setShown(true)}
		/>
	);
}
