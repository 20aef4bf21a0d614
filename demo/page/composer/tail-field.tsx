import { useId, useState } from 'preact/hooks';
import { useChannel } from '../state/channel-context.ts';
import type { CommandOption } from '../wire.ts';
import { namesIn } from './command-line.ts';
import { PopupList } from './popup-list.tsx';
import { useListbox } from './use-listbox.ts';

interface TailFieldProps {
	/** The options that could still be added. */
	options: CommandOption[];
	/** Opens its field, with what was already typed for it. */
	onAdd: (name: string, text: string) => void;
	onSend: () => void;
	onBack: () => void;
}

/** The end of the line: Enter sends, Backspace goes back, and the options not used yet are offered. */
export function TailField({ options, onAdd, onSend, onBack }: TailFieldProps) {
	const { words } = useChannel();
	const id = useId();
	const [text, setText] = useState('');
	const [isFocused, setFocused] = useState(false);
	const typed = text.trim().toLowerCase();
	const fitting = options.filter((option) => option.label.toLowerCase().startsWith(typed));
	// Without a letter typed, Enter must send and not take the first option.
	const listbox = useListbox(fitting, typed === '' ? -1 : 0, text);
	const isOpen = isFocused && options.length > 0;
	const add = (option: CommandOption, rest = '') => {
		setText('');
		onAdd(option.name, rest);
	};
	const onInput = (value: string) => {
		const [named] = namesIn(value.trimStart(), options);
		if (named?.start === 0) add(named.option, value.trimStart().slice(named.end));
		else setText(value);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.isComposing || (isOpen && listbox.onKeyDown(event, (option) => add(option)))) return;
		if (event.key === 'Enter') {
			event.preventDefault();
			onSend();
		} else if (event.key === 'Backspace' && text === '') {
			event.preventDefault();
			onBack();
		}
	};
	return (
		<>
			<input
				class="tail"
				role="combobox"
				autocomplete="off"
				spellcheck={false}
				value={text}
				placeholder={words.composer.pressEnter}
				aria-label={words.composer.options}
				aria-expanded={isOpen}
				aria-controls={id}
				aria-activedescendant={isOpen && listbox.active >= 0 ? `${id}-${listbox.active}` : undefined}
				onInput={({ currentTarget }) => onInput(currentTarget.value)}
				onFocus={() => setFocused(true)}
				onBlur={() => setFocused(false)}
				onKeyDown={onKeyDown}
			/>
			{isOpen && (
				<PopupList
					id={id}
					label={words.composer.options}
					items={fitting.map((option) => ({
						key: option.name,
						group: words.composer.options,
						content: (
							<>
								<b>{option.label}</b>
								<span>{option.description}</span>
							</>
						),
					}))}
					active={listbox.active}
					note={words.composer.nothingFits}
					onHover={listbox.setActive}
					onPick={(index) => {
						const option = fitting[index];
						if (option !== undefined) add(option);
					}}
				/>
			)}
		</>
	);
}
