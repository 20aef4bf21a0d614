import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useChannel } from '../state/channel-context.ts';
import { readCommandLine } from './command-line.ts';
import { type CommandDraft, startDraft } from './draft.ts';
import { fittingCommands } from './fitting-commands.ts';
import { PopupList } from './popup-list.tsx';
import { useListbox } from './use-listbox.ts';
import { fixedItems } from './use-suggestions.ts';

interface CommandFieldProps {
	channelName: string;
	onStart: (draft: CommandDraft) => void;
	/** What was here before: after a command the field has the focus, and a slash if the command was left. */
	before: 'nothing' | 'sent' | 'left';
}

/** The empty composer: a slash opens the list of commands. */
export function CommandField({ channelName, onStart, before }: CommandFieldProps) {
	const tools = useChannel();
	const { world, words } = tools;
	const id = useId();
	const field = useRef<HTMLInputElement>(null);
	const [text, setText] = useState(before === 'left' ? '/' : '');
	const [isFocused, setFocused] = useState(false);
	const [isDismissed, setDismissed] = useState(false);
	const [isRefused, setRefused] = useState(false);
	const commands = fittingCommands(world.commands, text, words.composer.commands);
	const listbox = useListbox(commands, 0, text);
	const isOpen = isFocused && !isDismissed && text.startsWith('/');
	useLayoutEffect(() => {
		if (before !== 'nothing') field.current?.focus();
	}, []);

	const onInput = (typed: string) => {
		setDismissed(false);
		setRefused(false);
		// A space after the whole name takes the command, as in Discord, and so does a whole line that is pasted.
		const started = / \S|\S $/.test(typed)
			? readCommandLine(world.commands, typed, (option) => fixedItems(tools, option))
			: null;
		if (started === null || isBeginning(typed)) setText(typed);
		else onStart(started);
	};
	/** `/dj ` may still become `/dj skip`. */
	const isBeginning = (typed: string) => world.commands.some(({ label }) => `/${label}`.startsWith(typed));
	const onKeyDown = (event: KeyboardEvent) => {
		if (
			event.isComposing ||
			(isOpen && listbox.onKeyDown(event, ({ command }) => onStart(startDraft(command))))
		)
			return;
		if (event.key === 'Escape') setDismissed(true);
		if (event.key === 'Enter' && text.trim() !== '') setRefused(true);
	};
	return (
		<>
			<input
				ref={field}
				class="command-field"
				role="combobox"
				autocomplete="off"
				spellcheck={false}
				enterkeyhint="send"
				value={text}
				placeholder={`${words.composer.placeholder} · #${channelName}`}
				aria-label={words.composer.label}
				aria-expanded={isOpen}
				aria-controls={id}
				aria-autocomplete="list"
				aria-activedescendant={isOpen && commands.length > 0 ? `${id}-${listbox.active}` : undefined}
				onInput={({ currentTarget }) => onInput(currentTarget.value)}
				onFocus={() => setFocused(true)}
				onBlur={() => setFocused(false)}
				onKeyDown={onKeyDown}
			/>
			{isRefused && (
				<p class="composer-note" role="status">
					{words.composer.onlyCommands}
				</p>
			)}
			{isOpen && (
				<PopupList
					id={id}
					label={words.composer.commands}
					items={commands.map(({ command, group }) => ({
						key: command.name,
						group,
						content: (
							<>
								<b>/{command.label}</b>
								<small class="popup-options">
									{command.options.map((option) => (
										<span class={option.isRequired ? 'is-required' : ''}>{option.label}</span>
									))}
								</small>
								<span>{command.description}</span>
							</>
						),
					}))}
					active={listbox.active}
					note={words.composer.nothingFits}
					onHover={listbox.setActive}
					onPick={(index) => {
						const found = commands[index];
						if (found !== undefined) onStart(startDraft(found.command));
					}}
				/>
			)}
		</>
	);
}
