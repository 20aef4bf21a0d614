import { useId } from 'preact/hooks';
import { SelectMenu } from '../cards/select-menu.tsx';
import { selectable } from '../cards/select-options.ts';
import { useChannel } from '../state/channel-context.ts';
import { FileInput } from './file-input.tsx';
import type { FieldValue, ModalPart } from './modal-fields.ts';

interface ModalFieldInputProps {
	part: Extract<ModalPart, { kind: 'field' }>;
	value: FieldValue;
	/** Why the form was held back, if this field was the reason. */
	problem: string | undefined;
	onChange: (value: FieldValue) => void;
}

/** One field of a modal with its label. The browser itself holds back a form that breaks a field's limits. */
export function ModalFieldInput({ part, value, problem, onChange }: ModalFieldInputProps) {
	const { words, world } = useChannel();
	const id = useId();
	const { field, label, description } = part;
	const heading = (
		<>
			<span class="field-label">
				{label}
				{field.required && (
					<span class="required" title={words.modal.required}>
						{' *'}
					</span>
				)}
			</span>
			{description !== '' && <small id={`${id}-about`}>{description}</small>}
		</>
	);
	const complaint = problem !== undefined && (
		<p class="failed" role="alert">
			{problem}
		</p>
	);
	if (field.type === 19) {
		const files = Array.isArray(value) ? value.filter((one) => one instanceof File) : [];
		return (
			<div class="modal-field">
				<label for={id}>{heading}</label>
				<FileInput
					id={id}
					files={files}
					isRequired={field.required}
					max={field.max_values}
					onChange={onChange}
				/>
				{complaint}
			</div>
		);
	}
	if (field.type !== 4) {
		return (
			<div class="modal-field">
				{heading}
				<SelectMenu
					options={selectable(field, world)}
					label={field.placeholder ?? words.select.choose}
					name={label}
					min={field.required ? field.min_values : 0}
					max={field.max_values}
					isDisabled={field.disabled}
					onChosen={onChange}
				/>
				{complaint}
			</div>
		);
	}
	const shared = {
		id,
		value: typeof value === 'string' ? value : '',
		placeholder: field.placeholder ?? '',
		required: field.required,
		...(field.min_length !== undefined && { minLength: field.min_length }),
		maxLength: field.max_length ?? 4000,
		'aria-describedby': `${id}-about`,
	};
	return (
		<label class="modal-field" for={id}>
			{heading}
			{field.style === 2 ? (
				<textarea {...shared} rows={4} onInput={({ currentTarget }) => onChange(currentTarget.value)} />
			) : (
				<input
					{...shared}
					autocomplete="off"
					onInput={({ currentTarget }) => onChange(currentTarget.value)}
				/>
			)}
		</label>
	);
}
