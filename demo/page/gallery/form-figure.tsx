import { useState } from 'preact/hooks';
import { Markdown } from '../markdown/markdown.tsx';
import { ModalFieldInput } from '../modal/modal-field-input.tsx';
import { firstValues, type ModalPart, readModal } from '../modal/modal-fields.ts';
import { useChannel } from '../state/channel-context.ts';
import type { PageModal } from '../wire.ts';

/** A form of the bot's as it opens, to be looked at: it cannot be sent. */
export function FormFigure({ form }: { form: PageModal }) {
	const { words } = useChannel();
	const [parts] = useState(() => readModal(form.components));
	const [values] = useState(() => firstValues(parts));
	const draw = (part: ModalPart) => {
		if (part.kind === 'text') return <Markdown text={part.content} />;
		if (part.kind === 'unknown') return <p class="note">{words.modal.noField}</p>;
		const name = part.field.custom_id;
		return (
			<ModalFieldInput
				key={name}
				part={part}
				value={values[name] ?? ''}
				problem={undefined}
				onChange={() => {}}
			/>
		);
	};
	return (
		<div class="form-figure">
			<h3>{form.title}</h3>
			<div class="modal-parts">{parts.map(draw)}</div>
		</div>
	);
}
