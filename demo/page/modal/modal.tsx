import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../cards/icon.tsx';
import { Avatar } from '../channel/avatar.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { useChannel } from '../state/channel-context.ts';
import type { PageModal } from '../wire.ts';
import { ModalFieldInput } from './modal-field-input.tsx';
import {
	type FieldValue,
	type FieldValues,
	findProblem,
	firstValues,
	type ModalPart,
	readModal,
} from './modal-fields.ts';

interface ModalProps {
	modal: PageModal;
	onClose: () => void;
	/** Resolves with whether the bot took it. */
	onSubmit: (values: FieldValues) => Promise<boolean>;
}

/** A form of the bot's. The browser's own dialog keeps the focus inside and closes on Escape. */
export function Modal({ modal, onClose, onSubmit }: ModalProps) {
	const { words, world } = useChannel();
	const id = useId();
	const dialog = useRef<HTMLDialogElement>(null);
	const [parts] = useState(() => readModal(modal.components));
	const [values, setValues] = useState(() => firstValues(parts));
	const [isHeldBack, setHeldBack] = useState(false);
	const [progress, setProgress] = useState<'open' | 'sending' | 'failed'>('open');
	useEffect(() => {
		const opener = document.activeElement;
		dialog.current?.showModal();
		dialog.current?.querySelector<HTMLElement>('input, textarea, .select-button')?.focus();
		return () => {
			if (opener instanceof HTMLElement) opener.focus();
		};
	}, []);

	const { fileLimit } = world.guild;
	const problemOf = (part: Extract<ModalPart, { kind: 'field' }>) =>
		findProblem(part.field, values[part.field.custom_id] ?? '', fileLimit);
	const submit = async () => {
		setHeldBack(true);
		if (parts.some((part) => part.kind === 'field' && problemOf(part) !== undefined)) return;
		setProgress('sending');
		if (!(await onSubmit(values))) setProgress('failed');
	};
	const draw = (part: ModalPart) => {
		if (part.kind === 'text') return <Markdown text={part.content} />;
		if (part.kind === 'unknown') return <p class="note">{words.modal.noField}</p>;
		const name = part.field.custom_id;
		const change = (value: FieldValue) => setValues((before) => ({ ...before, [name]: value }));
		const problem = isHeldBack ? problemOf(part) : undefined;
		return (
			<ModalFieldInput
				key={name}
				part={part}
				value={values[name] ?? ''}
				problem={
					problem && (problem === 'missing' ? words.modal.missing : words.composer.tooLarge(fileLimit))
				}
				onChange={change}
			/>
		);
	};
	return (
		<dialog ref={dialog} class="modal" aria-labelledby={id} onClose={onClose}>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					void submit();
				}}
			>
				<header>
					<Avatar name={world.bot.name} isBot isSmall />
					<h2 id={id}>{modal.title}</h2>
					<button type="button" class="round" aria-label={words.modal.cancel} onClick={onClose}>
						<Icon name="close" />
					</button>
				</header>
				<div class="modal-parts">{parts.map(draw)}</div>
				{progress === 'failed' && (
					<p class="failed" role="alert">
						{words.modal.failed}
					</p>
				)}
				<footer>
					<button type="button" class="button is-secondary" onClick={onClose}>
						{words.modal.cancel}
					</button>
					<button type="submit" class="button is-primary" disabled={progress === 'sending'}>
						{words.modal.submit}
					</button>
				</footer>
			</form>
		</dialog>
	);
}
