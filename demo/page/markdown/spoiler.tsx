import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useChannel } from '../state/channel-context.ts';

/** Text that is covered until somebody wants to see it. */
export function Spoiler({ children }: { children: ComponentChildren }) {
	const { words } = useChannel();
	const [isShown, setShown] = useState(false);
	if (isShown) return <span class="spoiler is-shown">{children}</span>;
	return (
		<button type="button" class="spoiler" aria-label={words.message.spoiler} onClick={() => setShown(true)}>
			<span aria-hidden="true" inert>
				{children}
			</span>
		</button>
	);
}
