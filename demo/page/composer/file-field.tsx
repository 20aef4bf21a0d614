import { useId, useState } from 'preact/hooks';
import { formatBytes } from '../cards/file-box.tsx';
import { Icon } from '../cards/icon.tsx';
import { useChannel } from '../state/channel-context.ts';
import type { CommandOption } from '../wire.ts';
import type { OptionDraft } from './draft.ts';

interface FileFieldProps {
	option: CommandOption;
	draft: OptionDraft;
	problem: string | undefined;
	onChange: (draft: OptionDraft) => void;
	onDone: () => void;
	onSend: () => void;
	/** Backspace while no file is chosen. */
	onBack: () => void;
}

/** The field of an attachment: the browser's own file input lies over the chip, so that it can be clicked, tabbed to and dropped on. */
export function FileField({ option, draft, problem, onChange, onDone, onSend, onBack }: FileFieldProps) {
	const { words } = useChannel();
	const id = useId();
	const [isFocused, setFocused] = useState(false);
	const file = draft.picked instanceof File ? draft.picked : undefined;
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === 'Enter' && file !== undefined) {
			event.preventDefault();
			onSend();
		} else if (event.key === 'Backspace') {
			event.preventDefault();
			if (file === undefined) onBack();
			else onChange({ text: '' });
		}
	};
	return (
		<div class={`option is-file ${problem === undefined ? '' : 'has-problem'}`}>
			<label for={id}>{option.label}</label>
			<span class="file-chip">
				<Icon name="file" />
				<span class="file-chip-name">{file?.name ?? words.composer.chooseFile}</span>
				{file !== undefined && <small>{formatBytes(file.size)}</small>}
				<input
					// An emptied field is a new one: the browser keeps what was chosen before.
					key={file === undefined ? 'empty' : 'filled'}
					id={id}
					type="file"
					aria-required={option.isRequired}
					aria-invalid={problem !== undefined}
					aria-describedby={`${id}-about`}
					onFocus={() => setFocused(true)}
					onBlur={() => setFocused(false)}
					onKeyDown={onKeyDown}
					onChange={({ currentTarget }) => {
						const chosen = currentTarget.files?.[0];
						if (chosen === undefined) return;
						onChange({ text: chosen.name, picked: chosen });
						onDone();
					}}
				/>
			</span>
			<span
				id={`${id}-about`}
				class={isFocused || problem !== undefined ? 'option-about' : 'for-screen-readers'}
			>
				{problem ?? option.description}
			</span>
		</div>
	);
}
