interface ChoiceProps<T extends string> {
	/** How it is set, by the page that it stands on. */
	look: string;
	label: string;
	all: readonly T[];
	chosen: T;
	nameOf: (one: T) => string;
	onChange: (one: T) => void;
}

/** One of a few, by the browser's own list. */
export function Choice<T extends string>({ look, label, all, chosen, nameOf, onChange }: ChoiceProps<T>) {
	return (
		<label class={look}>
			{label}
			<select
				value={chosen}
				onChange={({ currentTarget }) => {
					const found = all.find((one) => one === currentTarget.value);
					if (found !== undefined) onChange(found);
				}}
			>
				{all.map((one) => (
					<option value={one}>{nameOf(one)}</option>
				))}
			</select>
		</label>
	);
}
