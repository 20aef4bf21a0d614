import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { useChannel } from '../state/channel-context.ts';
import { button } from './button.tsx';
import { fileBox } from './file-box.tsx';
import { actionRow, container, section, separator, textDisplay } from './layout.tsx';
import { mediaGallery, thumbnail } from './media.tsx';
import type { Piece } from './piece.tsx';
import { select } from './select.tsx';

const pieces: Readonly<Record<number, Piece>> = {
	1: actionRow,
	2: button,
	3: select,
	5: select,
	6: select,
	7: select,
	8: select,
	9: section,
	10: textDisplay,
	11: thumbnail,
	12: mediaGallery,
	13: fileBox,
	14: separator,
	17: container,
};
const typed = z.object({ type: z.number() });

/** Draws a component of a message, or a note in its place if the page does not know it. */
export function drawComponent(component: unknown): ComponentChildren {
	const type = typed.safeParse(component).data?.type ?? 0;
	return pieces[type]?.(component, drawComponent) ?? <UnknownComponent type={type} />;
}

function UnknownComponent({ type }: { type: number }) {
	const { words } = useChannel();
	return (
		<p class="note">
			{words.message.unknown} {type}
		</p>
	);
}
