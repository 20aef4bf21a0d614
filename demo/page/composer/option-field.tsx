import { useId, useState } from 'preact/hooks';
import { useChannel } from '../state/channel-context.ts';
import type { Command, CommandOption } from '../wire.ts';
import type { OptionDraft, OptionValue } from './draft.ts';
import { PopupList } from './popup-list.tsx';
import { useListbox } from './use-listbox.ts';
import { type Suggestion, useSuggestions } from './use-suggestions.ts';

interface OptionFieldProps {
	command: Command;
	option: CommandOption;
	draft: OptionDraft;
	others: Record<string, OptionValue>;
	problem: string | undefined;
	channelId: string;
	onChange: (draft: OptionDraft) => void;
	/** A value was taken from the list: the next field is due. */
	onDone: () => void;
	onSend: () => void;
	/** Backspace in the empty field. */
	onBack: () => void;
}

/** The field of one option, with the list of what could stand in it. */
export function OptionField(props: OptionFieldProps) {
	const { option, draft, problem } = props;
	const tools = useChannel();
	const words = tools.words.composer;
	const id = useId();
	const [isFocused, setFocused] = useState(false);
	const [isDismissed, setDismissed] = useState(false);
	const { items, state } = useSuggestions({ ...props, tools, isFocused });
	const listbox = useListbox(items, 0, draft.text);
	const isFree = option.isAutocompleted && option.type === 3;
	const hasList =
		option.isAutocompleted || option.choices.length > 0 || (option.type >= 5 && option.type <= 9);
	const isOpen = isFocused && hasList && !isDismissed && draft.picked === undefined;
	const isReady = isOpen && state === 'ready';

	const pick = ({ name, value }: Suggestion) => {
		props.onChange({ text: name, picked: value });
		props.onDone();
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.isComposing) return;
		if (isReady && listbox.onKeyDown(event, pick)) return;
		if (event.key === 'Enter') {
			event.preventDefault();
			props.onSend();
		} else if (event.key === 'Escape' && isOpen) {
			event.stopPropagation();
			setDismissed(true);
		} else if (event.key === 'Backspace' && draft.text === '') {
			event.preventDefault();
			props.onBack();
		}
	};
	const note = {
		loading: words.loading,
		failed: words.autocompleteFailed,
		ready: isFree ? words.nothing : words.nothingFits,
	}[state];
	return (
		<div class={`option ${problem === undefined ? '' : 'has-problem'}`}>
			<label for={`${id}-field`}>{option.label}</label>
			<input
				id={`${id}-field`}
				role="combobox"
				autocomplete="off"
				spellcheck={false}
				// The field grows with its text.
				size={Math.min(Math.max(draft.text.length, 6), 32)}
				value={draft.text}
				aria-expanded={isOpen}
				aria-controls={`${id}-list`}
				aria-autocomplete="list"
				aria-activedescendant={isReady && listbox.active >= 0 ? `${id}-list-${listbox.active}` : undefined}
				aria-required={option.isRequired}
				aria-invalid={problem !== undefined}
				aria-describedby={`${id}-about`}
				onInput={({ currentTarget }) => {
					setDismissed(false);
					props.onChange({ text: currentTarget.value });
				}}
				onFocus={() => {
					setFocused(true);
					setDismissed(false);
				}}
				onBlur={() => setFocused(false)}
				onKeyDown={onKeyDown}
			/>
			<span
				id={`${id}-about`}
				class={isFocused || problem !== undefined ? 'option-about' : 'for-screen-readers'}
			>
				{problem ?? option.description}
			</span>
			{isOpen && (
				<PopupList
					id={`${id}-list`}
					label={option.label}
					items={items.map(({ name, value }) => ({ key: String(value), group: '', content: name }))}
					active={listbox.active}
					note={note}
					onHover={listbox.setActive}
					onPick={(index) => {
						const item = items[index];
						if (item !== undefined) pick(item);
					}}
				/>
			)}
		</div>
	);
}
