import { useRef, useState } from 'preact/hooks';
import { Icon } from '../cards/icon.tsx';
import type { PageWords } from '../words.ts';

/** Something to copy. Where the clipboard is closed to the page, the text is at least selected. */
export function CopyField({
	label,
	value,
	words,
}: {
	label: string;
	value: string;
	words: PageWords['radio'];
}) {
	const field = useRef<HTMLInputElement>(null);
	const [copied, setCopied] = useState('');
	const copy = async () => {
		field.current?.select();
		try {
			await navigator.clipboard.writeText(value);
			setCopied(value);
		} catch (error) {
			// The browser said no: the selection is what is left.
			if (!(error instanceof DOMException)) throw error;
		}
	};
	return (
		<div class="copy">
			<input
				ref={field}
				readOnly
				value={value}
				aria-label={label}
				onFocus={({ currentTarget }) => currentTarget.select()}
			/>
			<button type="button" class="round" aria-label={`${words.copy}: ${label}`} onClick={() => void copy()}>
				<Icon name={copied === value ? 'check' : 'copy'} />
			</button>
			<span class="for-screen-readers" role="status">
				{copied === value ? words.copied : ''}
			</span>
		</div>
	);
}
