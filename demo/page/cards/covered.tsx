import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useChannel } from '../state/channel-context.ts';

/** A card or file that is hidden until somebody wants to see it. */
export function Covered({ isCovered, children }: { isCovered: boolean; children: ComponentChildren }) {
	const { words } = useChannel();
	const [isShown, setShown] = useState(!isCovered);
	if (isShown) return <>{children}</>;
	return (
		<div class="covered">
			<div class="covered-content" inert aria-hidden="true">
				{children}
			</div>
			<button type="button" class="covered-lid" onClick={() => setShown(true)}>
				<span>{words.message.spoiler}</span>
			</button>
		</div>
	);
}
