import { useState } from 'preact/hooks';
import { Icon } from '../cards/icon.tsx';
import type { PageWords } from '../words.ts';

/** Copies a link to what is on the screen; where the clipboard is closed to the page, the link is at least shown. */
export function CopyScene({ words, link }: { words: PageWords['page']; link: () => Promise<string> }) {
	const [outcome, setOutcome] = useState<{ text: string; link?: string } | null>(null);
	const copy = async () => {
		try {
			const address = await link();
			try {
				await navigator.clipboard.writeText(address);
				setOutcome({ text: words.sceneCopied });
			} catch (error) {
				if (!(error instanceof DOMException)) throw error;
				setOutcome({ text: '', link: address });
			}
		} catch {
			setOutcome({ text: words.lost });
		}
	};
	return (
		<div class="scene">
			<button type="button" class="button is-secondary is-small" onClick={() => void copy()}>
				<Icon name="copy" />
				<span>{words.copyScene}</span>
			</button>
			<span role="status">
				{outcome?.text}
				{outcome?.link !== undefined && (
					<input
						readOnly
						aria-label={words.copyScene}
						value={outcome.link}
						onFocus={(event) => event.currentTarget.select()}
					/>
				)}
			</span>
		</div>
	);
}
