import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../cards/icon.tsx';
import { useChannel } from '../state/channel-context.ts';
import { splitAtOption } from './command-line.ts';
import {
	type CommandDraft,
	closeField,
	fillField,
	type OptionDraft,
	type OptionValue,
	openField,
	optionOf,
	readDraft,
	unusedOptions,
} from './draft.ts';
import { FileField } from './file-field.tsx';
import { OptionField } from './option-field.tsx';
import { TailField } from './tail-field.tsx';

interface DraftLineProps {
	draft: CommandDraft;
	channelId: string;
	onChange: (draft: CommandDraft) => void;
	onSend: (values: Record<string, OptionValue>) => void;
	onLeave: () => void;
}

/** A chosen command with the fields of its options. */
export function DraftLine({ draft, channelId, onChange, onSend, onLeave }: DraftLineProps) {
	const { words, world } = useChannel();
	const { fileLimit } = world.guild;
	const line = useRef<HTMLDivElement>(null);
	const focusField = (index: number) => {
		// After the next drawing, when the field is there.
		requestAnimationFrame(() => line.current?.querySelectorAll('input')[index]?.focus());
	};
	useLayoutEffect(() => line.current?.querySelector('input')?.focus(), [draft.command]);

	const others = readDraft(draft, words.composer, fileLimit).values;
	const send = () => {
		const { values, problems } = readDraft(draft, words.composer, fileLimit);
		const wrong = draft.fields.findIndex(({ name }) => problems[name] !== undefined);
		if (wrong === -1) return onSend(values);
		onChange({ ...draft, problems });
		focusField(wrong);
	};
	const goBack = (index: number) => {
		const field = draft.fields[index];
		if (field !== undefined && optionOf(draft.command, field.name)?.isRequired !== true) {
			onChange(closeField(draft, field.name));
			focusField(index);
		} else if (index > 0) focusField(index - 1);
		else onLeave();
	};
	const change = (name: string, to: OptionDraft) => {
		const split = to.picked === undefined ? splitAtOption(draft, name, to.text) : null;
		onChange(split?.draft ?? fillField(draft, name, to));
		if (split !== null) focusField(split.draft.fields.length - 1);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === 'Escape') onLeave();
	};
	return (
		<>
			<div class="draft" ref={line} onKeyDown={onKeyDown}>
				<span class="draft-name">/{draft.command.label}</span>
				{draft.fields.map(({ name, draft: filled }, index) => {
					const option = optionOf(draft.command, name);
					const { [name]: _own, ...rest } = others;
					if (option === undefined) return null;
					const shared = {
						option,
						draft: filled,
						problem: draft.problems[name],
						onChange: (to: OptionDraft) => change(name, to),
						onDone: () => focusField(index + 1),
						onSend: send,
						onBack: () => goBack(index),
					};
					const key = `${draft.command.name} ${name}`;
					return option.type === 11 ? (
						<FileField key={key} {...shared} />
					) : (
						<OptionField key={key} {...shared} command={draft.command} others={rest} channelId={channelId} />
					);
				})}
				<TailField
					options={unusedOptions(draft)}
					onAdd={(name, text) => {
						onChange(fillField(openField(draft, name), name, { text }));
						focusField(draft.fields.length);
					}}
					onSend={send}
					onBack={() => (draft.fields.length === 0 ? onLeave() : focusField(draft.fields.length - 1))}
				/>
			</div>
			<button type="button" class="round" aria-label={words.composer.leave} onClick={onLeave}>
				<Icon name="close" />
			</button>
			<button type="button" class="round is-send" aria-label={words.composer.send} onClick={send}>
				<Icon name="send" />
			</button>
		</>
	);
}
